import { sql } from 'kysely'
import { autreCle, chiffrer, dechiffrer } from '../../socle/auth/cles.ts'
import type { Base } from '../../socle/db.ts'

const renouveler = (usage: string, octets: Buffer): Buffer =>
  chiffrer('commun', usage, dechiffrer('commun', usage, octets))

/**
 * Gives what sign-ins keep encrypted the current key; what waited for a proof is forgotten, and begun again. All of it or none. Returns
 * how many secrets. Refused: an older key is missing.
 */
export async function renouvelerConnexions({ commun }: Pick<Base, 'commun'>): Promise<number> {
  return commun.transaction().execute(async trx => {
    await trx.deleteFrom('etape').execute()
    const totp = await trx
      .selectFrom('totp')
      .select(['id', 'secret'])
      .where(autreCle(sql.ref('secret')))
      .forUpdate()
      .execute()
    for (const { id, secret } of totp)
      await trx
        .updateTable('totp')
        .set({ secret: renouveler('totp', secret) })
        .where('id', '=', id)
        .execute()
    const sessions = await trx
      .selectFrom('session')
      .select(['id', 'jetonIdentite'])
      .where('jetonIdentite', 'is not', null)
      .where(autreCle(sql.ref('jeton_identite')))
      .forUpdate()
      .execute()
    for (const { id, jetonIdentite } of sessions)
      if (jetonIdentite)
        await trx
          .updateTable('session')
          .set({ jetonIdentite: renouveler('jeton-identite', jetonIdentite) })
          .where('id', '=', id)
          .execute()
    return totp.length + sessions.length
  })
}
