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

/** What the page can be filtered on: a state, the late ones, the starting stock never oriented. */
export const FiltreEtat = z.enum([...EtatEntree.options, 'en-retard', 'stock'])
export type FiltreEtat = z.infer<typeof FiltreEtat>

export const PROCHAINES_ETAPES = {
  convoquer: 'Convoquer',
  reconvoquer: 'Convoquer',
  recevoir: 'Recevoir',
  'noter-issue': 'Noter la présence',
  diagnostiquer: 'Faire le diagnostic',
  orienter: 'Orienter',
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
  diagnosticLe: z.string().nullable(),
  etat: EtatEntree,
  etape: z.enum(Object.keys(PROCHAINES_ETAPES) as [ProchaineEtape, ...ProchaineEtape[]]),
  /** The appointment that explains the state: the one held, the one past, the next one, else the last missed. */
  rendezVous: RendezVousDEntree.nullable(),
  /** Last day to orient in time (E3). */
  echeance: z.string(),
  /** Last day to receive the person in time (C1). */
  convoquerAvant: z.string(),
  /** Day France Travail takes over (O6); given once it is what matters: the delay is past, or it is within a week. */
  relais: z.string().nullable(),
})
export type LigneEntree = z.infer<typeof LigneEntree>

/**
 * What is expected next for a running entry, at an instant. An absence or a cancelled appointment leaves the person to be
 * called again; a presence calls for the diagnosis; a diagnosis made since the entry calls for the orientation.
 */
export function etatEntree(
  { rendezVous, diagnosticLe }: { rendezVous: readonly RendezVousDEntree[]; diagnosticLe: string | null },
  maintenant: string,
): { etat: EtatEntree; etape: ProchaineEtape; rendezVous: RendezVousDEntree | null } {
  const instant = Date.parse(maintenant)
  const tenus = rendezVous.filter(r => r.issue === 'present')
  const enCours = rendezVous.filter(r => r.issue === null)
  const passe = enCours.find(r => Date.parse(r.fin) <= instant)
  const aVenir = enCours.filter(r => Date.parse(r.fin) > instant).sort((a, b) => a.debut.localeCompare(b.debut))[0]
  const tenu = tenus.at(-1) ?? null
  if (diagnosticLe) return { etat: 'a-orienter', etape: 'orienter', rendezVous: tenu ?? passe ?? aVenir ?? null }
  if (tenu) return { etat: 'a-conclure', etape: 'diagnostiquer', rendezVous: tenu }
  if (passe) return { etat: 'a-conclure', etape: 'noter-issue', rendezVous: passe }
  if (aVenir) return { etat: 'a-recevoir', etape: 'recevoir', rendezVous: aVenir }
  const manque = rendezVous.at(-1) ?? null
  return { etat: 'a-convoquer', etape: manque ? 'reconvoquer' : 'convoquer', rendezVous: manque }
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
