import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { connexionFacteur } from '../agent/double-facteur/connexion-facteur.ts'
import type { connexion, deconnexion, accueil as routeAccueil } from '../agent/session/connexion.ts'
import type { changerHabilitation, session as routeSession, Session } from '../agent/session/session.ts'
import { assezDit } from '../personne/recherche/assez-dit.ts'
import type { rechercher } from '../personne/recherche/recherche.ts'
import { ApiRefusal, call } from '../socle/api.ts'
import type { PublicRoute } from '../socle/route.ts'
import { montrerDans } from '../socle/ui/dates.ts'
import type { UseCase } from '../socle/use-case.ts'

/** A public route seen as a use case: `call` only reads its address, its input and its output. */
type Cas<P> = P extends PublicRoute<infer R, infer I, infer O> ? UseCase<R, I, O> : never

export const CLE_SESSION = ['session'] as const

/** Who is signed in, with which role, or null; read again like anything else, since a name or a role may change meanwhile. */
export const session = queryOptions({
  queryKey: CLE_SESSION,
  queryFn: async (): Promise<Session | null> => {
    try {
      return surPlace(await call<Cas<typeof routeSession>>('GET /session', {}))
    } catch (erreur) {
      if (erreur instanceof ApiRefusal && erreur.status === 401) return null
      throw erreur
    }
  },
})

/** From now on the screens tell hours in the territory of this session. */
function surPlace(ouverte: Session): Session {
  montrerDans(ouverte.territoire.fuseau)
  return ouverte
}

export const accueil = queryOptions({
  queryKey: ['accueil'],
  queryFn: () => call<Cas<typeof routeAccueil>>('GET /connexion', {}),
})

/** Another agent, another role, nobody: what was loaded before is forgotten. */
function repartirAvec(cache: QueryClient, qui: Session | null): void {
  cache.removeQueries({ predicate: requete => requete.queryKey[0] !== CLE_SESSION[0] })
  cache.setQueryData<Session | null>(CLE_SESSION, qui && surPlace(qui))
}

/** Opens the session, or tells which second factor it waits for: nobody is signed in yet. */
export async function ouvrir(cache: QueryClient, identifiants: { courriel: string; motDePasse: string }) {
  const ouverte = await call<Cas<typeof connexion>>('POST /connexion', identifiants)
  if (!('facteur' in ouverte)) repartirAvec(cache, ouverte)
  return ouverte
}

/** The second half of a sign-in. */
export async function ouvrirParCode(cache: QueryClient, code: string): Promise<Session> {
  return accueillir(cache, await call<Cas<typeof connexionFacteur>>('POST /connexion/facteur', { code }))
}

/** A session that was opened by another way than a password. */
export function accueillir(cache: QueryClient, ouverte: Session): Session {
  repartirAvec(cache, ouverte)
  return ouverte
}

/** Returns where the browser goes on to end the session of ProConnect too; null: nowhere else. */
export async function fermer(cache: QueryClient): Promise<string | null> {
  const { suite } = await call<Cas<typeof deconnexion>>('POST /deconnexion', {})
  repartirAvec(cache, null)
  return suite
}

/** Moves to another role of the same agent. */
export async function changerDeRole(cache: QueryClient, habilitationId: string) {
  const nouvelle = await call<Cas<typeof changerHabilitation>>('POST /session/habilitation', { habilitationId })
  repartirAvec(cache, nouvelle)
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
