import { type Kysely, sql } from 'kysely'
import type { Acteur } from '../../socle/acteur.ts'
import { empreinteJeton } from '../../socle/auth/jeton.ts'
import { jourDe, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { parLots } from '../../socle/lots.ts'
import { type Ecoute, ecouterChangements } from '../../socle/postgres/ecoute.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { DB } from '../../socle/tables.ts'
import type { Territoire } from '../../socle/use-case.ts'
import { choixDuJour } from '../../territoire/parametre.queries.ts'
import type { CHOIX_AGENT } from '../agent.parametres.ts'
import { roleSensible } from '../double-facteur/exigence.ts'
import { habilitationEnCours } from '../en-cours.queries.ts'
import { GARDE } from '../habitude/habitude.queries.ts'
import { relationQuiOuvre } from '../lecture-apres.queries.ts'
import { finDeSession, inactiviteDuJour } from './duree.queries.ts'

/**
 * How long a process may trust that a token is open, in milliseconds. What is closed is closed at once in the process that closes it, and
 * in the others as soon as the base tells them (`suivreSessions`); that time is only a net, for a line that went dead and doesn't know it
 * yet, shorter for who hears nothing. Who holds the token, and with which role in force, is read each time.
 */
const CONFIANCE_MS = { entend: 5000, sourd: 1000 }

type Qui = Omit<Origine, 'now'>
type Ouverte = {
  identiteId: string
  habilitationId: string
  forte: boolean
  territoire: Territoire
  ouverteLe: string
  dernierUsageLe: string
}
type Exigence = (typeof CHOIX_AGENT)['acces.connexion-forte']['options'][number]['valeur']
/** `fermetures` moves on when sessions are closed: what was being read meanwhile isn't trusted afterwards. */
type Memoire = {
  ouvertes: Map<string, { session: Ouverte | undefined; jusqua: number }>
  fermetures: number
  confianceMs: number
}
const memoires = new WeakMap<Base['commun'], Memoire>()

function memoireDe({ commun }: Pick<Base, 'commun'>): Memoire {
  const connue = memoires.get(commun)
  if (connue) return connue
  const memoire: Memoire = { ouvertes: new Map(), fermetures: 0, confianceMs: CONFIANCE_MS.sourd }
  memoires.set(commun, memoire)
  return memoire
}

/** To be called once sessions were closed: this process trusts none any more. */
export function oublierSessions(base: Pick<Base, 'commun'>): void {
  const memoire = memoireDe(base)
  memoire.fermetures++
  memoire.ouvertes.clear()
}

/**
 * Forgets what is known of sessions whenever the base says that one changed, its access or its territory, by whatever process. `puis` is
 * told that territories may have changed.
 */
export function suivreSessions(base: Base, puis: () => void): Ecoute {
  return ecouterChangements(base.url, (entend, de = 'territoire') => {
    if (entend && de === 'territoire') puis()
    memoireDe(base).confianceMs = entend ? CONFIANCE_MS.entend : CONFIANCE_MS.sourd
    oublierSessions(base)
  })
}

/** Whose session this token opens, and where; null when it ended. Their role is to be read: `porteurDuJeton`. */
export async function sessionDuJeton(base: Base, jeton: string | null, now: string): Promise<Ouverte | null> {
  return (jeton && (await sessionOuverte(base, jeton, now))) || null
}

type Porteur = { qui: Qui; forte: boolean; exigence: Exigence }

/** Who holds this token, with the habilitation still in force; null when the session ended. */
export async function porteurDuJeton(base: Base, jeton: string, now: string): Promise<Qui | null> {
  return (await lirePorteur(base, jeton, now))?.qui ?? null
}

/**
 * The same, for all but one's own account: refuses (forbidden) a session opened with a password alone, where the role asks for more.
 * `absent`: an open page asks by itself, which keeps no session open.
 */
export async function porteurOuvrant(base: Base, jeton: string, now: string, absent = false): Promise<Qui | null> {
  const porteur = await lirePorteur(base, jeton, now, absent)
  if (!porteur || resteAProuver(porteur) !== 'exigee') return porteur?.qui ?? null
  // Another process may have seen the proof: what this one trusts is asked again before it refuses.
  memoireDe(base).ouvertes.delete(cleDe(empreinteJeton(jeton)))
  const relu = await lirePorteur(base, jeton, now, absent)
  if (relu && resteAProuver(relu) === 'exigee')
    throw new Refusal(
      'forbidden',
      'connexion-forte-exigee',
      'Votre rôle demande une connexion forte. Ajoutez une application de codes ou une clé d’accès dans « Mon compte ».',
    )
  return relu?.qui ?? null
}

/** What the territory asks of the role of this session, and the session lacks. */
export function resteAProuver({ qui, forte, exigence }: Porteur): Exclude<Exigence, 'non'> | null {
  return forte || exigence === 'non' || !roleSensible(qui.agent.role) ? null : exigence
}

export async function lirePorteur(base: Base, jeton: string, now: string, absent = false): Promise<Porteur | null> {
  const session = await sessionOuverte(base, jeton, now)
  if (!session) return null
  const { territoire, habilitationId, forte } = session
  const lu = (
    await lecteurDe(base.territoire(territoire.code))({
      habilitationId,
      jour: jourDe(now, base.fuseau(territoire.code)),
    })
  ).get(habilitationId)
  if (lu && !absent) await noterUsage(base, jeton, session, now, lu.inactivite)
  const qui = lu && { agent: lu.agent, territoire, raison: relationQuiOuvre, garde: GARDE }
  return qui ? { qui, forte, exigence: lu.exigence } : null
}

const cleDe = (empreinte: Buffer) => empreinte.toString('base64')
/** The last use of a session, and the end that follows from it, are kept to that many minutes. */
const USAGE_MINUTES = 5

async function sessionOuverte(base: Base, jeton: string, now: string): Promise<Ouverte | undefined> {
  // By its print: a token of any length takes the same room, and none stands in clear in the memory.
  const empreinte = empreinteJeton(jeton)
  const cle = cleDe(empreinte)
  const memoire = memoireDe(base)
  const { ouvertes } = memoire
  const connue = ouvertes.get(cle)
  if (connue && connue.jusqua > performance.now()) return connue.session
  const avant = memoire.fermetures
  const lue = await base.commun
    .selectFrom('session')
    .innerJoin('territoire', 'territoire.code', 'session.territoire')
    // Opened in the very moment when the access was closed, it opens nothing.
    .innerJoin('acces', a =>
      a.onRef('acces.identiteId', '=', 'session.identiteId').onRef('acces.territoire', '=', 'session.territoire'),
    )
    .select([
      ...(['session.identiteId', 'session.habilitationId', 'session.forte'] as const),
      ...(['session.ouverteLe', 'session.dernierUsageLe'] as const),
      ...(['territoire.code', 'territoire.nom', 'territoire.demo'] as const),
    ])
    .where('empreinte', '=', empreinte)
    .where('expireLe', '>', now)
    .executeTakeFirst()
  const session = lue && {
    identiteId: lue.identiteId,
    habilitationId: lue.habilitationId,
    forte: lue.forte,
    ouverteLe: lue.ouverteLe,
    dernierUsageLe: lue.dernierUsageLe ?? lue.ouverteLe,
    territoire: { code: lue.code, nom: lue.nom, demo: lue.demo },
  }
  if (avant !== memoire.fermetures) return session
  if (ouvertes.size > 5000) ouvertes.clear()
  ouvertes.set(cle, { session, jusqua: performance.now() + memoire.confianceMs })
  return session
}

/** Who acts keeps their session open; written once in some minutes, and by one of those who ask together. */
async function noterUsage({ commun }: Base, jeton: string, session: Ouverte, now: string, inactivite: number) {
  if (Date.parse(now) - Date.parse(session.dernierUsageLe) < USAGE_MINUTES * 60_000) return
  session.dernierUsageLe = now
  await commun
    .updateTable('session')
    .set({ dernierUsageLe: now, expireLe: finDeSession(session.ouverteLe, now, inactivite) })
    .where('empreinte', '=', empreinteJeton(jeton))
    .where('expireLe', '>', now)
    .execute()
}

type Lu = { agent: Acteur; exigence: Exigence; inactivite: number }
type Demande = { habilitationId: string; jour: string }
const lecteurs = new WeakMap<Kysely<DB>, (demande: Demande) => Promise<Map<string, Lu>>>()

/** The agents of a territory by habilitation in force: those who ask at the same moment are read together, after they ask. */
function lecteurDe(db: Kysely<DB>) {
  const connu = lecteurs.get(db)
  if (connu) return connu
  const lecteur = parLots((demandes: Demande[]) => lirePorteurs(db, demandes))
  lecteurs.set(db, lecteur)
  return lecteur
}

async function lirePorteurs(db: Kysely<DB>, demandes: Demande[]): Promise<Map<string, Lu>> {
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
    .select(choixDuJour('acces.connexion-forte', sql`${demandes[0]?.jour ?? ''}::date`).as('exigence'))
    .select(inactiviteDuJour(demandes[0]?.jour ?? '').as('inactivite'))
    .where('h.id', 'in', [...new Set(demandes.map(d => d.habilitationId))])
    .where(habilitationEnCours(demandes[0]?.jour ?? ''))
    .where('a.desactiveLe', 'is', null)
    .execute()
  return new Map(
    agents.map(({ habilitationId, prenom, nom, exigence, inactivite, ...agent }) => [
      habilitationId,
      { agent: { ...agent, genre: 'agent', nom: `${prenom} ${nom}` }, exigence: exigence as Exigence, inactivite },
    ]),
  )
}
