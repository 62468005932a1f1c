import { z } from 'zod'
import { type Faute, jour, texteFacultatif } from '../socle/saisie/faute.ts'

/** Severity of an obstacle (rule D1). */
export const SEVERITES = { aucun: 'Aucun frein', leger: 'Frein léger', lourd: 'Frein lourd' } as const
export type Severite = keyof typeof SEVERITES

export const DISPONIBILITES = {
  immediate: 'Disponible tout de suite',
  proche: 'Disponible bientôt',
  aucune: 'Pas disponible',
} as const
export const AUTONOMIES = { complete: 'Complète', moyenne: 'Moyenne', aucune: 'Aucune' } as const
export const EXPERIENCES = {
  proche: 'Proche : moins de 12 mois',
  moyenne: 'Moyenne : 1 à 3 ans',
  eloignee: 'Éloignée : plus de 3 ans, ou aucune',
} as const
export const SITUATIONS_PRO = {
  'sans-emploi': 'Sans emploi',
  'partiel-compatible': 'Temps partiel, compatible avec un accompagnement intensif',
  'partiel-non-compatible': 'Temps partiel, non compatible',
  'temps-plein': 'Temps plein',
} as const

/** The six personal situations of the matrix (S3 annexe 4), with what a professional looks at in each. */
export const SITUATIONS = {
  logement: { libelle: 'Logement', aide: 'Hébergement, impayés, expulsion, logement indigne' },
  sante: { libelle: 'Santé', aide: 'Physique ou psychique, addictions, accès aux soins' },
  mobilite: { libelle: 'Mobilité', aide: 'Permis, véhicule, transports, aller hors de la commune' },
  famille: { libelle: 'Famille', aide: 'Garde d’enfant, proche à aider, séparation, violences' },
  langue: { libelle: 'Langue', aide: 'Parler, lire et écrire le français' },
  budget: { libelle: 'Budget', aide: 'Dettes, surendettement, accès aux droits' },
} as const
export type Situation = keyof typeof SITUATIONS
export const NOMS_SITUATIONS = Object.keys(SITUATIONS) as Situation[]

const choix = <C extends string>(libelles: Record<C, string>) => z.enum(Object.keys(libelles) as [C, ...C[]]).nullable()

export const Frein = z.object({ severite: choix(SEVERITES), aide: z.boolean() })

/** The answers of a diagnosis: null is « not asked yet ». No sex, no origin, no nationality (rule O3). */
export const Reponses = z.object({
  disponibilite: choix(DISPONIBILITES),
  motivationTravail: z.boolean().nullable(),
  motivationAccompagnement: z.boolean().nullable(),
  logement: Frein,
  sante: Frein,
  mobilite: Frein,
  famille: Frein,
  langue: Frein,
  budget: Frein,
  autonomie: choix(AUTONOMIES),
  experience: choix(EXPERIENCES),
  situationPro: choix(SITUATIONS_PRO),
  rqth: z.boolean().nullable(),
  independant: z.boolean().nullable(),
  artiste: z.boolean().nullable(),
})
export type Reponses = z.infer<typeof Reponses>
export type Reponse = keyof Reponses

const SANS_REPONSE = { severite: null, aide: false } as const

/** Answers before the first question. */
export const AUCUNE_REPONSE: Reponses = {
  disponibilite: null,
  motivationTravail: null,
  motivationAccompagnement: null,
  logement: SANS_REPONSE,
  sante: SANS_REPONSE,
  mobilite: SANS_REPONSE,
  famille: SANS_REPONSE,
  langue: SANS_REPONSE,
  budget: SANS_REPONSE,
  autonomie: null,
  experience: null,
  situationPro: null,
  rqth: null,
  independant: null,
  artiste: null,
}

/** One version of a person's diagnosis, as it is typed. */
export const SaisieDiagnostic = z.object({
  id: z.uuid(),
  personneId: z.uuid(),
  etabliLe: jour('Indiquez le jour de l’entretien.'),
  conjoint: z.boolean(),
  reponses: Reponses,
  synthese: texteFacultatif(4000),
  notePrivee: texteFacultatif(4000),
  /** The version the agent had before their eyes (null: none); left out, nothing is compared; another since is refused, with whose. */
  versionLue: z.number().int().nullable().optional(),
})
export type SaisieDiagnostic = z.infer<typeof SaisieDiagnostic>

/** What is typed of a version. */
export const Version = SaisieDiagnostic.omit({ id: true, personneId: true, versionLue: true })

export type VersionPrecedente = { version: number; etabliLe: string } | null

/**
 * Why a version can't be kept, or null. Versions follow each other in time and none erases another (rule D2).
 * `aujourdhui` and days are YYYY-MM-DD.
 */
export function empechementDiagnostic(
  saisie: Pick<SaisieDiagnostic, 'etabliLe' | 'reponses'>,
  precedente: VersionPrecedente,
  aujourdhui: string,
): keyof typeof MESSAGES_DIAGNOSTIC | null {
  if (saisie.etabliLe > aujourdhui) return 'diagnostic-futur'
  if (precedente && saisie.etabliLe < precedente.etabliLe) return 'diagnostic-anterieur'
  if (nombreDeReponses(saisie.reponses) === 0) return 'diagnostic-vide'
  return null
}

export const MESSAGES_DIAGNOSTIC = {
  'diagnostic-futur': 'Le diagnostic est daté d’un jour à venir : indiquez le jour de l’entretien.',
  'diagnostic-anterieur':
    'Une version plus récente existe déjà : les versions se suivent dans le temps. Indiquez une date plus tardive.',
  'diagnostic-vide': 'Aucune réponse n’est donnée : répondez à une question au moins.',
} as const

const CHAMPS: Partial<Record<keyof typeof MESSAGES_DIAGNOSTIC, string>> = {
  'diagnostic-futur': 'etabliLe',
  'diagnostic-anterieur': 'etabliLe',
  'diagnostic-vide': 'reponses',
}

/** Why it can't be, under the field it is about; nothing when it is about none. */
export function fautesDiagnostic(motif: keyof typeof MESSAGES_DIAGNOSTIC | null): Faute[] {
  const champ = motif && CHAMPS[motif]
  return champ ? [{ champ, message: MESSAGES_DIAGNOSTIC[motif] }] : []
}

/** How many of the answers are given. */
export function nombreDeReponses(reponses: Reponses): number {
  return Object.values(reponses).filter(r => (r !== null && typeof r === 'object' ? r.severite : r) !== null).length
}

/** Freins by severity, for a sentence such as « 2 freins légers, 1 frein lourd ». */
export function freins(reponses: Reponses): { situation: Situation; severite: Severite; aide: boolean }[] {
  return NOMS_SITUATIONS.flatMap(situation => {
    const { severite, aide } = reponses[situation]
    return severite === 'leger' || severite === 'lourd' ? [{ situation, severite, aide }] : []
  })
}

export type Progres = { situation: Situation; avant: Severite; apres: Severite; leve: boolean }

/** What moved between two versions (rule D2): freins lifted, lightened, appeared or worsened. */
export function progres(avant: Reponses, apres: Reponses): Progres[] {
  return NOMS_SITUATIONS.flatMap(situation => {
    const [a, b] = [avant[situation].severite, apres[situation].severite]
    return a && b && a !== b ? [{ situation, avant: a, apres: b, leve: b === 'aucun' }] : []
  })
}
