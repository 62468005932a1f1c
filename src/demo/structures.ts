import type { z } from 'zod'
import type { DescriptionStructure } from '../offre/structure.ts'

type Structure = z.input<typeof DescriptionStructure> & { cle: string; referents: number }

const T = (n: number) => `01 99 00 10 ${String(n).padStart(2, '0')}`
const lieu = { publics: [], communes: null, courriel: null }

/** Who accompanies in Val-de-Trame (shape of S3 annexe 4: emploi, équilibre, remobilisation). `referents`: how many work there. */
export const STRUCTURES: readonly Structure[] = [
  {
    cle: 'ft',
    nom: 'France Travail Trame-sur-Lys',
    organisme: 'france-travail',
    dominantes: ['emploi', 'equilibre'],
    adresse: '4 rue du Dévidoir, 99000 Trame-sur-Lys',
    telephone: T(1),
    capacite: null,
    referents: 18,
    ...lieu,
  },
  {
    cle: 'emploi',
    nom: 'Maison de l’emploi du Fuseau',
    organisme: 'conseil-departemental',
    dominantes: ['emploi'],
    adresse: '12 place du Fuseau, 99100 Fuseau',
    telephone: T(2),
    capacite: 500,
    referents: 10,
    ...lieu,
  },
  {
    cle: 'ms',
    nom: 'Maison des solidarités de la Trame',
    organisme: 'conseil-departemental',
    dominantes: ['equilibre', 'remobilisation'],
    adresse: '27 quai des Tisseuses, 99000 Trame-sur-Lys',
    telephone: T(3),
    capacite: 800,
    referents: 12,
    ...lieu,
  },
  {
    cle: 'ms-mer',
    nom: 'Maison des solidarités de l’Ourlet',
    organisme: 'conseil-departemental',
    dominantes: ['equilibre', 'remobilisation'],
    adresse: '3 rue du Phare, 99300 Ourlet-sur-Mer',
    telephone: T(4),
    capacite: 350,
    referents: 6,
    ...lieu,
    communes: ['99008', '99009', '99010'],
  },
  {
    cle: 'asso',
    nom: 'Association Le Bon Fil',
    organisme: 'delegataire',
    dominantes: ['remobilisation'],
    adresse: '8 impasse du Métier, 99200 Navette',
    telephone: T(5),
    capacite: 300,
    referents: 6,
    ...lieu,
  },
  {
    cle: 'plie',
    nom: 'PLIE du Rouet',
    organisme: 'delegataire',
    dominantes: ['emploi', 'equilibre'],
    adresse: '51 avenue de la Filature, 99200 Navette',
    telephone: T(6),
    capacite: 250,
    referents: 5,
    ...lieu,
    communes: ['99005', '99006', '99007', '99008'],
  },
  {
    cle: 'ml',
    nom: 'Mission locale de la Trame',
    organisme: 'mission-locale',
    dominantes: ['emploi', 'equilibre', 'remobilisation'],
    adresse: '2 cours des Apprentis, 99000 Trame-sur-Lys',
    telephone: T(7),
    capacite: 200,
    referents: 4,
    ...lieu,
    publics: ['jeune'],
  },
  {
    cle: 'cap',
    nom: 'Cap emploi Val-de-Trame',
    organisme: 'cap-emploi',
    dominantes: ['emploi', 'equilibre'],
    adresse: '19 rue des Canuts, 99000 Trame-sur-Lys',
    telephone: T(8),
    capacite: 150,
    referents: 3,
    ...lieu,
    publics: ['rqth'],
  },
]

const PRENOMS = [
  'Nadia',
  'Hugo',
  'Samira',
  'Luc',
  'Elsa',
  'Karim',
  'Maud',
  'Yann',
  'Fatou',
  'Igor',
  'Lise',
  'Omar',
  'Rose',
  'Théo',
  'Aïcha',
  'Basile',
  'Clara',
]
const NOMS = [
  'BOBINIER',
  'CARDEUR',
  'FUSELIER',
  'LICIER',
  'OURDISSEUR',
  'RETORDEUR',
  'TAILLANDIER',
  'TEINTURIER',
  'TISSERANT',
  'TONDEUR',
  'VANNIER',
]

/** The n-th invented colleague. */
export function collegue(n: number): { prenom: string; nom: string; courriel: string } {
  const prenom = PRENOMS[n % PRENOMS.length] ?? ''
  const nom = NOMS[(n * 7 + Math.floor(n / PRENOMS.length)) % NOMS.length] ?? ''
  const ascii = `${prenom}.${nom}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return { prenom, nom, courriel: `${ascii}${n}@example.org` }
}
