import { declinerInvitation, lireLien } from './activation.ts'
import { activerCompte } from './activer.ts'
import { demanderOubli } from './oubli.ts'
import { rejoindreTerritoire } from './rejoindre.ts'

/** What a link of an account opens, without a session. */
export const COMPTE = [lireLien, activerCompte, rejoindreTerritoire, declinerInvitation, demanderOubli]
