import { REPONSES_EMPLOI } from '../diagnostic/essai-reponses.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { controle, type Ligne, liste, personne, territoire, travail } from './essai-ligne.ts'
import { LIGNES_ANNULATIONS } from './essai-lignes-annulations.ts'
import { LIGNES_AVIS } from './essai-lignes-avis.ts'
import { LIGNES_DOUTES } from './essai-lignes-doutes.ts'
import { LIGNES_OUVERTURES } from './essai-lignes-ouvertures.ts'
import { LIGNES_PRECAUTION } from './essai-lignes-precaution.ts'
import { LIGNES_STRUCTURES } from './essai-lignes-structures.ts'
import { type Monde, NOM } from './essai-monde.ts'

const seule = personne(({ personneId }) => ({ personneId }))
const document = personne(({ documentId }) => ({ documentId }))
const doublon = personne(({ doublonId }) => ({ doublonId }))

const rendezVous = (agentId: string) => ({ agentId, debut: '2025-03-25T10:00', objet: 'suivi', lieu: '12 rue Exemple' })
/** Who keeps to their own appointments: the two co-intervenants. */
const recoitSeul = ({ dedans, dehors }: Monde, agentId: string) =>
  [dedans['co-intervenant'], ...dehors['co-intervenant'].map(d => d.agent)].some(agent => agent.id === agentId)
const quiRecoit = (monde: Monde, agentId: string) => (recoitSeul(monde, agentId) ? agentId : monde.referentId)
const leRendezVous = (monde: Monde, agentId: string) => ({
  rendezVousId: recoitSeul(monde, agentId) ? monde.rendezVousChampId : monde.rendezVousId,
})
/** What is due to her that each role who opens her file may do. */
const lEcheance = ({ personneId, accompagnementId }: Monde) => ({
  personneId,
  genre: 'premier-contact',
  faitId: accompagnementId,
})
const enAttente = territoire(({ importId }) => ({ importId }))
const PERIODE = { du: '2025-03-01', au: '2025-03-31' }

/** Routes asked without anything, that answer alike. */
const pareilles = (ligne: Ligne, ...routes: string[]) => Object.fromEntries(routes.map(route => [route, ligne]))

/** One row per route that needs a session: a new use case without its row fails. */
export const LIGNES: Record<string, Ligne> = {
  ...pareilles(seule, 'GET /creneaux', 'GET /accueil/personnes/:personneId', 'GET /co-interventions/:personneId'),
  ...pareilles(seule, 'GET /personnes/:personneId/groupe-suivi', 'GET /personnes/:personneId'),
  ...pareilles(seule, 'GET /personnes/:personneId/nir', 'GET /personnes/:personneId/donnees'),
  ...pareilles(seule, 'GET /personnes/:personneId/donnees/pdf', 'GET /personnes/:personneId/diagnostics'),
  ...pareilles(seule, 'GET /personnes/:personneId/proposition', 'GET /personnes/:personneId/documents'),
  ...pareilles(seule, 'GET /personnes/:personneId/annulations', 'GET /personnes/:personneId/cloture'),
  ...pareilles(seule, 'GET /personnes/:personneId/parcours', 'GET /personnes/:personneId/rendez-vous'),
  ...pareilles(seule, 'GET /personnes/:personneId/rendez-vous/a-relever'),
  'POST /personnes/:personneId/rendez-vous/releve': personne(({ personneId }) => ({ personneId, rendezVous: {} })),
  ...pareilles(seule, 'GET /personnes/:personneId/contacts', 'GET /personnes/:personneId/droits'),
  ...pareilles(seule, 'GET /personnes/:personneId/lectures', 'GET /personnes/:personneId/france-travail'),
  ...pareilles(seule, 'GET /personnes/:personneId/finances', 'GET /personnes/:personneId/matricules'),
  ...pareilles(travail, 'GET /echeances', 'GET /portefeuille/sans-referent', 'GET /portefeuille/remontees'),
  ...pareilles(territoire(), 'GET /portefeuille/bilans-en-retard', 'GET /portefeuille/charges'),
  ...pareilles(territoire(), 'GET /pilotage/depassements', 'GET /rendez-vous/agents', 'GET /imports'),
  ...pareilles(territoire(), 'GET /imports/manques', 'GET /parametres/precedences', 'GET /personnes/a-decider'),
  ...pareilles(
    territoire(),
    'GET /acces',
    'GET /travaux',
    'GET /defauts',
    'GET /entrees/definitions',
    'GET /decoupage',
  ),
  ...pareilles(territoire(), 'GET /agents', 'GET /conservation', 'GET /structures', 'GET /parametres'),
  ...pareilles(liste(), 'GET /co-interventions', 'GET /conflits', 'GET /doublons', 'GET /portefeuille'),
  ...pareilles(territoire(), 'GET /audit/lecteurs', 'GET /audit/volumes'),
  'GET /aujourdhui': liste(() => ({ etat: 'a-orienter' })),
  'POST /recherche': liste(() => ({ q: NOM })),
  'POST /personnes/recherche': liste(() => ({ q: NOM })),
  'GET /rendez-vous': liste(() => ({ du: '2025-03-20', agent: 'tous' })),
  'POST /personnes/:personneId/rendez-vous': personne((monde, agentId) => ({
    id: uuidv7(),
    personneId: monde.personneId,
    ...rendezVous(quiRecoit(monde, agentId)),
  })),
  'POST /rendez-vous/serie': personne((monde, agentId) => ({
    ...rendezVous(quiRecoit(monde, agentId)),
    personnes: [{ id: uuidv7(), personneId: monde.personneId }],
  })),
  'POST /rendez-vous/:rendezVousId/report': personne((monde, agentId) => ({
    ...leRendezVous(monde, agentId),
    nouveauId: uuidv7(),
    debut: '2025-03-26T10:00',
  })),
  'PUT /rendez-vous/:rendezVousId/issue': personne((monde, agentId) => ({
    ...leRendezVous(monde, agentId),
    issue: 'annule-service',
  })),
  'POST /accueil/recherche': liste(() => ({ q: NOM })),
  'GET /accueil/rendez-vous': liste(() => ({ jour: '2025-03-20' })),
  'GET /accueil/rendez-vous/:rendezVousId/convocation': personne(({ rendezVousId }) => ({ rendezVousId })),
  'POST /personnes/:personneId/groupe-suivi': personne(({ personneId, dehors }) => ({
    id: uuidv7(),
    personneId,
    agentId: dehors['co-intervenant'][0]?.agent.id,
    champ: 'logement',
  })),
  'POST /personnes/:personneId/groupe-suivi/:membreId/fin': personne(({ personneId, membreId }) => ({
    personneId,
    membreId,
  })),
  'POST /personnes/:personneId/contacts': personne(({ personneId }) => ({
    id: uuidv7(),
    personneId,
    le: '2025-03-10',
    moyen: 'telephone',
  })),
  'POST /personnes/:personneId/contacts/:contactId/annulation': personne(({ personneId, contactId }) => ({
    personneId,
    contactId,
  })),
  'PUT /personnes/:personneId/echeances/:genre/:faitId/report': personne(monde => ({
    ...lEcheance(monde),
    jusquau: '2025-03-12',
    motif: 'en vacances',
  })),
  'DELETE /personnes/:personneId/echeances/:genre/:faitId/report': personne(lEcheance),
  'GET /personnes/:personneId/echeances/:genre/:faitId/collegues': personne(lEcheance),
  'PUT /personnes/:personneId/echeances/:genre/:faitId/collegue': personne((monde, agentId) => ({
    ...lEcheance(monde),
    agentId: [monde.dedans['charge-orientation'], monde.dedans.referent].find(a => a.id !== agentId)?.id,
  })),
  'DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue': personne(lEcheance),
  'GET /personnes/:personneId/evenements': personne(({ personneId }) => ({ personneId, avant: 1_000_000 })),
  'PUT /personnes/:personneId/contact': personne(({ personneId }) => ({
    personneId,
    telephone: '06 39 98 00 02',
    telephoneAccord: true,
    courriel: null,
    courrielAccord: false,
  })),
  'GET /imports/calendrier': territoire(() => ({ mois: '2025-03' })),
  'GET /imports/:importId': enAttente,
  'POST /imports': territoire(() => ({ id: uuidv7(), fichier: 'flux.xml', taille: 10 })),
  'PUT /imports/:importId/contenu': territoire(({ importEnDepotId }) => ({
    importId: importEnDepotId,
    debut: 0,
    octets: Buffer.from('<Rac'),
  })),
  'POST /imports/:importId/simulation': enAttente,
  'POST /imports/:importId/application': enAttente,
  'GET /imports/:importId/differences': liste(({ importAppliqueId }) => ({ importId: importAppliqueId })),
  'POST /imports/:importId/annulation': territoire(({ importAAnnulerId }) => ({ importId: importAAnnulerId })),
  'POST /imports/:importId/rejeu': territoire(({ listeId }) => ({ importId: listeId, id: uuidv7() })),
  'DELETE /imports/:importId': enAttente,
  'GET /imports/:importId/fichier': territoire(({ listeId }) => ({ importId: listeId, motif: 'controle' })),
  'POST /parametres/precedences': territoire(() => ({
    champs: ['telephone'],
    ordre: ['france-travail', 'instruction'],
    effetLe: '2025-03-10',
    motif: 'Essai de la maison',
  })),
  'POST /personnes/:personneId/conflits/:champ': personne(({ personneId }) => ({
    personneId,
    champ: 'nom',
    source: 'france-travail',
    valeur: 'ESSAI-AUTRE',
  })),
  'POST /acces': territoire(() => ({ id: uuidv7(), nom: 'Logiciel de paie', genres: ['dsp'] })),
  'POST /acces/:accesId/revocation': territoire(({ accesId }) => ({ accesId })),
  'POST /travaux/:travailId/relance': territoire(({ travailId }) => ({ travailId })),
  'DELETE /travaux/:travailId': territoire(({ travailId }) => ({ travailId })),
  'POST /defauts/:cle/fin': territoire(({ defaut }) => ({ cle: defaut })),
  'POST /doublons/:doublonId/fusion': personne(({ doublonId, personneId }) => ({ doublonId, garder: personneId })),
  'POST /doublons/:doublonId/separation': doublon,
  'POST /doublons/:doublonId/distinction': doublon,
  'POST /personnes/:personneId/diagnostics': personne(({ personneId }) => ({
    id: uuidv7(),
    personneId,
    etabliLe: '2025-03-10',
    conjoint: false,
    reponses: REPONSES_EMPLOI,
    synthese: null,
    notePrivee: null,
  })),
  'GET /personnes/:personneId/structures-eligibles': personne(({ personneId }) => ({
    personneId,
    dominante: 'emploi',
  })),
  'POST /personnes/:personneId/orientations': personne(({ personneId, structureId }) => ({
    reorientation: { motif: 'demande-personne' },
    id: uuidv7(),
    personneId,
    dominante: 'equilibre',
    structureId,
    referentId: null,
    motif: 'Choix fait avec la personne.',
    rendezVous: {},
    notification: null,
  })),
  ...LIGNES_ANNULATIONS,
  'POST /orientations/:id/notification': personne(({ orientationId }) => ({ id: orientationId, mode: 'courrier' })),
  'POST /personnes/:personneId/referents': personne(({ personneId, collegueId }) => ({
    id: uuidv7(),
    personneId,
    referentId: collegueId,
    rendezVous: {},
  })),
  'POST /personnes/:personneId/documents': personne(({ personneId }) => ({
    ...{ id: uuidv7(), personneId, nom: 'cv.pdf', type: 'cv', confidentialite: 'partage', taille: 9 },
  })),
  'PUT /documents/:documentId/contenu': personne((monde, agentId) => ({
    documentId: monde.documentEnDepot[agentId] ?? monde.documentId,
    debut: 0,
    octets: Buffer.from('%PDF-1.7\n'),
  })),
  'GET /documents/:documentId/contenu': document,
  'GET /documents/:documentId/lectures': document,
  'PUT /documents/:documentId': personne((monde, agentId) => ({
    documentId: monde.documentDe[agentId] ?? monde.documentId,
    ...{ type: 'diplome', titre: 'Diplôme', confidentialite: 'partage' },
  })),
  'POST /documents/:documentId/retrait': personne(({ documentId }) => ({ documentId, motif: 'perime' })),
  'POST /documents/:documentId/remise': personne(({ documentRetireId }) => ({ documentId: documentRetireId })),
  'POST /aujourdhui/export': personne(() => ({ etat: 'a-orienter', motif: 'suivi' })),
  'POST /portefeuille/export': personne(() => ({ motif: 'suivi' })),
  'POST /personnes/recherche/export': personne(() => ({ q: NOM, motif: 'suivi' })),
  'POST /pilotage/:indicateur/personnes/export': personne(() => ({ indicateur: 'I01', ...PERIODE, motif: 'suivi' })),
  'GET /courriers/:courrierId/pdf': personne(({ courrierId }) => ({ courrierId })),
  'GET /pilotage': territoire(() => PERIODE),
  'POST /pilotage/export': territoire(() => ({ ...PERIODE, tableau: 'entrants-par-motif', motif: 'activite' })),
  'GET /pilotage/:indicateur/personnes': liste(() => ({ indicateur: 'I01', ...PERIODE })),
  'GET /imports/:importId/colonnes': territoire(({ listeId }) => ({ importId: listeId })),
  'PUT /imports/:importId/correspondance': territoire(({ listeId }) => ({
    importId: listeId,
    genre: 'structures',
    colonnes: { Nom: 'nom' },
  })),
  'PUT /imports/:importId/decisions': territoire(({ listeId }) => ({
    importId: listeId,
    decisions: [{ ligne: 2, choix: null }],
  })),
  'GET /imports/:importId/lignes': territoire(({ listeId }) => ({ importId: listeId })),
  'GET /imports/:importId/anomalies': territoire(({ listeId }) => ({ importId: listeId })),
  'POST /imports/:importId/refusees': territoire(({ listeId }) => ({ importId: listeId, motif: 'correction' })),
  'GET /modeles/:genre': territoire(() => ({ genre: 'personnes' })),
  'GET /entrees/definitions/ecarts': liste(() => ({
    mois: '2025-02',
    definition: 'convention-2024',
    avec: 'premier-quotidien',
  })),
  'GET /agents/:agentId': territoire(({ collegueId }) => ({ agentId: collegueId })),
  'POST /agents': territoire(() => ({
    id: uuidv7(),
    courriel: `${uuidv7()}@example.org`,
    nom: 'ROUET',
    prenom: 'Lise',
    habilitations: [{ id: uuidv7(), role: 'pilote' }],
  })),
  'PUT /agents/:agentId': territoire(({ collegueId }) => ({
    agentId: collegueId,
    nom: 'ROUET',
    prenom: 'Lise',
    telephone: null,
  })),
  'POST /agents/:agentId/habilitations': territoire(({ collegueId }) => ({
    agentId: collegueId,
    id: uuidv7(),
    role: 'pilote',
  })),
  'POST /agents/:agentId/habilitations/:habilitationId/cloture': territoire(({ dedans: { pilote } }) => ({
    agentId: pilote.id,
    habilitationId: pilote.habilitationId,
  })),
  'POST /agents/:agentId/desactivation': territoire(({ collegueId }) => ({ agentId: collegueId })),
  'POST /agents/:agentId/lien': territoire(({ collegueId }) => ({ agentId: collegueId })),
  'POST /agents/:agentId/connexion-forte/retrait': territoire(({ collegueId }) => ({ agentId: collegueId })),
  'GET /conservation/personnes': territoire(() => ({ quoi: 'effacer', mois: '2025-03' })),
  'POST /archives/recherche': territoire(() => ({ q: 'ESSAI' })),
  'POST /archives/:archiveId/ouverture': territoire(({ archiveId }) => ({ archiveId, motif: 'Essai de la maison' })),
  'POST /archives/:archiveId/sortie': territoire(({ archiveId }) => ({ archiveId, motif: 'Essai de la maison' })),
  ...LIGNES_AVIS,
  ...LIGNES_DOUTES,
  ...LIGNES_OUVERTURES,
  ...LIGNES_PRECAUTION,
  ...LIGNES_STRUCTURES,
  'GET /historique/:objet/:objetId': territoire(({ structureId }) => ({ objet: 'structure', objetId: structureId })),
  'POST /parametres/:cle': territoire(() => ({
    cle: 'pilotage.seuil-secret',
    valeur: 6,
    effetLe: '2025-04-01',
    motif: 'Essai',
  })),
  'POST /parametres/:cle/annulation': territoire(() => ({ cle: 'pilotage.seuil-secret', effetLe: '2025-05-01' })),
  'GET /audit/lectures': controle({}),
  'GET /audit/listes': controle({}),
  'POST /audit/lectures/export': controle({ motif: 'controle', format: 'csv' }),
  'GET /audit/reponse': controle(PERIODE),
  'POST /audit/personnes': { porte: 'controle', entree: () => ({ nom: NOM, naissance: '1985-04-12' }) },
  'GET /audit/sorties': territoire(() => PERIODE),
}
