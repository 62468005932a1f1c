import { z } from 'zod'
import { empechementCourrier, MESSAGES_COURRIER } from '../courrier/envoi.ts'
import { type MotifNonAccompagnee, NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import type { EnBref } from '../precaution/en-bref.ts'
import type { Faute } from '../socle/saisie/faute.ts'
import { dateLongue } from '../socle/ui/dates.ts'
import { aPrevoirAPart, CHAMPS_BESOINS, MESSAGES_BESOINS, manquesBesoins } from './besoins.ts'

/** What an appointment is for. */
export const OBJETS = { diagnostic: 'Entretien de diagnostic', suivi: 'Entretien de suivi', bilan: 'Bilan' } as const
/** How it is held (rule C2). */
export const MODALITES = {
  individuel: 'En face à face',
  conjoint: 'En face à face, avec France Travail',
  collectif: 'Information collective',
  telephone: 'Par téléphone',
  visio: 'En visio',
  domicile: 'À domicile',
} as const
/** How the person is told of it (rule C1). */
export const CONVOCATIONS = {
  courrier: 'Courrier',
  sms: 'SMS',
  courriel: 'Courriel',
  'remise-en-main-propre': 'Remise en main propre',
} as const
/** What it became (rule C3). */
export const ISSUES = {
  present: 'Présent',
  absent: 'Absent',
  'absent-excuse': 'Absent excusé',
  reporte: 'Reporté',
  'annule-service': 'Annulé par le service',
} as const

type Cles<T> = [keyof T & string, ...(keyof T & string)[]]
export const cles = <T extends object>(table: T) => Object.keys(table) as Cles<T>
export const Objet = z.enum(cles(OBJETS))
export type Objet = z.infer<typeof Objet>
export const Modalite = z.enum(cles(MODALITES))
export type Modalite = z.infer<typeof Modalite>
export const Convocation = z.enum(cles(CONVOCATIONS))
export type Convocation = z.infer<typeof Convocation>
export const Issue = z.enum(cles(ISSUES))
export type Issue = z.infer<typeof Issue>

export const RendezVous = z.object({
  id: z.uuid(),
  personneId: z.uuid(),
  agentId: z.uuid(),
  structureId: z.uuid().nullable(),
  objet: Objet,
  modalite: Modalite,
  /** ISO instant. */
  debut: z.string(),
  dureeMinutes: z.int(),
  lieu: z.string().nullable(),
  convocation: Convocation,
  convoqueLe: z.string(),
  issue: Issue.nullable(),
  /** Somebody interprets, in the languages or the signs that the person needs. */
  interpretePrevu: z.boolean(),
})
export type RendezVous = z.infer<typeof RendezVous>

/** One that an act may call off: when, and with whom. `debut`: ISO instant. */
export const RendezVousAVenir = z.object({ id: z.uuid(), debut: z.string(), agent: z.string() })
export type RendezVousAVenir = z.infer<typeof RendezVousAVenir>

/** Hours at which a person may be received, minutes after midnight. */
export const OUVERTURE = { de: 7 * 60, a: 20 * 60 } as const

/** An hour of the territory to the minute, `YYYY-MM-DDTHH:MM`: such hours compare as text. */
export type HeureLocale = string

export const jourLocal = (local: HeureLocale): string => local.slice(0, 10)
export const minuteLocale = (local: HeureLocale): number =>
  Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))
/** The local hour some minutes later; days change, time zones don't come into it. */
export const plusTard = (local: HeureLocale, minutes: number): HeureLocale =>
  new Date(Date.parse(`${local}:00Z`) + minutes * 60_000).toISOString().slice(0, 16)

export type Occupation = { debut: HeureLocale; fin: HeureLocale; collectif: boolean }

export type SituationPrise = {
  /** Why they may not be accompanied, or null. */
  nonAccompagnable: MotifNonAccompagnee | null
  maintenant: HeureLocale
  /** The last day (YYYY-MM-DD) that one is given for: it opens the file to who receives (rendez-vous.horizon-mois). */
  auPlusTard: string
  /** Running appointments of the agent around that day. */
  occupations: readonly Occupation[]
  /** Days (YYYY-MM-DD) on which the person is already expected. */
  joursPris: readonly string[]
  accordSms: boolean
  accordCourriel: boolean
  /** What must be known of the person; null when nothing is noted. */
  precautions: EnBref | null
  /** Somewhere to post a letter to is known, from whatever source. */
  adresseConnue: boolean
  /** Where the person lives is covered, by their own wish or by that of somebody of their household. */
  adresseConfidentielle: boolean
}

type DemandePrise = {
  debut: HeureLocale
  dureeMinutes: number
  modalite: Modalite
  convocation: Convocation
  lieu: string | null
  interpretePrevu: boolean
  horairesConfirmes: boolean
}

/** The person comes: neither called nor visited. */
export const surPlace = (modalite: Modalite): boolean => !['telephone', 'visio', 'domicile'].includes(modalite)

/** Where the person comes: the place said, else that of who receives; a call or a visit needs none. */
export const lieuDe = (
  { modalite, lieu }: { modalite: Modalite; lieu: string | null },
  { adresse }: { adresse: string | null },
): string | null => (surPlace(modalite) ? (lieu ?? adresse) : lieu)

/** A booking, as its needs are judged. */
export const selonBesoins = (demande: Omit<DemandePrise, 'convocation' | 'lieu'>) => ({
  ...demande,
  de: demande.debut.slice(11, 16),
  a: plusTard(demande.debut, demande.dureeMinutes).slice(11, 16),
  surPlace: surPlace(demande.modalite),
})

/** Why this appointment can't be made, or null. Screens and server ask the same function. Source: domaine.md C1, C2. */
export function empechement(demande: DemandePrise, situation: SituationPrise): keyof typeof MESSAGES | null {
  const { debut, dureeMinutes, modalite, convocation } = demande
  if (situation.nonAccompagnable) return situation.nonAccompagnable
  if (debut <= situation.maintenant) return 'rendez-vous-passe'
  if (jourLocal(debut) > situation.auPlusTard) return 'rendez-vous-trop-loin'
  const minute = minuteLocale(debut)
  if (minute < OUVERTURE.de || minute + dureeMinutes > OUVERTURE.a) return 'hors-horaires'
  const fin = plusTard(debut, dureeMinutes)
  // Several persons share the same collective session; anything else takes the agent alone.
  const memeSeance = (o: Occupation) => modalite === 'collectif' && o.collectif && o.debut === debut && o.fin === fin
  if (situation.occupations.some(o => o.debut < fin && debut < o.fin && !memeSeance(o))) return 'agent-occupe'
  if (situation.joursPris.includes(jourLocal(debut))) return 'deja-ce-jour'
  if (surPlace(modalite) && demande.lieu === null) return 'lieu-requis'
  // The place of a visit is where they live: lists and agendas would tell it.
  if (modalite === 'domicile' && demande.lieu !== null && situation.adresseConfidentielle) return 'lieu-confidentiel'
  const [manque] = manquesBesoins(selonBesoins(demande), situation.precautions)
  return manque ?? empechementConvocation(convocation, accordsDe(situation))
}

/**
 * Why an appointment called off isn't to come again, or null: by the rule of any booking, but for what was settled when it was booked
 * (the hour seen with the person, how and where they are told to come).
 */
export function empechementRetabli(
  rendezVous: Pick<RendezVous, 'dureeMinutes' | 'modalite' | 'interpretePrevu'> & { debut: HeureLocale },
  situation: SituationPrise,
): keyof typeof MESSAGES | null {
  const lieu = surPlace(rendezVous.modalite) ? 'déjà dit' : null
  const regle = { convocation: 'remise-en-main-propre', lieu, horairesConfirmes: true } as const
  return empechement({ ...rendezVous, ...regle }, situation)
}

/** Why this person isn't booked with many others, or null: what they need is planned one by one. */
export function empechementSerie(
  demande: DemandePrise,
  situation: SituationPrise,
  acces: boolean | null,
): keyof typeof MESSAGES | null {
  const aPart = aPrevoirAPart(situation.precautions, surPlace(demande.modalite), acces)
  return empechement(demande, situation) ?? (aPart ? 'besoin-a-prevoir' : null)
}

/** The ways to tell the person: those they agreed to, and the post unless something forbids it. */
export type Accords = { sms: boolean; courriel: boolean; sansCourrier: ReturnType<typeof empechementCourrier> }
export const accordsDe = (
  p: Pick<SituationPrise, 'accordSms' | 'accordCourriel' | 'precautions' | 'adresseConnue'>,
): Accords => ({
  sms: p.accordSms,
  courriel: p.accordCourriel,
  sansCourrier: empechementCourrier(p.precautions, p.adresseConnue),
})

/** What is posted and what is handed over is a letter (rule C1); a text message or an e-mail makes none. */
export const enLettre = (convocation: Convocation): convocation is 'courrier' | 'remise-en-main-propre' =>
  convocation === 'courrier' || convocation === 'remise-en-main-propre'

/** Why the person can't be told that way, or null (rules A9, C1). */
export function empechementConvocation(
  convocation: Convocation,
  accords: Accords,
): 'sms-sans-accord' | 'courriel-sans-accord' | Accords['sansCourrier'] {
  if (convocation === 'courrier') return accords.sansCourrier
  if (convocation === 'sms' && !accords.sms) return 'sms-sans-accord'
  if (convocation === 'courriel' && !accords.courriel) return 'courriel-sans-accord'
  return null
}

/** Why this outcome can't be recorded, or null (rule C3). `reportVers`: whether a new date comes with it. */
export function empechementIssue(
  issue: Issue | null,
  rendezVous: { debut: HeureLocale; issue: Issue | null },
  { maintenant, reportVers }: { maintenant: HeureLocale; reportVers: boolean },
): keyof typeof MESSAGES | null {
  if (rendezVous.issue === 'reporte') return 'deja-reporte'
  const apresCoup = issue === 'present' || issue === 'absent' || issue === 'absent-excuse'
  if (apresCoup && maintenant < rendezVous.debut) return 'avant-l-heure'
  if (issue === 'reporte' && !reportVers) return 'nouvelle-date-requise'
  return null
}

export const MESSAGES = {
  'rendez-vous-d-autrui':
    'Vous prenez et déplacez vos propres rendez-vous. Pour celui d’un autre professionnel, demandez-le-lui, ou au référent de la personne.',
  ...NON_ACCOMPAGNEE,
  ...MESSAGES_COURRIER,
  ...MESSAGES_BESOINS,
  'lieu-confidentiel':
    'L’adresse de cette personne est confidentielle : laissez le lieu vide. Qui la visite l’affiche depuis son dossier, et cette lecture est enregistrée.',
  'lieu-requis':
    'Ce rendez-vous n’a pas de lieu : la personne ne saurait pas où venir. Écrivez l’adresse où elle est reçue, ou choisissez le téléphone, la visio ou le domicile.',
  'rendez-vous-passe': 'Ce rendez-vous commencerait dans le passé. Choisissez un créneau à venir.',
  'rendez-vous-trop-loin': 'Ce rendez-vous est trop loin. Choisissez une date plus proche.',
  'hors-horaires': 'Ce rendez-vous sort des heures d’accueil, de 7 h à 20 h. Choisissez une autre heure.',
  'agent-occupe': 'L’agent a déjà un rendez-vous à cette heure. Choisissez un autre créneau ou un autre agent.',
  'deja-ce-jour': 'La personne a déjà un rendez-vous ce jour-là. Déplacez-le, ou choisissez un autre jour.',
  'sms-sans-accord':
    'La personne n’a pas donné son accord pour être prévenue par SMS. Convoquez-la par courrier, ou notez son accord dans ses coordonnées.',
  'courriel-sans-accord':
    'La personne n’a pas donné son accord pour être prévenue par courriel. Convoquez-la par courrier, ou notez son accord dans ses coordonnées.',
  'agent-indisponible':
    'Cet agent ne reçoit pas de rendez-vous : son compte est fermé ou son rôle ne le permet pas. Choisissez un autre agent.',
  'identifiant-pris': 'Cet identifiant est celui d’un autre rendez-vous. Rechargez la page, puis recommencez.',
  'avant-l-heure':
    'Ce rendez-vous n’a pas encore commencé. Notez la présence à partir de son heure ; avant, déplacez-le ou annulez-le.',
  'nouvelle-date-requise': 'Un rendez-vous reporté a une nouvelle date. Choisissez-la, ou annulez le rendez-vous.',
  'deja-reporte': 'Ce rendez-vous a été reporté. Notez ce qu’est devenu le nouveau.',
  'rendez-vous-introuvable':
    'Ce rendez-vous n’existe pas, ou il n’est pas dans votre périmètre. Cherchez-le dans l’agenda.',
  'periode-trop-longue': 'L’agenda se lit par périodes de 62 jours au plus. Rapprochez les deux dates.',
} as const

/** The sentence of a reason, with the day it turns on. */
export const direMotif = (motif: keyof typeof MESSAGES, { auPlusTard }: Pick<SituationPrise, 'auPlusTard'>): string =>
  motif === 'rendez-vous-trop-loin'
    ? `Ce rendez-vous est trop loin : il se donne jusqu’au ${dateLongue(auPlusTard)} au plus tard. Choisissez une date plus proche.`
    : MESSAGES[motif]

/** What is said, and to be done, when an appointment called off can't be to come again: it can still be moved. */
export const MESSAGES_RETABLI: Partial<Record<keyof typeof MESSAGES, string>> = {
  'agent-occupe': 'Ce créneau n’est plus libre : déplacez ce rendez-vous à une autre date.',
  'deja-ce-jour': 'La personne a depuis un autre rendez-vous ce jour-là : déplacez ce rendez-vous à une autre date.',
  'interprete-a-prevoir':
    'La personne a besoin d’un interprète, qui n’était pas prévu : déplacez ce rendez-vous, l’interprète se prévoit avec la nouvelle date.',
  'agent-indisponible':
    'L’agent de ce rendez-vous n’en reçoit plus : déplacez ce rendez-vous à une autre date, avec un autre agent.',
}

const CHAMPS: Partial<Record<keyof typeof MESSAGES, string>> = {
  'agent-indisponible': 'agentId',
  'rendez-vous-passe': 'debut',
  'rendez-vous-trop-loin': 'debut',
  'hors-horaires': 'debut',
  'agent-occupe': 'debut',
  'deja-ce-jour': 'debut',
  'sms-sans-accord': 'convocation',
  'courriel-sans-accord': 'convocation',
  'ne-pas-ecrire': 'convocation',
  'adresse-inconnue': 'convocation',
  'lieu-requis': 'lieu',
  'lieu-confidentiel': 'lieu',
  ...CHAMPS_BESOINS,
}

/** Why it can't be, under the field it is about; nothing when it is about none. */
export function fautesRendezVous(motif: keyof typeof MESSAGES, message: string): Faute[] {
  const champ = CHAMPS[motif]
  return champ ? [{ champ, message }] : []
}
