import { accueil, connexion, deconnexion } from './agent/connexion.ts'
import { changerHabilitation, session } from './agent/session.ts'
import type { PublicRoute, RawRoute } from './socle/route.ts'
import type { UseCase } from './socle/use-case.ts'

/** Routes that need no session. */
export const PUBLICS = [
  accueil,
  connexion,
  deconnexion,
  session,
  changerHabilitation,
] as unknown as readonly PublicRoute[]

/** Every use case, one line each, in the order of the journey. */
export const CAS_USAGE = [] as unknown as readonly UseCase[]

/** Documents. */
export const DOCUMENTS = [] as unknown as readonly RawRoute[]
