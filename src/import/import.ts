import { z } from 'zod'
import { AnomalieImport } from '../lecture/releve.ts'
import { MotifExport } from '../socle/export/export.ts'
import { MOTIFS_BRUT } from '../socle/export/motifs.ts'
import { type Faute, jour } from '../socle/saisie/faute.ts'
import { GENRES, LISTES, RESULTATS, STATUTS, VOIES } from './genres.ts'

export type Genre = keyof typeof GENRES
export const NOMS_GENRES = Object.keys(GENRES) as [Genre, ...Genre[]]
export const Genre = z.enum(NOMS_GENRES)
/** What a partner's key needs to deposit a file of this kind. */
export const droitDeDeposer = (genre: Genre) => `import.deposer:${genre}` as const

/** Kinds whose lines may wait for somebody to tell whom they speak of. */
export const A_DOUTES = [...LISTES, 'pecg', 'ft-principal'] as const
export type GenreADoutes = (typeof A_DOUTES)[number]
export const aDesDoutes = (genre: string | null): boolean => (A_DOUTES as readonly string[]).includes(genre ?? '')

export type StatutImport = keyof typeof STATUTS
export const StatutImport = z.enum(Object.keys(STATUTS) as [StatutImport, ...StatutImport[]])

export type Voie = keyof typeof VOIES
export const Voie = z.enum(Object.keys(VOIES) as [Voie, ...Voie[]])

/** What becomes of an expected flow. `manquant`: the next one came, this one never did. */
export const ETATS_FLUX = {
  recu: 'Reçu',
  refuse: 'Refusé',
  attendu: 'Attendu',
  'en-retard': 'En retard',
  manquant: 'Manquant',
} as const
export type EtatFlux = keyof typeof ETATS_FLUX

/** What an import did, in words for the screen: figures in the order to show them, then what was set aside. */
export const RapportImport = z.object({
  /** One sentence: which flow, of which day. */
  resume: z.string(),
  comptes: z.array(z.object({ libelle: z.string(), nombre: z.number() })),
  anomalies: z.array(AnomalieImport),
  anomaliesTotal: z.number(),
})
export type RapportImport = z.infer<typeof RapportImport>

export type ResultatLigne = keyof typeof RESULTATS
export const ResultatLigne = z.enum(Object.keys(RESULTATS) as [ResultatLigne, ...ResultatLigne[]])
export type ComptesLignes = Record<ResultatLigne, number>
export const aucunCompte = (): ComptesLignes => ({ creee: 0, modifiee: 0, inchangee: 0, 'a-decider': 0, refusee: 0 })
export type LigneImport = {
  /** Number of the line in the file, the header being 1. */
  ligne: number
  resultat: ResultatLigne
  personneId: string | null
  motifs: { champ: string; motif: string }[]
  /** What it changed on a known person, in words. */
  changements?: Changement[]
  /**
   * To be decided: the files it resembles, and the lines of the same person that complete it. Of a file that comes back every month,
   * whom it names and the number it gives (keyed fingerprints, in hexadecimal), and what it says, kept encrypted.
   */
  doute?: { candidats: string[]; avec: number[]; empreinte?: string; numero?: string; dit?: object }
}

/** A field that an import changed; null where there was, or is, nothing, or nothing that may be read here. */
export const Changement = z.object({ libelle: z.string(), avant: z.string().nullable(), apres: z.string().nullable() })
export type Changement = z.infer<typeof Changement>

/** The day the département received a file (rule E2). */
export const Reception = z.object({ recuLe: jour('Dites quel jour le fichier a été reçu.') })

/** What is wrong with the day of reception. */
export const fautesReception = ({ recuLe }: { recuLe?: string }, aujourdhui: string): Faute[] =>
  recuLe !== undefined && recuLe > aujourdhui
    ? [{ champ: 'recuLe', message: 'Ce jour n’est pas encore venu : choisissez aujourd’hui ou un jour passé.' }]
    : []

/** Why a file is taken out as it came. */
export const Telechargement = z.object({ motif: MotifExport.extract(MOTIFS_BRUT) })

const BIEN_PLUS = 'changerait bien plus que d’habitude'
const ATTEND = 'Rien n’a changé. Quelqu’un qui voit tout le territoire'

/** What flows (`sujet`) would do too much of for an organism, by its figures. */
export const direExces = (sujet: string, organisme: string, chiffres: readonly string[]): string =>
  `${sujet} ${BIEN_PLUS} pour ${organisme}\u00a0: ${chiffres.join(', ')}.`

/** Why a flow is held (`raisons`), and what is asked of who may confirm it: `aVerifier`, « ces chiffres auprès de la caisse ». */
export const direTenu = (raisons: readonly string[], aVerifier: string): string =>
  `${raisons.join(' ')} ${ATTEND} vérifie ${aVerifier}, puis l’applique ou le retire.`

/** Held again: it isn't what was confirmed any more. */
export const direChange = (pourquoi: string): string => `${CHANGE} ${pourquoi}`
const CHANGE = 'Depuis que quelqu’un l’a confirmé, ces chiffres ont changé\u00a0: relisez-les.'

/** What is kept of that once it is confirmed: the figures that were looked at, not what was asked, which is done. */
export const chiffresVus = (dit: string): string =>
  (dit.replace(`${CHANGE} `, '').split(` ${ATTEND}`)[0] ?? '').replaceAll(
    new RegExp(`Ce flux[^.]*? ${BIEN_PLUS} pour `, 'g'),
    'Pour ',
  )
