import { annulerReferent, consequencesReferent } from './accompagnement/annulation/annuler-referent.ts'
import { annulerContact } from './accompagnement/annuler-contact.ts'
import { chargesEquipes } from './accompagnement/charges-equipes.ts'
import { designerReferent } from './accompagnement/designer-referent.ts'
import { bilansEnRetard } from './accompagnement/equipe/bilans-en-retard.ts'
import { chargesDuJour } from './accompagnement/equipe/charges.ts'
import { remontees } from './accompagnement/equipe/remontees.ts'
import { enAttenteDeReferent } from './accompagnement/equipe/sans-referent.ts'
import { noterContact } from './accompagnement/noter-contact.ts'
import { structures } from './accompagnement/places/structures.ts'
import { portefeuille } from './accompagnement/portefeuille.ts'
import { lireRelais } from './accompagnement/relais/lire-relais.ts'
import { cartePersonne } from './accueil/carte-personne.ts'
import { reconnaitre } from './accueil/reconnaitre.ts'
import { rendezVousDuJour } from './accueil/rendez-vous-du-jour.ts'
import { agents, ficheAgent } from './agent/agents.ts'
import { desactiverAgent } from './agent/agents-desactiver.ts'
import { donnerRole, retirerRole } from './agent/agents-habilitations.ts'
import { modifierAgent } from './agent/agents-modifier.ts'
import { donnerLien } from './agent/compte/donner-lien.ts'
import { COMPTE } from './agent/compte/parties.ts'
import { creerAgent } from './agent/creer-agent.ts'
import { DOUBLE_FACTEUR } from './agent/double-facteur/parties.ts'
import { retirerFacteursAgent } from './agent/double-facteur/retirer-facteurs-agent.ts'
import { HABITUDE } from './agent/habitude/parties.ts'
import { changerMotDePasse } from './agent/session/changer-mot-de-passe.ts'
import { changerTerritoire } from './agent/session/changer-territoire.ts'
import { accueil, choisirTerritoire, connexion, deconnexion } from './agent/session/connexion.ts'
import { changerHabilitation, session } from './agent/session/session.ts'
import { chercherPersonne } from './audit/chercher-personne.ts'
import { lecteurs } from './audit/lecteurs.ts'
import { lectures } from './audit/lectures.ts'
import { journalListes } from './audit/listes/journal-listes.ts'
import { reponsePersonne } from './audit/reponse-personne.ts'
import { sorties } from './audit/sorties.ts'
import { volumes } from './audit/volumes.ts'
import { avisNonLus } from './avis/avis-non-lus.ts'
import { lireAvis, lireTousAvis } from './avis/lire-avis.ts'
import { mesAvis } from './avis/mes-avis.ts'
import { cloreDossier, clotureDuDossier } from './cloture/clore-dossier.ts'
import { rouvrirDossier } from './cloture/rouvrir-dossier.ts'
import { diagnosticDe } from './diagnostic/diagnostic-de.ts'
import { etablirDiagnostic } from './diagnostic/etablir-diagnostic.ts'
import { annoncerDocument } from './document/annoncer-document.ts'
import { documentsDe } from './document/documents-de.ts'
import { envoyerDocument } from './document/envoyer-document.ts'
import { lecteursDocument } from './document/lecteurs-document.ts'
import { modifierDocument } from './document/modifier-document.ts'
import { remettreDocument } from './document/remettre-document.ts'
import { retirerDocument } from './document/retirer-document.ts'
import { DOSSIER } from './dossier/parties.ts'
import { comparerDefinitions } from './droit/comparer-definitions.ts'
import { ecartsDefinitions } from './droit/ecarts-definitions.ts'
import { confierLignes } from './echanges/doutes/confier-lignes.ts'
import { deciderLigne } from './echanges/doutes/decider-ligne.ts'
import { doutesImport } from './echanges/doutes/doutes-import.ts'
import { importsAConfier } from './echanges/doutes/imports-a-confier.ts'
import { ligneEnDoute } from './echanges/doutes/ligne-en-doute.ts'
import { lignesEnDoute } from './echanges/doutes/lignes-en-doute.ts'
import { choisirColonnes } from './echanges/listes/choisir-colonnes.ts'
import { colonnesImport } from './echanges/listes/colonnes-import.ts'
import { deciderLignes } from './echanges/listes/decider-lignes.ts'
import { lignesImport } from './echanges/listes/lignes-import.ts'
import { collegues } from './echeance/collegues.ts'
import { confierEcheance } from './echeance/confier-echeance.ts'
import { mesEcheances } from './echeance/mes-echeances.ts'
import { reporterEcheance } from './echeance/reporter-echeance.ts'
import { reprendreAUnCollegue } from './echeance/reprendre-a-un-collegue.ts'
import { reprendreEcheance } from './echeance/reprendre-echeance.ts'
import { ajouterMembre } from './groupe-suivi/ajouter-membre.ts'
import { groupeDe } from './groupe-suivi/groupe-de.ts'
import { maCoIntervention } from './groupe-suivi/ma-co-intervention.ts'
import { mesCoInterventions } from './groupe-suivi/mes-co-interventions.ts'
import { retirerMembre } from './groupe-suivi/retirer-membre.ts'
import { appliquerImport, simulerImport } from './import/appliquer-import.ts'
import { calendrierImports, fluxManquants } from './import/calendrier/calendrier-imports.ts'
import { creerImport } from './import/depot/creer-import.ts'
import { envoyerContenu } from './import/depot/envoyer-contenu.ts'
import { annulerImport } from './import/differences/annuler-import.ts'
import { differencesImport } from './import/differences/differences-import.ts'
import { ficheImport, imports } from './import/imports.ts'
import { rejouerImport } from './import/rejouer-import.ts'
import { retirerImport } from './import/retirer-import.ts'
import { creerStructure } from './offre/creer-structure.ts'
import { creerAntenne } from './offre/equipes/creer-antenne.ts'
import { creerEquipe } from './offre/equipes/creer-equipe.ts'
import { fermerAntenne } from './offre/equipes/fermer-antenne.ts'
import { fermerEquipe } from './offre/equipes/fermer-equipe.ts'
import { lieux } from './offre/equipes/lieux.ts'
import { modifierAntenne } from './offre/equipes/modifier-antenne.ts'
import { modifierEquipe } from './offre/equipes/modifier-equipe.ts'
import { fermerStructure } from './offre/fermer-structure.ts'
import { modifierStructure } from './offre/modifier-structure.ts'
import { annuleesDe } from './orientation/annulees-de.ts'
import { annulerOrientation, consequencesAnnulation } from './orientation/annuler-orientation.ts'
import { aujourdhui } from './orientation/aujourdhui.ts'
import { remettreExplication } from './orientation/calcul/remettre-explication.ts'
import { notifierOrientation } from './orientation/notifier-orientation.ts'
import { orienter } from './orientation/orienter.ts'
import { propositionPour } from './orientation/proposition.ts'
import { structuresEligibles } from './orientation/structures-eligibles.ts'
import { accesPartenaires } from './partenaire/acces-partenaires.ts'
import { creerAcces } from './partenaire/creer-acces.ts'
import { revoquerAcces } from './partenaire/revoquer-acces.ts'
import { corrigerContact } from './personne/corriger-contact.ts'
import { changerPrecedence } from './personne/donnees/changer-precedence.ts'
import { conflits } from './personne/donnees/conflits.ts'
import { precedences } from './personne/donnees/precedences.ts'
import { trancherConflit } from './personne/donnees/trancher-conflit.ts'
import { aDecider } from './personne/doublons/a-decider.ts'
import { distinguerPersonnes } from './personne/doublons/distinguer-personnes.ts'
import { doublons } from './personne/doublons/doublons.ts'
import { fusionnerPersonnes } from './personne/doublons/fusionner-personnes.ts'
import { separerPersonnes } from './personne/doublons/separer-personnes.ts'
import { lireMatricules } from './personne/matricule/lire-matricules.ts'
import { nirPersonne } from './personne/nir-personne.ts'
import { personnes } from './personne/recherche/personnes.ts'
import { rechercher } from './personne/recherche/recherche.ts'
import { depassements } from './pilotage/depassements.ts'
import { personnesIndicateur } from './pilotage/personnes-indicateur.ts'
import { tableauPilotage } from './pilotage/tableau-pilotage.ts'
import { lireAdresse } from './precaution/lire-adresse.ts'
import { noterPrecautions } from './precaution/noter-precautions.ts'
import { precautionsDe } from './precaution/precautions-de.ts'
import { precautionsEnBref } from './precaution/precautions-en-bref.ts'
import { chercherArchives } from './protection/chercher-archives.ts'
import { conservation } from './protection/conservation.ts'
import { ouvrirArchive, sortirArchive } from './protection/ouvrir-archive.ts'
import { personnesAuTerme } from './protection/personnes-au-terme.ts'
import { RENDEZ_VOUS } from './rendez-vous/parties.ts'
import type { PublicRoute } from './socle/route.ts'
import type { UseCase } from './socle/use-case.ts'
import { annulerParametre } from './territoire/annuler-parametre.ts'
import { changerParametre } from './territoire/changer-parametre.ts'
import { decoupage } from './territoire/decoupage.ts'
import { historique } from './territoire/historique.ts'
import { listeParametres } from './territoire/liste-parametres.ts'
import { TRAVAUX } from './travaux/parties.ts'

/** Routes that need no session. */
export const PUBLICS = [
  accueil,
  connexion,
  choisirTerritoire,
  deconnexion,
  session,
  changerHabilitation,
  changerTerritoire,
  changerMotDePasse,
  ...COMPTE,
  ...DOUBLE_FACTEUR,
] as unknown as readonly PublicRoute[]

/** Every use case, one line each, in the order of the journey. */
export const CAS_USAGE = [
  aujourdhui,
  rechercher,
  personnes,
  ...RENDEZ_VOUS,
  reconnaitre,
  rendezVousDuJour,
  cartePersonne,
  mesCoInterventions,
  maCoIntervention,
  groupeDe,
  ajouterMembre,
  retirerMembre,
  ...DOSSIER,
  nirPersonne,
  lireMatricules,
  aDecider,
  corrigerContact,
  precautionsDe,
  precautionsEnBref,
  noterPrecautions,
  lireAdresse,
  conflits,
  trancherConflit,
  doublons,
  fusionnerPersonnes,
  separerPersonnes,
  distinguerPersonnes,
  diagnosticDe,
  etablirDiagnostic,
  propositionPour,
  structuresEligibles,
  orienter,
  notifierOrientation,
  remettreExplication,
  designerReferent,
  consequencesAnnulation,
  annulerOrientation,
  consequencesReferent,
  annulerReferent,
  annuleesDe,
  clotureDuDossier,
  cloreDossier,
  rouvrirDossier,
  noterContact,
  lireRelais,
  annulerContact,
  reporterEcheance,
  reprendreEcheance,
  collegues,
  confierEcheance,
  reprendreAUnCollegue,
  portefeuille,
  bilansEnRetard,
  chargesDuJour,
  enAttenteDeReferent,
  remontees,
  mesEcheances,
  documentsDe,
  annoncerDocument,
  envoyerDocument,
  lecteursDocument,
  modifierDocument,
  retirerDocument,
  remettreDocument,
  tableauPilotage,
  depassements,
  comparerDefinitions,
  ecartsDefinitions,
  personnesIndicateur,
  colonnesImport,
  choisirColonnes,
  confierLignes,
  deciderLigne,
  doutesImport,
  importsAConfier,
  ligneEnDoute,
  lignesEnDoute,
  deciderLignes,
  lignesImport,
  decoupage,
  imports,
  calendrierImports,
  fluxManquants,
  ficheImport,
  creerImport,
  envoyerContenu,
  simulerImport,
  appliquerImport,
  differencesImport,
  annulerImport,
  rejouerImport,
  retirerImport,
  accesPartenaires,
  creerAcces,
  revoquerAcces,
  agents,
  ficheAgent,
  creerAgent,
  modifierAgent,
  donnerRole,
  retirerRole,
  desactiverAgent,
  donnerLien,
  ...HABITUDE,
  retirerFacteursAgent,
  structures,
  creerStructure,
  modifierStructure,
  fermerStructure,
  lieux,
  creerAntenne,
  modifierAntenne,
  fermerAntenne,
  creerEquipe,
  modifierEquipe,
  fermerEquipe,
  chargesEquipes,
  conservation,
  personnesAuTerme,
  chercherArchives,
  ouvrirArchive,
  sortirArchive,
  listeParametres,
  precedences,
  changerPrecedence,
  changerParametre,
  annulerParametre,
  ...TRAVAUX,
  historique,
  mesAvis,
  avisNonLus,
  lireAvis,
  lireTousAvis,
  lectures,
  journalListes,
  lecteurs,
  chercherPersonne,
  volumes,
  sorties,
  reponsePersonne,
] as unknown as readonly UseCase[]
