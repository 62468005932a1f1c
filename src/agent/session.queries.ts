import { empreinteJeton, nouveauJeton } from '../socle/auth/jeton.ts'
import { jourDe, type Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import type { Role } from './roles.ts'

/** A working day and its overtime; the session is renewed by signing in. */
export const DUREE_SESSION_SECONDES = 10 * 3600
/**
 * How long a process may trust what it read of a session. What is closed here is closed at once in this process, and within that
 * time in the others; a role whose day of end comes, in all of them.
 */
const CONFIANCE_MS = 5000

type Qui = Omit<Origine, 'now'>
const connus = new Map<string, { qui: Qui | null; jusqua: number }>()
/** Moves on when sessions are closed: what was being read meanwhile isn't trusted afterwards. */
let fermetures = 0

function oublier(): void {
  fermetures++
  connus.clear()
}

/** Opens a session on an habilitation and returns the token for the cookie. */
export async function ouvrirSession(
  base: Base,
  now: string,
  identiteId: string,
  territoire: string,
  habilitationId: string,
): Promise<string> {
  const jeton = nouveauJeton()
  const expireLe = Temporal.Instant.from(now).add({ seconds: DUREE_SESSION_SECONDES }).toString()
  await purgerSessions(base, now)
  await base.commun
    .insertInto('session')
    .values({ empreinte: empreinteJeton(jeton), identiteId, territoire, habilitationId, ouverteLe: now, expireLe })
    .execute()
  return jeton
}

/** Forgets the sessions that ended before an instant. */
export async function purgerSessions(base: Base, now: string): Promise<void> {
  await base.commun.deleteFrom('session').where('expireLe', '<', now).execute()
}

export async function fermerSession(base: Base, jeton: string): Promise<void> {
  await base.commun.deleteFrom('session').where('empreinte', '=', empreinteJeton(jeton)).execute()
  oublier()
}

/** Closes every session of an identity: after a new password or a deactivation. */
export async function fermerSessions({ commun }: Pick<Base, 'commun'>, identiteId: string): Promise<void> {
  await commun.deleteFrom('session').where('identiteId', '=', identiteId).execute()
  oublier()
}

/** Closes the sessions of a role that was taken back. */
export async function fermerSessionsDuRole({ commun }: Pick<Base, 'commun'>, habilitationId: string): Promise<void> {
  await commun.deleteFrom('session').where('habilitationId', '=', habilitationId).execute()
  oublier()
}

/** Who holds this token, with the habilitation still in force; null when the session ended. */
export async function porteurDuJeton(base: Base, jeton: string, now: string): Promise<Qui | null> {
  const connu = connus.get(jeton)
  if (connu && connu.jusqua > performance.now()) return connu.qui
  const avant = fermetures
  const qui = await lirePorteur(base, jeton, now)
  if (avant !== fermetures) return qui
  if (connus.size > 5000) connus.clear()
  connus.set(jeton, { qui, jusqua: performance.now() + CONFIANCE_MS })
  return qui
}

async function lirePorteur(base: Base, jeton: string, now: string): Promise<Qui | null> {
  const session = await base.commun
    .selectFrom('session')
    .innerJoin('territoire', 'territoire.code', 'session.territoire')
    .select(['session.habilitationId', 'territoire.code', 'territoire.nom', 'territoire.demo'])
    .where('empreinte', '=', empreinteJeton(jeton))
    .where('expireLe', '>', now)
    .executeTakeFirst()
  if (!session) return null
  const agent = await base
    .territoire(session.code)
    .selectFrom('habilitation as h')
    .innerJoin('agent as a', 'a.id', 'h.agentId')
    .select(['a.id', 'a.nom', 'a.prenom', 'h.role', 'h.structureId', 'h.secteur'])
    .where('h.id', '=', session.habilitationId)
    .where(habilitationEnCours(jourDe(now)))
    .where('a.desactiveLe', 'is', null)
    .executeTakeFirst()
  if (!agent) return null
  return {
    agent: {
      genre: 'agent',
      id: agent.id,
      nom: `${agent.prenom} ${agent.nom}`,
      role: agent.role as Role,
      structureId: agent.structureId,
      secteur: agent.secteur,
    },
    territoire: { code: session.code, nom: session.nom, demo: session.demo },
  }
}
