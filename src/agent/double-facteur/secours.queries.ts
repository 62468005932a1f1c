import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'
import type { Base } from '../../socle/db.ts'
import { CODES_SECOURS, codeDeSecours } from './facteur.ts'

type Commun = Base['commun']

// 80 random bits: a fast hash gives nothing to guess.
const empreinte = (identiteId: string, code: string): Buffer =>
  createHash('sha256').update(`${identiteId} ${code}`).digest()

/** Ten new recovery codes in place of those there were, « K7QX-2MFA-… »: told once, kept as their prints. In a transaction. */
export async function refaireCodes(commun: Commun, identiteId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES_SECOURS }, () => new Secret({ size: 10 }).base32)
  await commun.deleteFrom('codeSecours').where('identiteId', '=', identiteId).execute()
  await commun
    .insertInto('codeSecours')
    .values(codes.map(code => ({ identiteId, empreinte: empreinte(identiteId, code) })))
    .execute()
  return codes.map(code => code.match(/.{4}/g)?.join('-') ?? code)
}

/** Takes a recovery code: each serves once. */
export async function employerCode(commun: Commun, identiteId: string, dit: string, now: string): Promise<boolean> {
  const code = codeDeSecours(dit)
  if (!code) return false
  const { numUpdatedRows } = await commun
    .updateTable('codeSecours')
    .set({ employeLe: now })
    .where('identiteId', '=', identiteId)
    .where('empreinte', '=', empreinte(identiteId, code))
    .where('employeLe', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function codesRestants(commun: Commun, identiteId: string): Promise<number> {
  const { n } = await commun
    .selectFrom('codeSecours')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('identiteId', '=', identiteId)
    .where('employeLe', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}
