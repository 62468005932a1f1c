import { z } from 'zod'
import { MotifEntree } from '../droit/entree.ts'

/** Where a new entrant stands before being oriented, by what is expected next. */
export const ETATS_ENTREE = {
  'a-convoquer': 'À convoquer',
  'a-conclure': 'Rendez-vous et diagnostics à conclure',
  'a-orienter': 'À orienter',
  'a-recevoir': 'À recevoir',
} as const
export type EtatEntree = keyof typeof ETATS_ENTREE
export const EtatEntree = z.enum(Object.keys(ETATS_ENTREE) as [EtatEntree, ...EtatEntree[]])

/** What the page can be filtered on: a state, what was put off, the late ones, the starting stock never oriented. */
export const FiltreEtat = z.enum([...EtatEntree.options, 'reportees', 'en-retard', 'stock'])
export type FiltreEtat = z.infer<typeof FiltreEtat>

export const PROCHAINES_ETAPES = {
  convoquer: 'Convoquer',
  reconvoquer: 'Convoquer',
  recevoir: 'Recevoir',
  'noter-issue': 'Noter la présence',
  diagnostiquer: 'Faire le diagnostic',
  orienter: 'Orienter',
  notifier: 'Notifier',
} as const
export type ProchaineEtape = keyof typeof PROCHAINES_ETAPES

/** An appointment as the state of an entry needs it; `debut` and `fin` are ISO instants. */
export const RendezVousDEntree = z.object({
  id: z.uuid(),
  debut: z.string(),
  fin: z.string(),
  issue: z.string().nullable(),
  modalite: z.string(),
  lieu: z.string().nullable(),
  agentId: z.uuid(),
  agent: z.string(),
})
export type RendezVousDEntree = z.infer<typeof RendezVousDEntree>

export const LigneEntree = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  codeInsee: z.string().nullable(),
  commune: z.string().nullable(),
  motif: MotifEntree,
  recuLe: z.string(),
  /** False: the right stopped, or the person isn't subject to rights and duties any more. */
  concerne: z.boolean(),
  etat: EtatEntree,
  etape: z.enum(Object.keys(PROCHAINES_ETAPES) as [ProchaineEtape, ...ProchaineEtape[]]),
  /** The appointment that explains the state: the one held, the one past, the next one, else the last missed. */
  rendezVous: RendezVousDEntree.nullable(),
  /** Last day to orient in time (E3). */
  echeance: z.string(),
  /** Last day to receive the person in time (C1), while it is to be booked. */
  convoquerAvant: z.string().nullable(),
  /** Day France Travail takes over (O6); given once it is what matters: the delay is past, or it is within a week. */
  relais: z.string().nullable(),
  /** Put off until this day, included, and why; the colleague it was given to. */
  reportee: z.object({ jusquau: z.string(), motif: z.string() }).nullable(),
  confieeA: z.object({ id: z.uuid(), nom: z.string() }).nullable(),
})
export type LigneEntree = z.infer<typeof LigneEntree>

/** Something due to the person of an entry (table echeance). Days are YYYY-MM-DD, `des` an ISO instant. */
export type DueDEntree = {
  genre: string
  pour: string | null
  des: string | null
  reporteeJusquau: string | null
  reporteeMotif: string | null
  confieeA: string | null
  confieeNom: string | null
}

/** The steps of an entry, the furthest first: the clock that asks for each, and where it puts the person. */
const ETAPES: readonly (readonly [genre: string, etat: EtatEntree, etape: ProchaineEtape])[] = [
  ['notification', 'a-orienter', 'notifier'],
  ['orientation', 'a-orienter', 'orienter'],
  ['diagnostic', 'a-conclure', 'diagnostiquer'],
  ['rendez-vous', 'a-conclure', 'noter-issue'],
  ['reconvocation', 'a-convoquer', 'reconvoquer'],
  ['convocation', 'a-convoquer', 'convoquer'],
]

/** What is expected next for a running entry at an instant: the furthest step that its échéances ask, else the person is awaited. */
export function etatEntree(
  { rendezVous, dues }: { rendezVous: readonly RendezVousDEntree[]; dues: readonly DueDEntree[] },
  maintenant: string,
): Pick<LigneEntree, 'etat' | 'etape' | 'rendezVous' | 'convoquerAvant' | 'reportee' | 'confieeA'> {
  const instant = Date.parse(maintenant)
  const venue = (d: DueDEntree) => d.des !== null && Date.parse(d.des) <= instant
  const [genre, etat, etape] = ETAPES.find(([g]) => dues.some(d => d.genre === g && venue(d))) ?? [
    'rendez-vous',
    'a-recevoir',
    'recevoir',
  ]
  const due = dues.find(d => d.genre === genre)
  const convocation = dues.find(d => d.genre === 'convocation' || d.genre === 'reconvocation')
  return {
    etat,
    etape,
    rendezVous: rendezVousQuiExplique(rendezVous, etape, instant),
    convoquerAvant: convocation?.pour ?? null,
    reportee: due?.reporteeJusquau ? { jusquau: due.reporteeJusquau, motif: due.reporteeMotif ?? '' } : null,
    confieeA: due?.confieeA ? { id: due.confieeA, nom: due.confieeNom ?? '' } : null,
  }
}

function rendezVousQuiExplique(rendezVous: readonly RendezVousDEntree[], etape: ProchaineEtape, instant: number) {
  const tenu = rendezVous.findLast(r => r.issue === 'present')
  const enCours = rendezVous.filter(r => r.issue === null)
  const passe = enCours.find(r => Date.parse(r.fin) <= instant)
  const aVenir = enCours.filter(r => Date.parse(r.fin) > instant).sort((a, b) => a.debut.localeCompare(b.debut))[0]
  if (etape === 'noter-issue') return passe ?? null
  if (etape === 'recevoir') return aVenir ?? null
  if (etape === 'convoquer' || etape === 'reconvoquer') return rendezVous.at(-1) ?? null
  return tenu ?? passe ?? aVenir ?? null
}

/** The figures of the sentence that opens the day. */
export const Bilan = z.object({
  arrivees: z.int(),
  /** Running entries whose delay ends between today and `dici`. */
  bientot: z.int(),
  enRetard: z.int(),
  /** Next Friday, today included. */
  dici: z.string(),
  delaiJours: z.int(),
})
export type Bilan = z.infer<typeof Bilan>

/**
 * « 23 entrées ce matin. 4 personnes passent le délai de 15 jours d’ici vendredi. »
 * `aujourdhui`: YYYY-MM-DD. `filtree`: a part only is listed.
 */
export function phraseDuJour(bilan: Bilan, aujourdhui: string, filtree = false): string {
  const { arrivees, bientot, enRetard, dici, delaiJours } = bilan
  const combien = (n: number, un: string, plusieurs: string) => `${n.toLocaleString('fr-FR')} ${n > 1 ? plusieurs : un}`
  const quand = dici === aujourdhui ? 'aujourd’hui' : 'd’ici vendredi'
  const delai = `le délai de ${delaiJours} jours`
  const entrees = arrivees === 0 ? 'aucune entrée' : combien(arrivees, 'entrée', 'entrées')
  const debut = filtree ? `Sans les filtres : ${entrees}` : entrees.charAt(0).toUpperCase() + entrees.slice(1)
  const phrases = [`${debut} ce matin.`]
  if (bientot > 0) phrases.push(`${combien(bientot, 'personne passe', 'personnes passent')} ${delai} ${quand}.`)
  if (enRetard > 0) {
    const deja =
      bientot > 0 ? ['l’a déjà passé', 'l’ont déjà passé'] : [`a déjà passé ${delai}`, `ont déjà passé ${delai}`]
    phrases.push(`${combien(enRetard, `personne ${deja[0]}`, `personnes ${deja[1]}`)}.`)
  }
  return phrases.join(' ')
}
