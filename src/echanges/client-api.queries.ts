import { empreinteJeton } from '../socle/auth/jeton.ts'
import type { Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'

/** The partner's software that holds this key, still valid, or null; notes when it last called. */
export async function logicielDeLaCle(base: Base, cle: string, now: string): Promise<Omit<Origine, 'now'> | null> {
  const client = await base.commun
    .updateTable('clientApi')
    .set({ dernierAppelLe: now })
    .where('empreinte', '=', empreinteJeton(cle))
    .where('revoqueLe', 'is', null)
    .returning(['id', 'nom', 'territoire'])
    .executeTakeFirst()
  if (!client) return null
  const territoire = await base.commun
    .selectFrom('territoire')
    .select(['code', 'nom', 'demo'])
    .where('code', '=', client.territoire)
    .executeTakeFirstOrThrow()
  return { agent: { id: client.id, nom: client.nom, role: 'logiciel', structureId: null, secteur: null }, territoire }
}
