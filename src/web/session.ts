import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { connexion, deconnexion, accueil as routeAccueil } from '../agent/session/connexion.ts'
import type { changerHabilitation, session as routeSession, Session } from '../agent/session/session.ts'
import { assezDit } from '../personne/recherche/assez-dit.ts'
import type { rechercher } from '../personne/recherche/recherche.ts'
import { ApiRefusal, call } from '../socle/api.ts'
import type { PublicRoute } from '../socle/route.ts'
import { montrerDans } from '../socle/ui/dates.ts'
import { effacerBrouillons, fermerBrouillons, ouvrirBrouillons } from '../socle/ui/poste/brouillons.ts'
import { declarerPoste, quitterLePoste } from '../socle/ui/poste/poste.ts'
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
      return null
    }
  },
})

/** From now on the screens tell hours in the territory of this session, and what its agent keeps on this machine can be read. */
async function surPlace(ouverte: Session): Promise<Session> {
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
  cache.removeQueries({ predicate: requete => requete.queryKey[0] !== CLE_SESSION[0] })
  cache.setQueryData<Session | null>(CLE_SESSION, place)
}

/** `partage`: this machine is shared (true) or one's own (false); undefined: as it was said last. */
export async function ouvrir(
  cache: QueryClient,
  identifiants: { courriel: string; motDePasse: string },
  partage?: boolean,
) {
  const ouverte = await call<Cas<typeof connexion>>('POST /connexion', identifiants)
  if (partage !== undefined) declarerPoste(partage)
  await repartirAvec(cache, ouverte)
  return ouverte
}

export async function fermer(cache: QueryClient): Promise<void> {
  await call<Cas<typeof deconnexion>>('POST /deconnexion', {})
  effacerBrouillons()
  quitterLePoste()
  await repartirAvec(cache, null)
}

/** Moves to another role of the same agent. */
export async function changerDeRole(cache: QueryClient, habilitationId: string) {
  const nouvelle = await call<Cas<typeof changerHabilitation>>('POST /session/habilitation', { habilitationId })
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
