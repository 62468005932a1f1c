import { expect, test } from 'vitest'
import { raconter } from './evenements.ts'

const elle = { sexe: '2', aujourdhui: '2025-03-10' }
const dire = (type: string, avant: unknown, apres: unknown, lecteur = elle) => {
  const { titre, detail } = raconter(type, avant, apres, lecteur)
  return [titre, detail].map(t => t?.replaceAll('\u00a0', ' ') ?? null)
}

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'entree',
    null,
    { motif: 'premiere-demande', recuLe: '2025-03-03' },
    'Entrée : première demande',
    'Reçu de la CAF ou de la MSA le 3 mars',
  ],
  ['entree', null, {}, 'Entrée dans le parcours', null],
  [
    'reprise',
    null,
    { referent: 'Awa DIALLO', structure: 'Maison Nord Emploi' },
    'Reprise du suivi, avec le même référent',
    'Awa DIALLO · Maison Nord Emploi',
  ],
  ['mise-en-veille', null, null, 'Suivi mis en veille', 'S’il y a un référent, il reste le même au retour.'],
  [
    'mise-en-veille',
    null,
    { motif: 'suspension' },
    'Droit suspendu',
    'S’il y a un référent, il reste le même au retour.',
  ],
  ['sortie', null, { motif: 'radiation' }, 'Sortie du RSA', 'Le droit est clos.'],
  [
    'orientation',
    null,
    { origine: 'reprise-de-suivi', dominante: 'emploi', structure: 'UTPAS' },
    'Orientation reprise d’un suivi déjà en cours : emploi',
    'UTPAS',
  ],
  ['sortie', null, { etat: '5', motif: 'MUT' }, 'Sortie du RSA', 'Droit clos : dossier parti dans un autre organisme'],
  [
    'droit',
    { etat: '2', soumis: true },
    { etat: '4', soumis: true, motif: '06' },
    'Versement suspendu : déclaration trimestrielle non fournie',
    'Avant : Droit ouvert et versable, soumise aux droits et devoirs',
  ],
  [
    'contact',
    { telephone: '0639980001', telephoneAccord: true },
    { telephone: '0639980002', telephoneAccord: true },
    'Coordonnées corrigées',
    'Téléphone : 06 39 98 00 02 · avant, 06 39 98 00 01',
  ],
  ['contact', { courriel: 'a@example.org' }, { courriel: null }, 'Coordonnées corrigées', 'Courriel retiré'],
  ['contact', { telephoneAccord: null }, { telephoneAccord: true }, 'Coordonnées corrigées', 'Accord pour les SMS'],
  ['contact', { telephone: '1' }, { telephone: '1' }, 'Coordonnées confirmées', null],
  [
    'donnees-socio-pro',
    null,
    { source: 'CAF', le: '2025-03-07' },
    'Données socio-professionnelles reçues de la CAF',
    'Déclarées le 7 mars',
  ],
  ['donnees-socio-pro', null, {}, 'Données socio-professionnelles reçues de la CAF ou de la MSA', null],
  [
    'ppae',
    null,
    { signeLe: '2024-05-31', dernierEntretienLe: '2025-01' },
    'PPAE signé le 31 mai 2024 à France Travail',
    'Dernier entretien en janvier 2025',
  ],
  ['ppae', null, { signeLe: '2020' }, 'PPAE signé en 2020 à France Travail', null],
  [
    'suivi-france-travail',
    null,
    { referent: 'Awa ESSAI', structure: 'Agence des essais' },
    'Suivi à France Travail : Awa ESSAI',
    'Agence des essais',
  ],
  [
    'donnees',
    { telephone: null },
    { champs: [{ champ: 'telephone', valeur: '0639980001', source: 'contacts-cnaf', conflit: false }] },
    'Informations reçues',
    'Téléphone : 06 39 98 00 01 (contacts de la CNAF)',
  ],
  [
    'donnees',
    { nom: 'TISSAGE' },
    { champs: [{ champ: 'nom', valeur: 'TISSAGE', source: 'CAF', conflit: true }] },
    'Deux sources ne disent pas la même chose',
    'Nom : TISSAGE (CAF), une autre source diffère',
  ],
  [
    'conflit-tranche',
    { champ: 'nom', valeur: 'TISSAGE' },
    { champ: 'nom', valeur: 'NAVETTE', source: 'france-travail' },
    'Nom : valeur choisie entre plusieurs sources',
    'NAVETTE · dit par : France Travail',
  ],
  ['conflit-tranche', null, {}, 'Information : valeur choisie entre plusieurs sources', 'aucune'],
  ['dossier-ouvert', null, { source: 'liste' }, 'Dossier ouvert', 'Source : liste importée'],
  [
    'rendez-vous-pris',
    null,
    {
      objet: 'diagnostic',
      debut: '2025-03-11T08:30:00Z',
      modalite: 'telephone',
      convocation: 'sms',
      agent: 'Awa DIALLO',
    },
    'Rendez-vous pris : entretien de diagnostic le 11 mars à 9 h 30',
    'Par téléphone · avec Awa DIALLO · convocation : SMS',
  ],
  [
    'rendez-vous-pris',
    null,
    { objet: 'suivi', debut: '2026-01-05T13:00:00Z', remplace: 'x' },
    'Rendez-vous reporté : entretien de suivi le 5 janvier 2026 à 14 h',
    null,
  ],
  [
    'rendez-vous-issue',
    null,
    { objet: 'diagnostic', issue: 'present', debut: '2025-03-11T08:30:00Z' },
    'Entretien de diagnostic — présente',
    'Rendez-vous du 11 mars à 9 h 30',
  ],
  ['rendez-vous-issue', null, { objet: 'suivi', issue: 'absent-excuse' }, 'Entretien de suivi — absente excusée', null],
  ['rendez-vous-issue', null, { objet: 'bilan', issue: 'annule-service' }, 'Bilan — annulé par le service', null],
  [
    'rendez-vous-issue',
    { issue: 'absent' },
    { objet: 'bilan', issue: null },
    'Bilan : issue corrigée, à conclure de nouveau',
    null,
  ],
  ['diagnostic', null, { version: 1, conjoint: true }, 'Diagnostic établi', 'Avec France Travail'],
  ['diagnostic', null, { version: 3 }, 'Diagnostic mis à jour (version 3)', null],
  [
    'orientation',
    null,
    {
      dominante: 'equilibre',
      proposition: 'emploi',
      structure: { id: 'x', nom: 'France Travail Tourcoing' },
      motif: 'Garde d’enfant',
    },
    'Orientation : équilibre social et professionnel',
    'France Travail Tourcoing · proposition du référentiel : emploi · Garde d’enfant',
  ],
  ['orientation', { dominante: 'emploi' }, { dominante: 'remobilisation' }, 'Réorientation : remobilisation', null],
  [
    'notification',
    null,
    { mode: 'courrier', structure: 'UTPAS', le: '2025-03-09' },
    'Orientation notifiée par courrier',
    'UTPAS · Le 9 mars',
  ],
  [
    'referent',
    null,
    { referent: { nom: 'DIALLO', prenom: 'Awa' }, structure: 'UTPAS' },
    'Référent désigné : Awa DIALLO',
    'UTPAS',
  ],
  [
    'referent',
    { referentNom: 'Luc PETIT' },
    { referentNom: 'Awa DIALLO' },
    'Nouveau référent : Awa DIALLO',
    'après Luc PETIT',
  ],
  ['referent', { referent: 'Luc PETIT' }, null, 'Fin de l’accompagnement', 'après Luc PETIT'],
  [
    'fusion',
    null,
    { absorbe: { nom: 'ESSAI', prenom: 'CAMILLE' } },
    'Deux dossiers réunis en un',
    'Dossier réuni à celui-ci : Camille ESSAI',
  ],
  ['separation', null, {}, 'Dossiers séparés de nouveau', 'La réunion des deux dossiers a été défaite.'],
  ['distinction', null, {}, 'Un autre dossier ressemblait à celui-ci', 'Vérifié : ce sont deux personnes.'],
  [
    'import-annule',
    null,
    { import: 12, fichier: 'flux-de-mars.xml' },
    'Import annulé',
    'n° 12 · flux-de-mars.xml · Ce qu’il avait changé ici est redevenu comme avant.',
  ],
  ['import-annule', null, null, 'Import annulé', 'Ce qu’il avait changé ici est redevenu comme avant.'],
  ['courrier', null, { modele: 'convocation' }, 'Courrier édité : convocation', null],
  ['courrier', null, { modele: 'autre' }, 'Courrier édité : lettre', null],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})

test('un type inconnu, ou des données d’une autre époque, donnent une phrase neutre', () => {
  for (const type of ['inconnu', 'constructor', '']) {
    expect(dire(type, null, { secret: 1 })).toEqual(['Modification du dossier', null])
  }
  expect(dire('droit', 'texte', [1])).toEqual(['Changement du droit', null])
  expect(dire('rendez-vous-pris', null, { debut: 'pas une date' })[0]).toBe('Rendez-vous pris : rendez-vous')
})

test('un homme est « présent », pas « présente »', () => {
  expect(dire('rendez-vous-issue', null, { objet: 'diagnostic', issue: 'absent' }, { ...elle, sexe: '1' })[0]).toBe(
    'Entretien de diagnostic — absent',
  )
})
