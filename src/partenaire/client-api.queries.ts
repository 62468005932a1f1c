import { empreinteJeton } from '../socle/auth/jeton.ts'
import { reseauDe } from '../socle/auth/reseau.ts'
import { cleTentative, compterTentative, type Regle } from '../socle/auth/tentatives.ts'
import type { Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'

/** A file sent in a thousand pieces is not a thousand writes: the last call is noted to the minute. */
const PRECISION_SECONDES = 60

/** Wrong keys from one network. A right one is 256 random bits: it is never stopped by its neighbours. */
const CLES: Regle = {
  permis: 60,
  heures: 1,
  code: 'trop-de-cles-refusees',
  phrase: attente =>
    `Trop de clés refusées depuis ce réseau. Attendez ${attente}, puis réessayez avec une clé en service.`,
}

/**
 * The partner's software that holds this key, still valid, with its rights, or null; notes when it last called. Refuses (too-many) a
 * network that brings wrong keys on and on.
 */
export async function logicielDeLaCle(
  base: Base,
  cle: string,
  now: string,
  adresse: string,
): Promise<Omit<Origine, 'now'> | null> {
  const client = await base.commun
    .selectFrom('clientApi as c')
    .innerJoin('territoire as t', 't.code', 'c.territoire')
    .select(['c.id', 'c.nom', 'c.droits', 'c.dernierAppelLe', 't.code', 't.nom as territoire', 't.demo'])
    .where('empreinte', '=', empreinteJeton(cle))
    .where('revoqueLe', 'is', null)
    .executeTakeFirst()
  if (!client) {
    await compterTentative(base.commun, now, [{ cle: cleTentative('cles', reseauDe(adresse)), regle: CLES }])
    return null
  }
  const { id, nom, droits, dernierAppelLe, code, territoire, demo } = client
  if (!dernierAppelLe || Date.parse(now) - Date.parse(dernierAppelLe) >= PRECISION_SECONDES * 1000)
    await base.commun.updateTable('clientApi').set({ dernierAppelLe: now }).where('id', '=', id).execute()
  return {
    agent: { genre: 'logiciel', id, nom, role: null, structureId: null, equipeId: null, secteur: null, droits },
    territoire: { code, nom: territoire, demo },
  }
}
