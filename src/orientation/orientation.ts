import { z } from 'zod'
import { type Charge, estPlein, NoteDeRelais } from '../accompagnement/accompagnement.ts'
import { Dominante } from '../offre/dominante.ts'
import { Devenirs } from '../rendez-vous/releve/releve.ts'
import { type Faute, jour, texteFacultatif } from '../socle/saisie/faute.ts'
import { REORIENTATIONS, Reorientation } from './reorientation/reorientation.ts'

export const MODES_NOTIFICATION = {
  courrier: 'Courrier',
  courriel: 'Courriel',
  'remise-en-main-propre': 'Remise en main propre',
} as const
export const ModeNotification = z.enum(['courrier', 'courriel', 'remise-en-main-propre'], {
  error: 'Dites comment la personne est prévenue.',
})

/** How and when the person was told (rule E4); `le` YYYY-MM-DD, today when left out. */
export const Notification = z.object({
  mode: ModeNotification,
  le: jour('Indiquez le jour de l’envoi ou de la remise.').optional(),
})

export const DemandeOrientation = z.object({
  id: z.uuid(),
  personneId: z.uuid(),
  /** Why the person is oriented anew: asked when an orientation runs, left out otherwise. */
  reorientation: Reorientation.nullable().default(null),
  dominante: Dominante,
  structureId: z.uuid({ error: 'Choisissez une structure.' }),
  /** Null: the structure designates its référent later. */
  referentId: z.uuid().nullable(),
  /** What whoever follows the person next must know first: kept until they have read it. */
  relais: NoteDeRelais.default(null),
  /** What becomes of the appointments to come with who follows them no more. */
  rendezVous: Devenirs.default({}),
  accompagnementGlobal: z.boolean().default(false),
  coReferentId: z.uuid().nullable().default(null),
  motif: texteFacultatif(2000).default(null),
  notification: Notification.nullable(),
  /** Said by the agent who saw that the référent already follows as many persons as the cap allows. */
  malgrePlafond: z.boolean().default(false),
  /** What the author saw running, which this decision replaces: null, nothing. */
  vu: z.object({ orientationId: z.uuid().nullable(), referentId: z.uuid().nullable() }).optional(),
})
export type DemandeOrientation = z.output<typeof DemandeOrientation>

/** What the decision is judged on. Days are YYYY-MM-DD. */
export type SituationOrientation = {
  aujourdhui: string
  proposition: Dominante | null
  structure: { dominantes: string[]; communes: string[] | null; fermee: boolean } | null
  /** INSEE code where the person lives; null when unknown. */
  codeInsee: string | null
  courrielAccepte: boolean
  /** First day a notification can bear: the reception of the flow, or the last decision if it is later. */
  plancher: string | null
  referent: Charge | null
  coReferentConnu: boolean
  /** An orientation runs, that this one ends. */
  reoriente: boolean
}

/** Why this orientation can't be decided, or null. The screen and the server ask the same function. */
export function empechement(
  demande: Omit<DemandeOrientation, 'id' | 'personneId'>,
  situation: SituationOrientation,
): keyof typeof MESSAGES | null {
  const { structure, codeInsee, proposition, referent } = situation
  // Of a first orientation nothing is asked of why it changes, nor kept.
  const reorientation = situation.reoriente ? demande.reorientation : null
  if (situation.reoriente && !reorientation) return 'reorientation-sans-raison'
  if (reorientation?.motif === 'autre' && !reorientation.precision) return 'autre-raison-a-dire'
  if (!structure || structure.fermee) return 'structure-inconnue'
  if (!structure.dominantes.includes(demande.dominante)) return 'dominante-non-proposee'
  if (codeInsee && structure.communes && !structure.communes.includes(codeInsee)) return 'commune-non-servie'
  if (estAMotiver({ ...demande, reorientation }, proposition) && !demande.motif) return 'motif-requis'
  if (demande.referentId && !referent) return 'referent-hors-structure'
  if (demande.coReferentId && (!demande.accompagnementGlobal || !demande.referentId)) return 'binome-sans-global'
  if (demande.coReferentId && (demande.coReferentId === demande.referentId || !situation.coReferentConnu))
    return 'binome-impossible'
  if (referent && estPlein(referent) && !demande.malgrePlafond) return 'plafond-atteint'
  return demande.notification ? empechementNotification(demande.notification, situation) : null
}

/**
 * Must the decision be explained to the person? It departs from the proposal (rule O3); without one, a réorientation whose reason the
 * letter tells has said enough.
 */
export const estAMotiver = (
  { dominante, reorientation }: Pick<DemandeOrientation, 'dominante' | 'reorientation'>,
  proposition: Dominante | null,
): boolean =>
  proposition === null ? !reorientation || REORIENTATIONS[reorientation.motif].dite === null : dominante !== proposition

/** Why a notification can't be recorded, or null (rules E2, E4; agreement to be written to by e-mail, rule C1). */
export function empechementNotification(
  { mode, le }: z.output<typeof Notification>,
  situation: Pick<SituationOrientation, 'aujourdhui' | 'plancher' | 'courrielAccepte'>,
): 'notification-future' | 'notification-trop-tot' | 'courriel-sans-accord' | null {
  const prevenue = le ?? situation.aujourdhui
  if (prevenue > situation.aujourdhui) return 'notification-future'
  if (situation.plancher && prevenue < situation.plancher) return 'notification-trop-tot'
  if (mode === 'courriel' && !situation.courrielAccepte) return 'courriel-sans-accord'
  return null
}

export const MESSAGES = {
  'structure-inconnue': 'Cette structure n’existe pas ou elle est fermée : choisissez-en une autre.',
  'dominante-non-proposee':
    'Cette structure n’accompagne pas dans cette dominante : choisissez une autre structure, ou une autre dominante.',
  'commune-non-servie':
    'Cette structure ne reçoit pas les habitants de la commune de la personne : choisissez-en une autre.',
  'sans-calcul':
    'Cette orientation a été décidée sans l’aide d’un calcul : il n’y a pas de calcul à expliquer. La lettre de notification le dit.',
  'reorientation-sans-raison':
    'Une orientation est en cours pour cette personne : dites d’abord pourquoi elle en change.',
  'autre-raison-a-dire': 'Écrivez la raison, en quelques mots.',
  'motif-requis': 'Votre décision s’écarte de la proposition : dites pourquoi, en une phrase au moins.',
  'referent-hors-structure':
    'Ce référent n’a pas d’habilitation en cours dans cette structure : choisissez-en un autre, ou laissez la structure le désigner.',
  'binome-sans-global':
    'Un second référent n’existe que dans un accompagnement global : cochez l’accompagnement global et choisissez le référent unique.',
  'binome-impossible':
    'Le second référent doit être un autre référent, en poste : choisissez-en un autre, ou laissez vide.',
  'plafond-atteint':
    'Ce référent suit déjà autant de personnes que son plafond le permet : choisissez-en un autre, ou confirmez malgré le plafond.',
  'notification-future': 'La notification est datée d’un jour à venir : indiquez le jour de l’envoi ou de la remise.',
  'notification-trop-tot':
    'La notification est datée d’avant la réception du dossier ou d’avant la décision précédente : vérifiez la date.',
  'courriel-sans-accord':
    'La personne n’a pas donné son accord pour recevoir des courriels : choisissez le courrier ou la remise en main propre.',
  'orientation-inconnue': 'Cette orientation n’existe pas, ou elle n’est plus en cours.',
  'deja-notifiee': 'Cette orientation est déjà notifiée : la première date fait foi.',
  'identifiant-pris': 'Cet identifiant sert déjà à un autre dossier : rechargez la page, puis recommencez.',
} as const

const CHAMPS: Partial<Record<keyof typeof MESSAGES, string>> = {
  'reorientation-sans-raison': 'reorientation',
  'autre-raison-a-dire': 'reorientation.precision',
  'structure-inconnue': 'structureId',
  'dominante-non-proposee': 'structureId',
  'commune-non-servie': 'structureId',
  'motif-requis': 'motif',
  'referent-hors-structure': 'referentId',
  'binome-sans-global': 'coReferentId',
  'binome-impossible': 'coReferentId',
  'plafond-atteint': 'malgrePlafond',
  'notification-future': 'notification.le',
  'notification-trop-tot': 'notification.le',
  'courriel-sans-accord': 'notification.mode',
}

/** Why it can't be, under the field it is about; nothing when it is about none. */
export function fautesOrientation(motif: keyof typeof MESSAGES | null): Faute[] {
  const champ = motif && CHAMPS[motif]
  return champ ? [{ champ, message: MESSAGES[motif] }] : []
}

/** What a screen that knows only the day can say of a notification: the server knows the rest. */
export const fautesNotification = ({ le }: { le?: string | undefined }, aujourdhui: string): Faute[] =>
  le !== undefined && le > aujourdhui ? [{ champ: 'le', message: MESSAGES['notification-future'] }] : []

/** A decision as it is taken on the screen. */
export const Decision = DemandeOrientation.omit({ id: true, personneId: true, vu: true })

/**
 * What is wrong with a decision, said of answers right by themselves: the rule of the server, on what the screen knows. The structure is
 * one of those the server said to be open and to receive the person.
 */
export function fautesDecision(
  saisie: Partial<z.output<typeof Decision>>,
  situation: Omit<SituationOrientation, 'structure' | 'codeInsee' | 'coReferentConnu'>,
): Faute[] {
  const { dominante, structureId = '', notification = null, ...reste } = saisie
  if (!dominante) return []
  const demande = {
    referentId: null,
    coReferentId: null,
    accompagnementGlobal: false,
    motif: null,
    malgrePlafond: false,
    reorientation: null,
    relais: null,
    rendezVous: {},
  }
  const motif = empechement(
    { ...demande, ...reste, dominante, structureId, notification },
    {
      ...situation,
      structure: { dominantes: [dominante], communes: null, fermee: false },
      codeInsee: null,
      coReferentConnu: true,
    },
  )
  const prevenir = notification && empechementNotification(notification, situation)
  return [...fautesOrientation(motif), ...(prevenir === motif ? [] : fautesOrientation(prevenir))]
}

/** How the person who asks gets the detail of the computation. */
export const Remise = z.object({ mode: z.enum(['remise-en-main-propre', 'courrier']) })
