import { type Kysely, sql } from 'kysely'
import { empreinteJeton, nouveauJeton } from '../../socle/auth/jeton.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { DB } from '../../socle/tables-commun.ts'
import { finDeSession, inactiviteDe } from './duree.queries.ts'
import { oublierSessions } from './session.queries.ts'

// Sessions open, give way and close here, one after the other for an identity: none opens by what was proved before others were closed.

/** How one came in, and whence: kept with the session, for its holder to recognise it. */
export type Venue = {
  moyen: 'mot-de-passe' | 'totp' | 'secours' | 'cle' | 'proconnect'
  /** With more than a password. */
  forte: boolean
  appareil: string | null
  reseau: string | null
  jetonIdentite?: Buffer | null
}

/** Who comes next on an identity waits: what opens and what closes its sessions follow each other. Null: it is closed there. */
async function tenir(trx: Kysely<DB>, identiteId: string, territoire: string): Promise<number | null> {
  const tenue = await trx
    .selectFrom('identite')
    .select('generation')
    .where('id', '=', identiteId)
    .forUpdate()
    .executeTakeFirst()
  const acces = trx.selectFrom('acces').select('agentId').where('identiteId', '=', identiteId)
  const ouvert = await acces.where('territoire', '=', territoire).executeTakeFirst()
  return tenue && ouvert ? tenue.generation : null
}

type AOuvrir = {
  identiteId: string
  territoire: string
  habilitationId: string
  ouverteLe: string
  expireLe: string
  venue: Venue
}

async function ecrire(trx: Kysely<DB>, now: string, { venue, ...ou }: AOuvrir): Promise<string> {
  const jeton = nouveauJeton()
  await trx
    .insertInto('session')
    .values({ empreinte: empreinteJeton(jeton), dernierUsageLe: now, ...ou, ...venue })
    .execute()
  return jeton
}

/**
 * Opens a session on an habilitation and returns the token for the cookie. `generation`: of the identity when its proof began. Refuses
 * (401) what was proved before its sessions were closed, its factors changed or its password chosen.
 */
export async function ouvrirSession(
  base: Base,
  now: string,
  identiteId: string,
  territoire: string,
  habilitationId: string,
  venue: Venue = { moyen: 'mot-de-passe', forte: false, appareil: null, reseau: null },
  generation?: number,
): Promise<string> {
  await purgerSessions(base, now)
  const expireLe = finDeSession(now, now, await inactiviteDe(base, territoire, now))
  return base.commun.transaction().execute(async trx => {
    const tenue = await tenir(trx, identiteId, territoire)
    if (tenue === null || (generation !== undefined && tenue !== generation)) throw connexionARefaire()
    return ecrire(trx, now, { identiteId, territoire, habilitationId, ouverteLe: now, expireLe, venue })
  })
}

export const connexionARefaire = (): Refusal =>
  new Refusal('unauthenticated', 'connexion-a-refaire', 'Trop de temps a passé. Connectez-vous de nouveau.')

/** How the session of this token came to be. */
export const venueDuJeton = ({ commun }: Pick<Base, 'commun'>, jeton: string): Promise<Venue | undefined> =>
  commun
    .selectFrom('session')
    .select(['moyen', 'forte', 'appareil', 'reseau', 'jetonIdentite'])
    .where('empreinte', '=', empreinteJeton(jeton))
    .$castTo<Venue>()
    .executeTakeFirst()

/** Puts another session in the place of this one, as strong and as old as it was; null when it was closed meanwhile: nothing opens. */
export async function remplacerSession(
  base: Base,
  jeton: string,
  now: string,
  ou: { territoire: string; habilitationId: string },
): Promise<string | null> {
  const empreinte = empreinteJeton(jeton)
  const inactivite = await inactiviteDe(base, ou.territoire, now)
  const nouveau = await base.commun.transaction().execute(async trx => {
    const lue = await trx
      .selectFrom('session')
      .select('identiteId')
      .where('empreinte', '=', empreinte)
      .executeTakeFirst()
    if (!lue || (await tenir(trx, lue.identiteId, ou.territoire)) === null) return null
    const otee = await trx
      .deleteFrom('session')
      .where('empreinte', '=', empreinte)
      .where('expireLe', '>', now)
      .returning(['identiteId', 'ouverteLe', 'moyen', 'forte', 'appareil', 'reseau', 'jetonIdentite'])
      .executeTakeFirst()
    if (!otee) return null
    const { identiteId, ouverteLe, ...venue } = otee
    const expireLe = finDeSession(ouverteLe, now, inactivite)
    return ecrire(trx, now, { identiteId, ...ou, ouverteLe, expireLe, venue: venue as Venue })
  })
  oublierSessions()
  return nouveau
}

/** From now on this session is strong, or it isn't any more. */
export async function marquerForte(
  { commun }: Pick<Base, 'commun'>,
  ids: readonly string[],
  forte: boolean,
): Promise<void> {
  if (ids.length) await commun.updateTable('session').set({ forte }).where('id', 'in', ids).execute()
  oublierSessions()
}

/** Forgets the sessions that ended before an instant. */
export async function purgerSessions(base: Base, now: string): Promise<void> {
  await base.commun.deleteFrom('session').where('expireLe', '<', now).execute()
}

export async function fermerSession(base: Base, jeton: string): Promise<void> {
  await base.commun.deleteFrom('session').where('empreinte', '=', empreinteJeton(jeton)).execute()
  oublierSessions()
}

/** Closes some sessions of an identity: those asked of another change nothing. What waits for a proof is to be begun again. */
export async function fermerCelles(
  { commun }: Pick<Base, 'commun'>,
  identiteId: string,
  quoi: { id: string } | { sauf: string } | 'toutes',
): Promise<number> {
  const fermees = await commun.transaction().execute(async trx => {
    await changerDeGeneration(trx, identiteId)
    const siennes = trx.deleteFrom('session').where('identiteId', '=', identiteId)
    const choisies =
      quoi === 'toutes' ? siennes : siennes.where('id', 'id' in quoi ? '=' : '<>', 'id' in quoi ? quoi.id : quoi.sauf)
    return Number((await choisies.executeTakeFirst()).numDeletedRows)
  })
  oublierSessions()
  return fermees
}

/** The same of all but the one of this token. */
export async function fermerLesAutres(base: Pick<Base, 'commun'>, identiteId: string, jeton: string): Promise<void> {
  const ici = await base.commun
    .selectFrom('session')
    .select('id')
    .where('empreinte', '=', empreinteJeton(jeton))
    .executeTakeFirst()
  await fermerCelles(base, identiteId, ici ? { sauf: ici.id } : 'toutes')
}

/** What was proved of this identity until now is proved no more; who opens or closes its sessions waits. */
export async function changerDeGeneration(commun: Kysely<DB>, identiteId: string): Promise<void> {
  await commun.updateTable('identite').set({ generation: sql`generation + 1` }).where('id', '=', identiteId).execute()
}

/** Closes the sessions of an identity, in every territory: its owner chose a new password. */
export const fermerSessions = async (base: Pick<Base, 'commun'>, identiteId: string): Promise<void> => {
  await fermerCelles(base, identiteId, 'toutes')
}

/** Closes the sessions of a role that was taken back. */
export async function fermerSessionsDuRole({ commun }: Pick<Base, 'commun'>, habilitationId: string): Promise<void> {
  await commun.deleteFrom('session').where('habilitationId', '=', habilitationId).execute()
  oublierSessions()
}
