import { z } from 'zod'
import { AAnnuler, direRetours, Retour } from '../../rendez-vous/releve/releve.ts'
import type { Faute } from '../../socle/saisie/faute.ts'
import { dateCourte } from '../../socle/ui/dates.ts'

/** What becomes of the appointments to come with a référent designated by mistake: never decided silently. */
export const DEVENIRS = {
  garder: 'Les garder : le dossier reste ouvert à qui reçoit, jusqu’à leur jour',
  annuler: 'Les annuler',
} as const

/** A decision entered by mistake is cancelled (rule A10): why, and what becomes of what it had given. */
export const Annulation = z.object({
  motif: z.string().trim().min(1, { error: 'Dites pourquoi cette décision est annulée.' }).max(500),
  rendezVous: z.enum(['garder', 'annuler']).nullable().default(null),
})

/** What is asked of the server: `id` made by the caller, `etat` the name of the consequences that were read. */
export const DemandeAnnulation = Annulation.extend({ id: z.uuid(), etat: z.string().max(64) })

/** A follow-up given back when what ended it is cancelled. Days are YYYY-MM-DD. */
export const SuiviRendable = z.object({
  id: z.uuid(),
  referentId: z.uuid(),
  referent: z.string(),
  coReferentId: z.uuid().nullable(),
  coReferent: z.string().nullable(),
  debut: z.string(),
  fin: z.string(),
  /** A référent at work in that structure, with an open account; the second one anywhere. */
  enPoste: z.boolean(),
  coEnPoste: z.boolean(),
})
export type SuiviRendable = z.infer<typeof SuiviRendable>

/** The delay of rule E4 that runs, again or still: since when, and its last days. */
export const DelaiRepris = z.object({
  recuLe: z.string(),
  arrete: z.boolean(),
  echeanceJours: z.string(),
  echeanceMois: z.string(),
})

export const FaitsDesignation = z.object({
  suivi: z.object({
    id: z.uuid(),
    referentId: z.uuid(),
    referent: z.string(),
    coReferentId: z.uuid().nullable(),
    structure: z.string(),
    debut: z.string(),
  }),
  ancien: SuiviRendable.nullable(),
  delai: DelaiRepris.nullable(),
  rendezVous: z.array(AAnnuler),
  /** What comes back of the appointments that the hand-over had decided upon. */
  retours: z.array(Retour),
  /** Day of the letter that named this référent to the person; null when none did. */
  nommeLe: z.string().nullable(),
})
export type FaitsDesignation = z.infer<typeof FaitsDesignation>

/** What cancelling does, one sentence each, as it is read before and done after. */
export function consequencesDesignation({ suivi, ancien, delai, nommeLe, retours }: FaitsDesignation): string[] {
  return [
    `Le suivi de ${suivi.referent}, depuis le ${dateCourte(suivi.debut)}, est annulé : il ne compte plus, et ce référent ne lit plus le dossier.`,
    direReferent(ancien),
    ...direRetours(retours),
    ...direDelai(delai),
    'Les contacts notés et les rendez-vous tenus entre-temps restent au dossier.',
    ...direLettre(nommeLe),
  ]
}

/** Who follows the person once the mistake is undone. */
export function direReferent(ancien: SuiviRendable | null): string {
  const personne = 'plus personne ne suit cette personne, elle attend qu’un référent lui soit désigné'
  if (!ancien) return `Aucun référent n’est à remettre : ${personne}.`
  if (!ancien.enPoste) return `${ancien.referent} n’est plus en poste dans cette structure : ${personne}.`
  const second = ancien.coReferent && ancien.coEnPoste ? `, avec ${ancien.coReferent}` : ''
  return `${ancien.referent} redevient son référent${second}, depuis le ${dateCourte(ancien.debut)}, comme si rien ne s’était passé.`
}

export const direDelai = (delai: z.infer<typeof DelaiRepris> | null): string[] =>
  delai
    ? [
        `Son délai d’orientation ${delai.arrete ? 'court de nouveau' : 'court toujours'}, compté du ${dateCourte(delai.recuLe)} : jusqu’au ${dateCourte(delai.echeanceJours)} en jours, jusqu’au ${dateCourte(delai.echeanceMois)} en mois.`,
      ]
    : []

export const direLettre = (prevenueLe: string | null): string[] =>
  prevenueLe
    ? [
        `Une lettre du ${dateCourte(prevenueLe)} l’annonce à la personne. Si elle est partie, postez ou remettez aussi la lettre d’annulation, qui est éditée. Si elle n’est pas partie, ne postez ni l’une ni l’autre.`,
      ]
    : []

/** What a demand says of the appointments, against those there are. */
export const fautesAnnulation = (
  { rendezVous }: { rendezVous?: keyof typeof DEVENIRS | null | undefined },
  aVenir: readonly unknown[],
): Faute[] =>
  aVenir.length > 0 && !rendezVous
    ? [{ champ: 'rendezVous', message: MESSAGES_ANNULATION['rendez-vous-a-choisir'] }]
    : []

export const MESSAGES_ANNULATION = {
  'rendez-vous-a-choisir': 'Dites ce que deviennent les rendez-vous à venir : les garder, ou les annuler.',
  'referent-inconnu': 'Cette désignation n’existe pas dans ce dossier.',
  'deja-annulee': 'Cette décision est déjà annulée : le dossier montre ce qui vaut maintenant.',
  'plus-en-cours':
    'Cette décision n’est plus en cours : seule celle qui court s’annule. Annulez d’abord celle qui l’a remplacée.',
  'decision-reprise':
    'Cette décision vient d’une liste importée : annulez cet import, ou prenez une nouvelle décision.',
  'identifiant-pris': 'Cet identifiant sert déjà à une autre annulation : rechargez la page, puis recommencez.',
  'decision-annulee': 'Cette décision a été annulée : elle ne peut pas revenir. Prenez une nouvelle décision.',
} as const
