import { sql } from 'kysely'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { sertAilleurs } from '../compte/lien-compte.queries.ts'
import { oterSessions } from '../session/sessions-ouvertes.queries.ts'

/**
 * Takes away all that an identity is entered by besides a password: its sessions first, then what opened them, so that who proved it
 * before writes nothing after. In a transaction. Refuses (facteurs-gardes) one that works in another territory, or is waited for there.
 */
export async function oterFacteurs(trx: Base['commun'], identiteId: string, territoire: string): Promise<void> {
  await oterTousLesFacteurs(trx, identiteId)
  const { rows } = await sql<{ ailleurs: boolean }>`
    select ${sertAilleurs(sql`${identiteId}::uuid`, territoire)} as ailleurs`.execute(trx)
  if (rows[0]?.ailleurs) throw facteursGardes()
}

/** The same, wherever it works. */
export async function oterTousLesFacteurs(trx: Base['commun'], identiteId: string): Promise<void> {
  await oterSessions(trx, identiteId, 'toutes')
  await trx.deleteFrom('totp').where('identiteId', '=', identiteId).execute()
  await trx.deleteFrom('cleAcces').where('identiteId', '=', identiteId).execute()
  await trx.deleteFrom('codeSecours').where('identiteId', '=', identiteId).execute()
  await trx.deleteFrom('identiteFederee').where('identiteId', '=', identiteId).execute()
}

export const facteursGardes = (): Refusal =>
  new Refusal(
    'conflict',
    'facteurs-gardes',
    'La connexion forte de ce compte ne se retire pas d’ici : son titulaire travaille aussi ailleurs. Rien n’a été fait. S’il a un code de secours, il entre avec, puis la retire dans « Mon compte ». S’il a tout perdu, demandez à qui tient le serveur de Filrouge de la retirer, une fois sûr que c’est bien lui. Si elle est à quelqu’un d’autre, désactivez ce compte ici.',
  )
