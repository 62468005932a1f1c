import { z } from 'zod'
import { CourrielFacultatif } from '../lecture/courriel.ts'
import { TelephoneFacultatif } from '../lecture/telephone-facultatif.ts'
import type { MotifExport } from '../socle/export/motifs.ts'
import { type Faute, texteFacultatif } from '../socle/saisie/faute.ts'
import { type EnBref as Bref, type Mesure as CleMesure, LANGUES } from './en-bref.ts'
import { EnBref, Mesure } from './lues.ts'

/** Who protects an adult: a letter is addressed to them by name or by body. */
const Protecteur = {
  protecteurNom: texteFacultatif(120),
  protecteurOrganisme: texteFacultatif(160),
  protecteurAdresse: texteFacultatif(300),
  protecteurTelephone: TelephoneFacultatif,
  protecteurCourriel: CourrielFacultatif,
  protecteurCopie: z.boolean(),
}

const Heure = z.iso
  .time({ precision: -1, error: 'Cette heure n’est pas comprise. Écrivez par exemple 9h30.' })
  .nullable()

/** What is typed: what doesn't apply is null or false. */
export const SaisiePrecautions = z.object({
  adresseConfidentielle: z.boolean(),
  nePasEcrire: z.boolean(),
  sansMessage: z.boolean(),
  domiciliee: z.boolean(),
  domiciliationOrganisme: texteFacultatif(160),
  domiciliationAdresse: texteFacultatif(300),
  mesure: Mesure.nullable(),
  ...Protecteur,
  langue: z.enum([...LANGUES, 'autre']).nullable(),
  langueAutre: texteFacultatif(60),
  lsf: z.boolean(),
  sansMarche: z.boolean(),
  gardeEnfant: z.boolean(),
  arriveeDes: Heure,
  departAvant: Heure,
})
export type SaisiePrecautions = z.output<typeof SaisiePrecautions>

/** What is kept of a person: what must be known in brief, and where or by whom it is done. */
export const Precautions = EnBref.extend({
  domiciliationAdresse: z.string().nullable(),
  protecteurNom: z.string().nullable(),
  protecteurOrganisme: z.string().nullable(),
  protecteurAdresse: z.string().nullable(),
  protecteurTelephone: z.string().nullable(),
  protecteurCourriel: z.string().nullable(),
})
export type Precautions = z.infer<typeof Precautions>

export const AUCUNE: Precautions = {
  adresseConfidentielle: false,
  nePasEcrire: false,
  sansMessage: false,
  domiciliationOrganisme: null,
  domiciliationAdresse: null,
  mesure: null,
  protecteurNom: null,
  protecteurOrganisme: null,
  protecteurAdresse: null,
  protecteurTelephone: null,
  protecteurCourriel: null,
  protecteurCopie: false,
  langue: null,
  lsf: false,
  sansMarche: false,
  gardeEnfant: false,
  arriveeDes: null,
  departAvant: null,
}

const RIEN = EnBref.parse(AUCUNE)

/** In brief, without what isn't among `champs`. */
export const reduire = (p: Bref, champs: readonly (keyof Precautions)[]): Bref =>
  EnBref.parse({ ...RIEN, ...Object.fromEntries(champs.filter(c => c in p).map(c => [c, p[c as keyof Bref]])) })

/** The same, when somebody else of the same number asks for no message (`silence`). */
export const avecSilence = (p: Bref | null, silence: boolean): Bref | null =>
  silence ? { ...(p ?? RIEN), sansMessage: true } : p

/** What a role is shown of them, and may change: by how much of a person it sees (`voit` of agent/roles.ts). */
export const MONTRE = {
  dossier: Object.keys(AUCUNE) as (keyof Precautions)[],
  /** The desk receives, calls and posts as well: it needs the whole. */
  carte: Object.keys(AUCUNE) as (keyof Precautions)[],
  /** Who comes in for one field calls and receives; neither where the person lives nor who protects them is theirs to know. */
  champ: ['sansMessage', 'langue', 'lsf', 'sansMarche', 'gardeEnfant', 'arriveeDes', 'departAvant'],
} as const satisfies Record<string, readonly (keyof Precautions)[]>

/**
 * Whose acts are told to both: what is notified to a person under curatelle is to their curateur too, or is void (code civil, 467
 * al. 3); the tuteur stands for the person under tutelle (473, 475), who still gets their own. The copy isn't a choice there.
 */
export const copieDeDroit = (mesure: CleMesure | null): boolean =>
  mesure === 'tutelle' || mesure === 'curatelle-renforcee' || mesure === 'curatelle-simple'

/** What is wrong between the fields, or nothing. */
export function fautesPrecautions(saisie: Partial<SaisiePrecautions>): Faute[] {
  const fautes: Faute[] = []
  const faute = (champ: keyof SaisiePrecautions, message: string) => fautes.push({ champ, message })
  if (saisie.domiciliee) {
    if (saisie.domiciliationOrganisme === null)
      faute('domiciliationOrganisme', 'Écrivez qui domicilie la personne, par exemple le CCAS.')
    if (saisie.domiciliationAdresse === null)
      faute('domiciliationAdresse', 'Écrivez l’adresse de la domiciliation : les courriers y partent.')
  }
  if (saisie.mesure) {
    if (saisie.protecteurNom === null && saisie.protecteurOrganisme === null)
      faute('protecteurNom', 'Écrivez qui protège la personne : son nom, ou celui de l’organisme.')
    if (saisie.protecteurAdresse === null && (saisie.protecteurCopie || copieDeDroit(saisie.mesure)))
      faute('protecteurAdresse', 'Écrivez l’adresse : une copie de chaque courrier y part.')
  }
  if (saisie.langue === 'autre' && saisie.langueAutre === null) faute('langueAutre', 'Écrivez la langue.')
  if (saisie.arriveeDes && saisie.departAvant && saisie.arriveeDes >= saisie.departAvant)
    faute('departAvant', 'Cette heure vient avant celle de l’arrivée : corrigez l’une des deux.')
  return fautes
}

/** What is kept of what was typed: nothing stays of what no longer applies. */
export function aGarder({ domiciliee, langueAutre, ...saisie }: SaisiePrecautions): Precautions {
  const sansProtecteur = {
    protecteurNom: null,
    protecteurOrganisme: null,
    protecteurAdresse: null,
    protecteurTelephone: null,
    protecteurCourriel: null,
    protecteurCopie: false,
  }
  return {
    ...saisie,
    ...(domiciliee ? {} : { domiciliationOrganisme: null, domiciliationAdresse: null }),
    ...(saisie.mesure ? { protecteurCopie: saisie.protecteurCopie || copieDeDroit(saisie.mesure) } : sansProtecteur),
    langue: saisie.langue === 'autre' ? langueAutre : saisie.langue,
  }
}

/** What is kept, as the form shows it again. */
export function aSaisir(p: Precautions): SaisiePrecautions {
  const connue = LANGUES.find(langue => langue === p.langue) ?? null
  return {
    ...p,
    domiciliee: p.domiciliationOrganisme !== null,
    langue: connue ?? (p.langue ? 'autre' : null),
    langueAutre: connue ? null : p.langue,
  }
}

/** From the most protective measure to the least. */
const RANG_MESURE = Mesure.options

/** Two files that become one: the more protective of the two wins, each precaution apart. */
export function plusProtectrices(a: Precautions, b: Precautions): Precautions {
  const rang = (p: Precautions) => (p.mesure ? RANG_MESURE.indexOf(p.mesure) : RANG_MESURE.length)
  const protege = rang(b) < rang(a) ? b : a
  const domicilie = a.domiciliationOrganisme === null ? b : a
  const heures = {
    arriveeDes: plusTard(a.arriveeDes, b.arriveeDes),
    departAvant: plusTot(a.departAvant, b.departAvant),
  }
  // Two narrow windows that don't meet say nothing together: the first file's stays.
  const possible = heures.arriveeDes === null || heures.departAvant === null || heures.arriveeDes < heures.departAvant
  return {
    adresseConfidentielle: a.adresseConfidentielle || b.adresseConfidentielle,
    nePasEcrire: a.nePasEcrire || b.nePasEcrire,
    sansMessage: a.sansMessage || b.sansMessage,
    domiciliationOrganisme: domicilie.domiciliationOrganisme,
    domiciliationAdresse: domicilie.domiciliationAdresse,
    mesure: protege.mesure,
    protecteurNom: protege.protecteurNom,
    protecteurOrganisme: protege.protecteurOrganisme,
    protecteurAdresse: protege.protecteurAdresse,
    protecteurTelephone: protege.protecteurTelephone,
    protecteurCourriel: protege.protecteurCourriel,
    protecteurCopie: protege.protecteurCopie,
    langue: a.langue ?? b.langue,
    lsf: a.lsf || b.lsf,
    sansMarche: a.sansMarche || b.sansMarche,
    gardeEnfant: a.gardeEnfant || b.gardeEnfant,
    ...(possible ? heures : { arriveeDes: a.arriveeDes, departAvant: a.departAvant }),
  }
}

const plusTard = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : a > b ? a : b)
const plusTot = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : a < b ? a : b)

/** Why somebody needs to read an address kept confidential: the reading is kept with it. */
export const MOTIFS_ADRESSE = {
  visite: 'Visite à domicile',
  'remise-de-courrier': 'Courrier ou document à remettre',
  urgence: 'Mise en danger, secours',
  verification: 'Vérifier l’adresse avec la personne',
  remise: 'Données à remettre à la personne',
} as const
const MotifAdresse = z.enum(
  Object.keys(MOTIFS_ADRESSE) as [keyof typeof MOTIFS_ADRESSE, ...(keyof typeof MOTIFS_ADRESSE)[]],
)
export type MotifAdresse = z.infer<typeof MotifAdresse>
/** Why it was read: asked for by itself, or in a file taken out whole. */
export type MotifLecture = MotifAdresse | MotifExport
export const LectureAdresse = z.object({ motif: MotifAdresse })
