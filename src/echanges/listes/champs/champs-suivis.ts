import { lireCourriel, lireDatePassee, texteLibre } from '../../../lecture/tableau/valeurs.ts'
import type { Champ, DefinitionListe } from './liste.ts'
import { lireDominante, lireNir, lireNumeroDemande, lireRole } from './valeurs-personne.ts'

/** A follow-up already running elsewhere: an orientation and its référent. */
export const CHAMPS_SUIVI: readonly Champ[] = [
  {
    cle: 'structure',
    libelle: 'Structure d’accompagnement',
    aide: 'Son nom ; inconnue, elle est créée « à compléter ».',
    exemple: 'Maison de l’insertion',
    entetes: ['Structure', 'Nom de la structure', 'Organisation', 'Structure référente', 'Organisme', 'Service'],
    lire: texteLibre(200),
  },
  {
    cle: 'referentCourriel',
    libelle: 'Adresse électronique du référent',
    aide: 'Inconnu, il est créé « à compléter », sans accès.',
    exemple: 'prenom.nom@example.org',
    entetes: [
      'Accompagnateurs',
      'Accompagnateur',
      'referentCourriel',
      'Courriel du référent',
      'Email du référent',
      'Mail référent',
      'Référent',
      'Référent unique',
      'Referent email',
    ],
    lire: lireCourriel,
  },
  {
    cle: 'dominante',
    libelle: 'Parcours',
    aide: 'Emploi, équilibre ou remobilisation.',
    exemple: 'emploi',
    entetes: ['Dominante', 'Parcours', 'Type de parcours', 'Orientation', 'Type d’accompagnement', 'Type de suivi'],
    lire: lireDominante,
  },
  {
    cle: 'dateOrientation',
    libelle: 'Date d’orientation',
    aide: 'Premier jour du suivi.',
    exemple: '10/01/2025',
    entetes: [
      'dateOrientation',
      'Date d’orientation',
      'Date de l’orientation',
      'Début du suivi',
      'Date de début',
      'Date début suivi',
      'Début accompagnement',
    ],
    lire: lireDatePassee,
  },
]

export const SUIVIS: DefinitionListe = {
  titre: 'Liste de suivis en cours',
  phrase: 'Reprend les accompagnements déjà en cours ailleurs : une orientation et un référent par personne.',
  champs: [
    {
      cle: 'numeroDemandeRsa',
      libelle: 'Numéro de demande RSA',
      aide: 'Celui du flux de la CAF ou de la MSA, onze caractères.',
      exemple: '05900000001',
      entetes: [
        'numeroDemandeRsa',
        'Numéro demande RSA',
        'Numéro de demande RSA',
        'NUMDEMRSA',
        'N° demande RSA',
        'N° RSA',
      ],
      lire: lireNumeroDemande,
      bloquant: true,
    },
    {
      cle: 'role',
      libelle: 'Rôle dans le foyer',
      aide: 'DEM (demandeur) ou CJT (conjoint).',
      exemple: 'DEM',
      entetes: ['role', 'Rôle', 'Rôle personne'],
      lire: lireRole,
      bloquant: true,
    },
    {
      cle: 'nir',
      libelle: 'NIR (numéro de sécurité sociale)',
      aide: 'Facultatif avec le numéro de demande : vérifie que c’est la bonne personne. Suffit à la retrouver sans lui.',
      exemple: '2 85 04 59 999 001',
      entetes: ['nir', 'NIR', 'Numéro de sécurité sociale', 'N° sécurité sociale', 'NSS'],
      lire: lireNir,
      bloquant: true,
    },
    ...CHAMPS_SUIVI.map(c => ({ ...c, bloquant: true })),
  ],
  exigences: [
    { cles: ['numeroDemandeRsa', 'nir'], phrase: 'le numéro de demande RSA ou le NIR' },
    { cles: ['structure'], phrase: 'la structure' },
    { cles: ['referentCourriel'], phrase: 'l’adresse électronique du référent' },
    { cles: ['dominante'], phrase: 'le parcours' },
    { cles: ['dateOrientation'], phrase: 'la date d’orientation' },
  ],
  nonRepris: [],
}
