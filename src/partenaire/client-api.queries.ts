import { empreinteJeton } from '../socle/auth/jeton.ts'
import type { Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'

/** A file sent in a thousand pieces is not a thousand writes: the last call is noted to the minute. */
const PRECISION_SECONDES = 60

/** The partner's software that holds this key, still valid, with its rights, or null; notes when it last called. */
export async function logicielDeLaCle(base: Base, cle: string, now: string): Promise<Omit<Origine, 'now'> | null> {
  const client = await base.commun
    .selectFrom('clientApi as c')
    .innerJoin('territoire as t', 't.code', 'c.territoire')
    .select(['c.id', 'c.nom', 'c.droits', 'c.dernierAppelLe', 't.code', 't.nom as territoire', 't.demo'])
    .where('empreinte', '=', empreinteJeton(cle))
    .where('revoqueLe', 'is', null)
    .executeTakeFirst()
  if (!client) return null
  const { id, nom, droits, dernierAppelLe, code, territoire, demo } = client
  if (!dernierAppelLe || Date.parse(now) - Date.parse(dernierAppelLe) >= PRECISION_SECONDES * 1000)
    await base.commun.updateTable('clientApi').set({ dernierAppelLe: now }).where('id', '=', id).execute()
  return {
    agent: { genre: 'logiciel', id, nom, role: null, structureId: null, equipeId: null, secteur: null, droits },
    territoire: { code, nom: territoire, demo },
  }
}
