import { demanderProconnect, rattacherProconnect, retourProconnect } from '../proconnect/connexion-proconnect.ts'
import { delierProconnect } from '../proconnect/delier-proconnect.ts'
import { ajouterTotp, confirmerTotp } from './ajouter-totp.ts'
import { refaireCodesSecours, retirerFacteur } from './changer-facteurs.ts'
import { ajouterCle, demanderCle } from './cles/ajouter-cle.ts'
import { connexionCle, demanderConnexionCle } from './cles/connexion-cle.ts'
import { connexionFacteur } from './connexion-facteur.ts'
import { fermerMaSession, fermerMesAutresSessions } from './fermer-sessions.ts'
import { securiteDuCompte } from './securite.ts'

/** What a sign-in asks besides a password, and what one does of it in one's own account. */
export const DOUBLE_FACTEUR = [
  connexionFacteur,
  demanderConnexionCle,
  connexionCle,
  demanderProconnect,
  retourProconnect,
  rattacherProconnect,
  securiteDuCompte,
  ajouterTotp,
  confirmerTotp,
  demanderCle,
  ajouterCle,
  retirerFacteur,
  refaireCodesSecours,
  delierProconnect,
  fermerMaSession,
  fermerMesAutresSessions,
]
