import type { Kysely } from 'kysely'
import type { Acteur } from '../../socle/acteur.ts'
import { empreinteJeton, nouveauJeton } from '../../socle/auth/jeton.ts'
import { jourDe, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { parLots } from '../../socle/lots.ts'
import type { DB } from '../../socle/tables.ts'
import type { Territoire } from '../../socle/use-case.ts'
import { habilitationEnCours } from '../en-cours.queries.ts'
import { exigerRaison } from '../habitude/habitude.queries.ts'
import { relationQuiOuvre } from '../lecture-apres.queries.ts'

/** A working day and its overtime; the session is renewed by signing in. */
export const DUREE_SESSION_SECONDES = 10 * 3600
/**
 * How long a process may trust that a token is open, in milliseconds: what is closed here is closed at once in this process, and
 * within that time in the others. Who holds it, and with which role in force, is read each time.
 */
const CONFIANCE_MS = 5000

type Qui = Omit<Origine, 'now'>
type Ouverte = { habilitationId: string; territoire: Territoire }
const ouvertes = new Map<string, { session: Ouverte | undefined; jusqua: number }>()
/** Moves on when sessions are closed: what was being read meanwhile isn't trusted afterwards. */
let fermetures = 0

function oublier(): void {
  fermetures++
  ouvertes.clear()
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

/** Closes the sessions of an identity, everywhere after a new password; in a territory that its agent leaves. */
export async function fermerSessions(
  { commun }: Pick<Base, 'commun'>,
  identiteId: string,
  territoire?: string,
): Promise<void> {
  const siennes = commun.deleteFrom('session').where('identiteId', '=', identiteId)
  await (territoire ? siennes.where('territoire', '=', territoire) : siennes).execute()
  oublier()
}

/** Closes the sessions of a role that was taken back. */
export async function fermerSessionsDuRole({ commun }: Pick<Base, 'commun'>, habilitationId: string): Promise<void> {
  await commun.deleteFrom('session').where('habilitationId', '=', habilitationId).execute()
  oublier()
}

/** Who holds this token, with the habilitation still in force; null when the session ended. */
export async function porteurDuJeton(base: Base, jeton: string, now: string): Promise<Qui | null> {
  const session = await sessionOuverte(base, jeton, now)
  if (!session) return null
  const { territoire, habilitationId } = session
  const agent = (
    await lecteurDe(base.territoire(territoire.code))({
      habilitationId,
      jour: jourDe(now, base.fuseau(territoire.code)),
    })
  ).get(habilitationId)
  return agent ? { agent, territoire, raison: relationQuiOuvre, garde: exigerRaison } : null
}

async function sessionOuverte(base: Base, jeton: string, now: string): Promise<Ouverte | undefined> {
  // By its print: a token of any length takes the same room, and none stands in clear in the memory.
  const empreinte = empreinteJeton(jeton)
  const cle = empreinte.toString('base64')
  const connue = ouvertes.get(cle)
  if (connue && connue.jusqua > performance.now()) return connue.session
  const avant = fermetures
  const lue = await base.commun
    .selectFrom('session')
    .innerJoin('territoire', 'territoire.code', 'session.territoire')
    .select(['session.habilitationId', 'territoire.code', 'territoire.nom', 'territoire.demo'])
    .where('empreinte', '=', empreinte)
    .where('expireLe', '>', now)
    .executeTakeFirst()
  const session = lue && {
    habilitationId: lue.habilitationId,
    territoire: { code: lue.code, nom: lue.nom, demo: lue.demo },
  }
  if (avant !== fermetures) return session
  if (ouvertes.size > 5000) ouvertes.clear()
  ouvertes.set(cle, { session, jusqua: performance.now() + CONFIANCE_MS })
  return session
}

type Demande = { habilitationId: string; jour: string }
const lecteurs = new WeakMap<Kysely<DB>, (demande: Demande) => Promise<Map<string, Acteur>>>()

/** The agents of a territory by habilitation in force: those who ask at the same moment are read together, after they ask. */
function lecteurDe(db: Kysely<DB>) {
  const connu = lecteurs.get(db)
  if (connu) return connu
  const lecteur = parLots((demandes: Demande[]) => lirePorteurs(db, demandes))
  lecteurs.set(db, lecteur)
  return lecteur
}

async function lirePorteurs(db: Kysely<DB>, demandes: Demande[]): Promise<Map<string, Acteur>> {
  const agents = await db
    .selectFrom('habilitation as h')
    .innerJoin('agent as a', 'a.id', 'h.agentId')
    .select([
      'h.id as habilitationId',
      'a.id',
      'a.nom',
      'a.prenom',
      'h.role',
      'h.structureId',
      'h.equipeId',
      'h.secteur',
    ])
    .where('h.id', 'in', [...new Set(demandes.map(d => d.habilitationId))])
    .where(habilitationEnCours(demandes[0]?.jour ?? ''))
    .where('a.desactiveLe', 'is', null)
    .execute()
  return new Map(
    agents.map(({ habilitationId, prenom, nom, ...agent }) => [
      habilitationId,
      { ...agent, genre: 'agent', nom: `${prenom} ${nom}` },
    ]),
  )
}
