import { changerMotDePasse } from './agent/session/changer-mot-de-passe.ts'
import { accueil, connexion, deconnexion } from './agent/session/connexion.ts'
import { changerHabilitation, session } from './agent/session/session.ts'
import type { PublicRoute } from './socle/route.ts'

/** Routes that need no session. */
export const PUBLICS = [
  accueil,
  connexion,
  deconnexion,
  session,
  changerHabilitation,
  changerMotDePasse,
] as unknown as readonly PublicRoute[]
