import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { connexionFacteur } from '../agent/double-facteur/connexion-facteur.ts'
import type { changerTerritoire } from '../agent/session/changer-territoire.ts'
import type { choisirTerritoire, connexion, deconnexion, accueil as routeAccueil } from '../agent/session/connexion.ts'
import type { Entree } from '../agent/session/entree.ts'
import type { changerHabilitation, session as routeSession, Session } from '../agent/session/session.ts'
import { assezDit } from '../personne/recherche/assez-dit.ts'
import type { rechercher } from '../personne/recherche/recherche.ts'
import { ApiRefusal, call } from '../socle/api.ts'
import type { PublicRoute } from '../socle/route.ts'
import { montrerDans } from '../socle/ui/dates.ts'
import { effacerBrouillons, fermerBrouillons, ouvrirBrouillons } from '../socle/ui/poste/brouillons.ts'
import { declarerPoste, quitterLePoste } from '../socle/ui/poste/poste.ts'
import { oublierInterruption } from '../socle/ui/session.ts'
import type { UseCase } from '../socle/use-case.ts'

/** A public route seen as a use case: `call` only reads its address, its input and its output. */
type Cas<P> = P extends PublicRoute<infer R, infer I, infer O> ? UseCase<R, I, O> : never

export const CLE_SESSION = ['session'] as const

/** Who is signed in, with which role, or null; read again like anything else, since a name or a role may change meanwhile. */
export const session = queryOptions({
  queryKey: CLE_SESSION,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await surPlace(await call<Cas<typeof routeSession>>('GET /session', {}))
    } catch (erreur) {
      if (!(erreur instanceof ApiRefusal && erreur.status === 401)) throw erreur
      fermerBrouillons()
      if (erreur.code === 'session-finie') noterFin()
      return null
    }
  },
})

let finie = false
/** A session was open here and ended otherwise than by its way out: by the hours, or closed elsewhere. */
export const noterFin = (): void => {
  finie = true
}
export const sessionFinie = (): boolean => finie

/**
 * From now on the screens tell hours in the territory of this session, and what its agent keeps on this machine can be read. By whatever
 * way they came in, what they said of the machine holds.
 */
async function surPlace(ouverte: Session): Promise<Session> {
  oublierInterruption()
  declarerPoste()
  montrerDans(ouverte.territoire.fuseau)
  await ouvrirBrouillons(ouverte.agent.id, ouverte.brouillons)
  return ouverte
}

export const accueil = queryOptions({
  queryKey: ['accueil'],
  queryFn: () => call<Cas<typeof routeAccueil>>('GET /connexion', {}),
})

/** Another agent, another role, nobody: what was loaded before is forgotten. */
async function repartirAvec(cache: QueryClient, qui: Session | null): Promise<void> {
  const place = qui && (await surPlace(qui))
  finie = false
  oublierInterruption()
  cache.removeQueries({ predicate: requete => requete.queryKey[0] !== CLE_SESSION[0] })
  cache.setQueryData<Session | null>(CLE_SESSION, place)
}

/** What was opened, or what is still asked: a second factor, or in which territory. Nobody is signed in before. */
export async function accueillir(cache: QueryClient, entree: Entree): Promise<Entree> {
  if ('agent' in entree) await repartirAvec(cache, entree)
  return entree
}

export const ouvrir = async (cache: QueryClient, identifiants: { courriel: string; motDePasse: string }) =>
  accueillir(cache, await call<Cas<typeof connexion>>('POST /connexion', identifiants))

/** The second half of a sign-in. */
export const ouvrirParCode = async (cache: QueryClient, code: string) =>
  accueillir(cache, await call<Cas<typeof connexionFacteur>>('POST /connexion/facteur', { code }))

/** Where one works now, among those that signing in told. */
export async function choisir(cache: QueryClient, territoire: string) {
  const ouverte = await call<Cas<typeof choisirTerritoire>>('POST /connexion/territoire', { territoire })
  await repartirAvec(cache, ouverte)
  return ouverte
}

/** Returns where the browser goes on to end the session of ProConnect too; null: nowhere else. */
export async function fermer(cache: QueryClient): Promise<string | null> {
  const { suite } = await call<Cas<typeof deconnexion>>('POST /deconnexion', {})
  effacerBrouillons()
  quitterLePoste()
  await repartirAvec(cache, null)
  return suite
}

/** Moves to another role of the same agent. */
export async function changerDeRole(cache: QueryClient, habilitationId: string) {
  const nouvelle = await call<Cas<typeof changerHabilitation>>('POST /session/habilitation', { habilitationId })
  await repartirAvec(cache, nouvelle)
  return nouvelle
}

/** Moves to another territory of the same account. */
export async function changerDeTerritoire(cache: QueryClient, territoire: string) {
  const nouvelle = await call<Cas<typeof changerTerritoire>>('POST /session/territoire', { territoire })
  await repartirAvec(cache, nouvelle)
  return nouvelle
}

/** Persons of the agent's scope whose name, number or birth date looks like `q`. */
export const recherche = (q: string) =>
  queryOptions({
    queryKey: ['recherche', q],
    queryFn: () => call<typeof rechercher>('POST /recherche', { q }),
    enabled: assezDit(q),
    staleTime: 30_000,
  })
