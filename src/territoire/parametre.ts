import { z } from 'zod'
import { CHOIX, PARAMETRES } from '../parametres.ts'
import { pluriel } from '../socle/ui/dates.ts'

export type CleParametre = keyof typeof PARAMETRES
export const CleParametre = z.enum(Object.keys(PARAMETRES) as [CleParametre, ...CleParametre[]])

const SEULS: Record<string, string> = { jours: 'jour', semaines: 'semaine', heures: 'heure', personnes: 'personne' }

/** « 10 jours », « 1 personne », « 85 sur 100 »: the value of a parameter with its unit, as definitions write it, in the plural. */
export const direValeur = (valeur: number, unite: string): string => pluriel(valeur, SEULS[unite] ?? unite, unite)

export type CleChoix = keyof typeof CHOIX
export const CleChoix = z.enum(Object.keys(CHOIX) as [CleChoix, ...CleChoix[]])

const estChoix = (cle: string): cle is CleChoix => cle in CHOIX

export const DemandeParametre = z.object({
  /** A whole number, or for a choice the code of an option. */
  valeur: z.union([z.number().int(), z.string().max(60)], { error: 'Écrivez un nombre entier.' }),
  effetLe: z.iso.date({ error: 'Choisissez le jour où le changement prend effet.' }),
  motif: z.string().trim().min(3, { error: 'Dites pourquoi : la raison reste dans l’historique.' }).max(500),
})

/** Why this change can't be made, or null. The screen and the server ask the same function. Days are YYYY-MM-DD. */
export function empechementParametre(
  cle: CleParametre | CleChoix,
  { valeur, effetLe }: { valeur: number | string; effetLe: string },
  aujourdhui: string,
): 'valeur-hors-bornes' | 'choix-inconnu' | 'effet-passe' | null {
  if (estChoix(cle)) {
    if (!CHOIX[cle].options.some(o => o.valeur === valeur)) return 'choix-inconnu'
  } else {
    const { min, max } = PARAMETRES[cle]
    if (typeof valeur !== 'number' || valeur < min || valeur > max) return 'valeur-hors-bornes'
  }
  if (effetLe < aujourdhui) return 'effet-passe'
  return null
}

export const MESSAGES_PARAMETRE = {
  'valeur-hors-bornes': (cle: CleParametre | CleChoix) =>
    estChoix(cle)
      ? 'Choisissez une des réponses proposées.'
      : `La valeur doit être entre ${PARAMETRES[cle].min} et ${PARAMETRES[cle].max}. Corrigez-la.`,
  'choix-inconnu': () => 'Choisissez une des réponses proposées.',
  'effet-passe': () => 'Un changement ne réécrit pas le passé. Choisissez aujourd’hui ou un jour à venir.',
  'changement-deja-prevu': () =>
    'Une autre valeur est déjà prévue ce jour-là. Annulez-la d’abord si elle est à venir, ou choisissez un autre jour.',
} as const

/** What a rule uses until the territory chooses. */
export const valeurParDefaut = (cle: CleParametre | CleChoix): number | string =>
  estChoix(cle) ? CHOIX[cle].defaut : PARAMETRES[cle].defaut
