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

/** Who comes next on an identity waits: what opens, what closes its sessions and what writes on it follow each other. */
const tenirIdentite = (trx: Kysely<DB>, identiteId: string) =>
  trx.selectFrom('identite').select('generation').where('id', '=', identiteId).forUpdate().executeTakeFirst()

/** What was proved of an identity: as it was then, and by which session (its token), when it was one's own account. */
export type Prouve = { identiteId: string; generation: number; jeton?: string }

/**
 * Writes on an account what one signs in with, and whatever else asks for a proof of its holder: one after the other for an identity,
 * with what closes its sessions. Refuses (401) what was proved before they were closed, its factors changed or its password chosen, and
 * a session closed meanwhile: nothing is written then. `ecrire`: all that is written, and the end of what was begun; given the session.
 */
export async function ecrireParPreuve<T>(
  base: Pick<Base, 'commun'>,
  { identiteId, generation, jeton }: Prouve,
  ecrire: (trx: Kysely<DB>, sessionId: string) => Promise<T>,
): Promise<T> {
  const ecrit = await base.commun.transaction().execute(async trx => {
    if ((await tenirIdentite(trx, identiteId))?.generation !== generation) throw connexionARefaire()
    const session =
      jeton !== undefined &&
      (await trx
        .selectFrom('session')
        .select('id')
        .where('empreinte', '=', empreinteJeton(jeton))
        .where('identiteId', '=', identiteId)
        .executeTakeFirst())
    if (session === undefined) throw connexionARefaire()
    return ecrire(trx, session ? session.id : '')
  })
  oublierSessions(base)
  return ecrit
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

/** Of the identity when its proof began; what is written on it with the session, or not at all. */
type EnOuvrant = { generation?: number; ecrire?: ((trx: Kysely<DB>) => Promise<void>) | undefined }

/**
 * Opens a session on an habilitation and returns the token for the cookie. Refuses (401) what was proved before the sessions of the
 * identity were closed, its factors changed or its password chosen, and where it isn't open.
 */
export async function ouvrirSession(
  base: Base,
  now: string,
  identiteId: string,
  territoire: string,
  habilitationId: string,
  venue: Venue = { moyen: 'mot-de-passe', forte: false, appareil: null, reseau: null },
  { generation, ecrire: avant }: EnOuvrant = {},
): Promise<string> {
  await purgerSessions(base, now)
  const expireLe = finDeSession(now, now, await inactiviteDe(base, territoire, now))
  const jeton = await base.commun.transaction().execute(async trx => {
    const tenue = await tenirIdentite(trx, identiteId)
    if (!tenue || (generation !== undefined && tenue.generation !== generation)) throw connexionARefaire()
    await avant?.(trx)
    const acces = trx.selectFrom('acces').select('agentId').where('identiteId', '=', identiteId)
    if (!(await acces.where('territoire', '=', territoire).executeTakeFirst())) throw connexionARefaire()
    return ecrire(trx, now, { identiteId, territoire, habilitationId, ouverteLe: now, expireLe, venue })
  })
  if (avant) oublierSessions(base)
  return jeton
}

export const connexionARefaire = (): Refusal =>
  new Refusal(
    'unauthenticated',
    'connexion-a-refaire',
    'Ce que vous aviez commencé ne vaut plus : votre compte a changé entre-temps. Connectez-vous de nouveau.',
  )

/** How the session of this token came to be. */
export const venueDuJeton = ({ commun }: Pick<Base, 'commun'>, jeton: string): Promise<Venue | undefined> =>
  commun
    .selectFrom('session')
    .select(['moyen', 'forte', 'appareil', 'reseau', 'jetonIdentite'])
    .where('empreinte', '=', empreinteJeton(jeton))
    .$castTo<Venue>()
    .executeTakeFirst()

type Ou = { territoire: string; habilitationId: string }

/** Puts another session in the place of this one, as strong and as old as it was; null when it was closed meanwhile: nothing opens. */
export async function remplacerSession(base: Base, jeton: string, now: string, ou: Ou): Promise<string | null> {
  const empreinte = empreinteJeton(jeton)
  const suite = await suiteDeSession(base, jeton, now, ou)
  const nouveau = await base.commun.transaction().execute(async trx => {
    const lue = await trx
      .selectFrom('session')
      .select('identiteId')
      .where('empreinte', '=', empreinte)
      .executeTakeFirst()
    return lue && (await tenirIdentite(trx, lue.identiteId)) ? suite(trx) : null
  })
  oublierSessions(base)
  return nouveau
}

/** The same, among other writings that hold the identity already: read before them, then done in their transaction. */
export async function suiteDeSession(
  base: Base,
  jeton: string,
  now: string,
  ou: Ou,
): Promise<(trx: Kysely<DB>) => Promise<string | null>> {
  const inactivite = await inactiviteDe(base, ou.territoire, now)
  return async trx => {
    const otee = await trx
      .deleteFrom('session')
      .where('empreinte', '=', empreinteJeton(jeton))
      .where('expireLe', '>', now)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('acces')
            .select('agentId')
            .whereRef('acces.identiteId', '=', 'session.identiteId')
            .where('acces.territoire', '=', ou.territoire),
        ),
      )
      .returning(['identiteId', 'ouverteLe', 'moyen', 'forte', 'appareil', 'reseau', 'jetonIdentite'])
      .executeTakeFirst()
    if (!otee) return null
    const { identiteId, ouverteLe, ...venue } = otee
    const expireLe = finDeSession(ouverteLe, now, inactivite)
    return ecrire(trx, now, { identiteId, ...ou, ouverteLe, expireLe, venue: venue as Venue })
  }
}

/** Forgets the sessions that ended before an instant. */
export async function purgerSessions(base: Base, now: string): Promise<void> {
  await base.commun.deleteFrom('session').where('expireLe', '<', now).execute()
}

export async function fermerSession(base: Base, jeton: string): Promise<void> {
  await base.commun.deleteFrom('session').where('empreinte', '=', empreinteJeton(jeton)).execute()
  oublierSessions(base)
}

/** Closes some sessions of an identity: those asked of another change nothing. What waits for a proof is to be begun again. */
export async function fermerCelles(base: Pick<Base, 'commun'>, identiteId: string, quoi: Lesquelles): Promise<number> {
  const { fermees } = await base.commun.transaction().execute(trx => oterSessions(trx, identiteId, quoi))
  oublierSessions(base)
  return fermees
}

/** The sessions of an identity: one, all but one, those that ProConnect opened but one, or all. */
type Lesquelles = { id: string } | { sauf: string; proconnect?: boolean } | 'toutes'

/** The same, among other writings: what was proved until now is proved no more. How many, and what is proved from now on. */
export async function oterSessions(
  trx: Kysely<DB>,
  identiteId: string,
  quoi: Lesquelles,
): Promise<Prouve & { fermees: number }> {
  const prouve = await changerDeGeneration(trx, identiteId)
  const { numDeletedRows } = await trx
    .deleteFrom('session')
    .where('identiteId', '=', identiteId)
    .$if(quoi !== 'toutes' && 'id' in quoi, q => q.where('id', '=', (quoi as { id: string }).id))
    .$if(quoi !== 'toutes' && 'sauf' in quoi, q => q.where('id', '<>', (quoi as { sauf: string }).sauf))
    // Where a code came after it, the session says « totp »: what closes ProConnect with it tells whence it came.
    .$if(quoi !== 'toutes' && 'proconnect' in quoi, q =>
      q.where(eb => eb.or([eb('moyen', '=', 'proconnect'), eb('jetonIdentite', 'is not', null)])),
    )
    .executeTakeFirst()
  return { ...prouve, fermees: Number(numDeletedRows) }
}

/** What was proved of this identity until now is proved no more; who opens or closes its sessions waits. What is proved from now on. */
export async function changerDeGeneration(commun: Kysely<DB>, identiteId: string): Promise<Prouve> {
  const change = commun.updateTable('identite').set({ generation: sql`generation + 1` }).where('id', '=', identiteId)
  const { generation } = await change.returning('generation').executeTakeFirstOrThrow()
  return { identiteId, generation }
}

/** Closes the sessions of a role that was taken back. */
export async function fermerSessionsDuRole(base: Pick<Base, 'commun'>, habilitationId: string): Promise<void> {
  await base.commun.deleteFrom('session').where('habilitationId', '=', habilitationId).execute()
  oublierSessions(base)
}
