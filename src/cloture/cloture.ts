import { z } from 'zod'
import { DelaiRepris, direDelai, direReferent, SuiviRendable } from '../accompagnement/annulation/annulation.ts'
import { MOTIFS_CLOTURE, type MotifCloture as Motif } from '../droit/motifs-cloture.ts'
import { DOMINANTES_DANS_UNE_PHRASE, Dominante } from '../offre/dominante.ts'
import { avantDAppeler } from '../precaution/en-bref.ts'
import { Appel } from '../precaution/lues.ts'
import { RendezVousAVenir } from '../rendez-vous/rendez-vous.ts'
import { type Faute, jour, texteFacultatif } from '../socle/saisie/faute.ts'
import { dateCourte, pluriel, telephone } from '../socle/ui/dates.ts'

export type MotifCloture = Motif
export const MotifCloture = z.enum(Object.keys(MOTIFS_CLOTURE) as [Motif, ...Motif[]], {
  error: 'Dites pourquoi ce dossier est clos.',
})

export const Cloture = z.object({
  motif: MotifCloture,
  precision: texteFacultatif(500).default(null),
  le: jour('Indiquez le jour de la clôture.'),
})
export const Reouverture = z.object({
  motif: z.string().trim().min(1, { error: 'Dites pourquoi ce dossier est rouvert.' }).max(500),
})

const DecisionCourte = z.object({ dominante: Dominante, structure: z.string() })

/** What closing a file is judged on, and told by. Days are YYYY-MM-DD. */
export const FaitsCloture = z.object({
  /** First day a closing can bear: nothing that runs began after it. */
  plancher: z.string().nullable(),
  /** Day of the entry whose delay runs. */
  entreeLe: z.string().nullable(),
  orientation: DecisionCourte.nullable(),
  suivi: z
    .object({
      referentId: z.uuid(),
      referent: z.string(),
      coReferentId: z.uuid().nullable(),
      coReferent: z.string().nullable(),
    })
    .nullable(),
  rendezVous: z.array(RendezVousAVenir),
  /** How the person is called, should the letter come too late; null when no number is known. */
  appel: Appel.nullable(),
})
export type FaitsCloture = z.infer<typeof FaitsCloture>

/** What opening it again gives back. */
export const FaitsReouverture = z.object({
  orientation: DecisionCourte.extend({ rendable: z.boolean() }).nullable(),
  ancien: SuiviRendable.nullable(),
  delai: DelaiRepris.nullable(),
  /** Appointments that the closing called off. */
  annules: z.int(),
  /** Day of the letter that told of the closing; null when none was made. */
  lettreLe: z.string().nullable(),
})
export type FaitsReouverture = z.infer<typeof FaitsReouverture>

/** A file closed by an agent, as it is shown. */
export const ClotureLue = z.object({
  id: z.uuid(),
  le: z.string(),
  motif: MotifCloture,
  precision: z.string().nullable(),
  par: z.string().nullable(),
})
export type ClotureLue = z.infer<typeof ClotureLue>

/** Who may open it again, told to who may not. */
export const DEMANDER_A_ROUVRIR =
  'Pour le rouvrir, demandez à un chargé d’orientation, ou au responsable de la structure qui suivait la personne.'

export const MESSAGES_CLOTURE = {
  'deja-clos': 'Ce dossier est déjà clos.',
  'clore-sans-suivre':
    'Vous ne suivez pas cette personne : son dossier se clôt par son référent, son responsable ou un chargé d’orientation.',
  'deja-rouvert': 'Ce dossier est déjà rouvert.',
  'cloture-inconnue': 'Cette clôture n’existe pas dans ce dossier.',
  'identifiant-pris': 'Cet identifiant sert déjà à un autre dossier : rechargez la page, puis recommencez.',
  'cloture-future': 'La clôture est datée d’un jour à venir : indiquez un jour passé, ou aujourd’hui.',
  'cloture-trop-tot':
    'La clôture est datée d’avant le début de ce qui court dans ce dossier : indiquez ce jour-là, ou un jour d’après.',
  'precision-requise': 'Précisez ce motif, en une phrase.',
} as const

/** What is wrong with a closing, said of answers right by themselves; the screen and the server ask the same. */
export function fautesCloture(
  { motif, precision, le }: Partial<z.output<typeof Cloture>>,
  { aujourdhui, plancher }: { aujourdhui: string; plancher: string | null },
): (Faute & { code: keyof typeof MESSAGES_CLOTURE })[] {
  const faute = (champ: string, code: keyof typeof MESSAGES_CLOTURE) => ({
    champ,
    code,
    message: MESSAGES_CLOTURE[code],
  })
  return [
    ...(motif === 'autre' && !precision ? [faute('precision', 'precision-requise')] : []),
    ...(le && le > aujourdhui ? [faute('le', 'cloture-future')] : []),
    ...(le && plancher && le < plancher ? [faute('le', 'cloture-trop-tot')] : []),
  ]
}

/** What closing does, one sentence each, as it is read before. `rouvre`: who closes may open it again. */
export function consequencesCloture(faits: FaitsCloture, motif: MotifCloture | null, rouvre: boolean): string[] {
  const { entreeLe, orientation, suivi, rendezVous } = faits
  const qui = suivi && [suivi.referent, suivi.coReferent].filter(Boolean).join(' et ')
  return [
    ...(orientation ? [`L’orientation vers ${orientation.structure} finit ce jour-là.`] : []),
    ...(qui ? [`Le suivi par ${qui} finit ce jour-là.`] : []),
    ...(entreeLe ? [`L’entrée du ${dateCourte(entreeLe)} est close, son délai d’orientation ne court plus.`] : []),
    ...(rendezVous.length > 0
      ? [
          `${pluriel(rendezVous.length, 'rendez-vous à venir est annulé par le service', 'rendez-vous à venir sont annulés par le service')}.`,
        ]
      : []),
    'Plus rien n’est à faire dans ce dossier, il quitte les listes, ses co-intervenants ne le voient plus. Il se retrouve par la recherche.',
    'Un flux mensuel qui ne dit rien de nouveau ne le rouvre pas ; une nouvelle entrée le rouvre, sauf après un décès.',
    ...(rouvre ? [] : [`Vous ne pourrez pas le rouvrir vous-même. ${DEMANDER_A_ROUVRIR}`]),
    ...direPrevenir(faits, motif),
  ]
}

/** Whether the person is told by a letter: not who died, nor who was never to have a file, unless they would come for nothing. */
export const ditParLettre = (motif: MotifCloture, { rendezVous }: Pick<FaitsCloture, 'rendezVous'>): boolean =>
  motif !== 'deces' && (motif !== 'erreur' || rendezVous.length > 0)

/** Nobody tells the person by itself: the letter to post or to hand over, and whom to call when it may come too late. */
function direPrevenir(faits: FaitsCloture, motif: MotifCloture | null): string[] {
  const { rendezVous, appel } = faits
  if (motif !== null && !ditParLettre(motif, faits)) return []
  const quoi =
    rendezVous.length > 0 ? 'que son dossier est clos et ses rendez-vous annulés' : 'que son dossier est clos'
  const aussi =
    rendezVous.length === 0
      ? ''
      : appel
        ? ` ${[`Appelez-la si la lettre risque d’arriver trop tard : ${telephone(appel.numero)}.`, ...avantDAppeler(appel)].join(' ')}`
        : ' Son téléphone n’est pas connu : postez-la ou remettez-la aujourd’hui.'
  return [`Une lettre dit à la personne ${quoi} : elle est dans les documents, à poster ou à remettre.${aussi}`]
}

/** What opening a file again gives back, one sentence each. */
export function consequencesReouverture(faits: FaitsReouverture): string[] {
  const { orientation, ancien, delai, annules, lettreLe } = faits
  const decision =
    orientation && `L’orientation vers ${orientation.structure} (${DOMINANTES_DANS_UNE_PHRASE[orientation.dominante]})`
  return [
    ...(orientation && decision
      ? [
          orientation.rendable
            ? `${decision} court de nouveau, depuis son premier jour.`
            : `${decision} ne peut pas reprendre, sa structure est fermée : orientez la personne.`,
        ]
      : ['Aucune orientation ne courait quand il a été clos : la personne est sans orientation.']),
    ...(orientation?.rendable ? [direReferent(ancien)] : []),
    ...direDelai(delai),
    ...(annules > 0
      ? [
          'Les rendez-vous annulés à la clôture ne reviennent pas d’eux-mêmes : rétablissez-les un à un, ou donnez-en d’autres.',
        ]
      : []),
    ...(lettreLe
      ? [
          `La lettre du ${dateCourte(lettreLe)} dit à la personne que son dossier est clos : une lettre de réouverture est éditée dans les documents, à poster ou à remettre. Si la première n’est pas partie, n’envoyez ni l’une ni l’autre.`,
        ]
      : []),
  ]
}

/** Who follows the person is told that what they may have read at home says the contrary. */
export const direLettreDeCloture = (apres: { lettre?: boolean | null | undefined } | null): string | null =>
  apres?.lettre ? 'La lettre de clôture a pu lui parvenir' : null
