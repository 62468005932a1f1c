import { z } from 'zod'

/** One published answer to « who is a new entrant? ». A territory chooses one from a date on (parameter entree.definition). */
type DefinitionEntree = {
  /** What its author numbers: changes when the published text does. */
  version: string
  /** Day or month it was published, as its source says it. */
  publiee: string
  nom: string
  source: string
  /** What it counts in, then what it leaves out: two plain sentences. */
  compte: string
  ecarte: string
}

export const DEFINITIONS_ENTREE = {
  'convention-2024': {
    version: '2024',
    publiee: '2024',
    nom: 'Convention État-département',
    source: 'Convention État-département 2024, annexe 4 §4',
    compte:
      'Les personnes dont le droit est versable, soumises aux droits et devoirs sans l’avoir été le mois précédent, et que personne ne suit.',
    ecarte:
      'Celles dont le suivi est seulement en veille, et celles qui reviennent d’une suspension de douze mois ou moins.',
  },
  'plan-pauvrete-webrsa': {
    version: '4.25.2',
    publiee: 'sans date dans sa source',
    nom: 'Plan pauvreté (WebRSA)',
    source: 'WebRSA, vue statppview des statistiques du plan pauvreté, correctif 4.25.2',
    compte:
      'Les personnes soumises dont le droit est versable, et qui le mois précédent n’étaient pas dans le flux, avaient un droit clos, ou étaient suspendues depuis plus d’un an.',
    ecarte:
      'Celles dont la demande était déjà connue (en attente, refusée, au-dessus du seuil) et les suspensions d’un an ou moins. Un suivi en cours n’écarte personne.',
  },
  'analyse-flux-2021': {
    version: '2021',
    publiee: 'instruction du 19 mars 2021',
    nom: 'Comparaison de deux flux mensuels',
    source: 'analyse-flux-insertion, règles de l’instruction du 19 mars 2021',
    compte:
      'Les personnes soumises dont le droit est ouvert, même suspendu pour certains motifs, et qui ne l’étaient pas le mois précédent sous la même demande et le même rôle.',
    ecarte:
      'Celles que le mois précédent montrait déjà. Un changement de numéro de demande compte, un suivi en cours n’écarte personne.',
  },
  'premier-quotidien': {
    version: 'VRSB0801',
    publiee: 'sans date dans sa source',
    nom: 'Premier flux quotidien',
    source: 'rdv-insertion, date d’ouverture des droits ; flux VRSB0801, TOPPERSENTDRODEVORSA',
    compte: 'Les personnes qu’un flux quotidien du mois signale pour la première fois comme entrantes.',
    ecarte: 'Celles que seuls les flux mensuels montrent : sans flux quotidien, personne n’est compté.',
  },
} as const satisfies Record<string, DefinitionEntree>

export type CodeDefinition = keyof typeof DEFINITIONS_ENTREE
export const CodeDefinition = z.enum(Object.keys(DEFINITIONS_ENTREE) as [CodeDefinition, ...CodeDefinition[]])
export const DEFINITION_PAR_DEFAUT: CodeDefinition = 'convention-2024'

/** A month of flows, YYYY-MM. */
export const Mois = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Donnez un mois, par exemple 2025-03.' })

/**
 * MOTISUSVERSRSA under which a suspended payment leaves the right open: 05, 44 and 70 real, the others theoretical
 * (analyse-flux-insertion).
 */
export const SUSPENSIONS_OUVERTES: readonly string[] = ['05', '44', '70', '01', '06', '35', '36']

/** A right as a monthly flow tells it; etat: ETATDOSRSA or 'absent'. */
export type DroitVu = {
  foyerId: string
  role: string
  etat: string
  soumis: boolean
  motif: string | null
  /** First day of the suspension that runs, YYYY-MM-DD. */
  depuis: string | null
}
/** What is known of a person who is counted by one definition and not by another. */
export type Situation = {
  avant: readonly DroitVu[]
  apres: readonly DroitVu[]
  /** Never seen in any flow before. */
  premiere: boolean
  suivie: boolean
  /** Day of the daily flow that signals the entry, or null. */
  signaleeLe: string | null
  /** Reference day of the month. */
  reference: string
}

const concerne = (d: DroitVu) => d.etat === '2' && d.soumis
const suspendu = (d: DroitVu) => d.etat === '3' || d.etat === '4'
const ouvert = (d: DroitVu) =>
  d.soumis && (d.etat === '2' || d.etat === '3' || (d.etat === '4' && SUSPENSIONS_OUVERTES.includes(d.motif ?? '')))
const RANGS = ['2', '3', '4', '0', '1', '5', '6']

/** The right that a definition looks at when there are several: versable, then suspended, pending, refused, closed. */
function principal(droits: readonly DroitVu[]): DroitVu | null {
  const vus = droits.filter(d => d.etat !== 'absent')
  return (
    vus.toSorted((a, b) => RANGS.indexOf(a.etat) - RANGS.indexOf(b.etat) || Number(b.soumis) - Number(a.soumis))[0] ??
    null
  )
}

/** Full months from one day to another. */
export function moisPleins(du: string, au: string): number {
  return Temporal.PlainDate.from(du).until(Temporal.PlainDate.from(au), { largestUnit: 'months' }).months
}

/** Where she stood the month before, in words: « suspendue 14 mois ». */
function direAvant({ avant, premiere, reference }: Situation): string {
  const d = principal(avant)
  if (!d) return premiere ? 'jamais vue auparavant' : 'absente du mois précédent'
  if (suspendu(d)) {
    const mois = d.depuis ? moisPleins(d.depuis, reference) : 0
    return mois > 0 ? `suspendue ${mois} mois` : 'suspendue moins d’un mois'
  }
  if (d.etat === '2')
    return d.soumis ? 'déjà soumise le mois précédent' : 'droit versable mais non soumise le mois précédent'
  if (d.etat === '0') return 'demande en attente le mois précédent'
  return d.etat === '1' ? 'demande refusée le mois précédent' : 'droit clos le mois précédent'
}

const jourEcrit = (jour: string) =>
  Temporal.PlainDate.from(jour).toLocaleString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' })

/** Why a definition counts this person in. */
export function raisonCompte(definition: CodeDefinition, s: Situation): string {
  if (definition === 'premier-quotidien')
    return s.signaleeLe
      ? `signalée entrante par le flux du ${jourEcrit(s.signaleeLe)}`
      : 'signalée entrante par un flux quotidien'
  if (definition === 'analyse-flux-2021' && s.avant.some(ouvert))
    return 'autre demande ou autre rôle que le mois précédent'
  return direAvant(s)
}

/** Why a definition leaves this person out. */
export function raisonEcart(definition: CodeDefinition, s: Situation): string {
  const presente = s.apres.some(concerne)
  if (definition === 'premier-quotidien') return 'aucun flux quotidien du mois ne la signale entrante'
  if (definition === 'analyse-flux-2021') {
    if (!s.apres.some(ouvert)) return direApres(s)
    return `droit déjà ouvert le mois précédent : ${direAvant(s)}`
  }
  if (!presente) return direApres(s)
  if (definition === 'convention-2024' && !s.avant.some(concerne) && s.suivie) return 'un suivi était en cours'
  return direAvant(s)
}

function direApres({ apres }: Situation): string {
  const d = principal(apres)
  if (!d) return 'partie avant la fin du mois'
  if (suspendu(d)) return 'droit suspendu en fin de mois'
  if (d.etat === '2') return 'non soumise en fin de mois'
  return d.etat === '0' ? 'demande encore en attente en fin de mois' : 'droit clos en fin de mois'
}
