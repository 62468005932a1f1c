import { dateCourte, joursEntre, pluriel } from '../dates.ts'
import type { Ton } from '../theme.ts'

export type DonneesEcheance = {
  /** What is due, as « à orienter », « à convoquer »; may be left out where the column says it. */
  quoi?: string
  /** Last day to do it, 'YYYY-MM-DD'. */
  pour: string
  /** Today, 'YYYY-MM-DD', as the server sees it. */
  aujourdhui: string
  /** Day it was done, if it was. */
  fait?: string | null
  /** The word of what was done: « fait », « orientée », « convoqué ». */
  faitMot?: string
  /** From how many days left it is time to hurry. */
  bientot?: number
}

/** A due date in words with its tone: « à orienter, encore 6 jours », « à orienter aujourd’hui », « fait le 3 mars ». */
export function direEcheance(echeance: DonneesEcheance): { ton: Ton; texte: string } {
  const { quoi, pour, aujourdhui, fait, faitMot = 'fait', bientot = 3 } = echeance
  if (fait) {
    const retard = joursEntre(pour, fait)
    const suite = retard > 0 ? `, ${pluriel(retard, 'jour')} après le délai` : ''
    return { ton: 'done', texte: `${faitMot} le\u00a0${dateCourte(fait, aujourdhui)}${suite}` }
  }
  const reste = joursEntre(aujourdhui, pour)
  const phrase = (suite: string, lien = ', ') => (quoi ? `${quoi}${lien}${suite}` : suite)
  if (reste < 0) return { ton: 'late', texte: phrase(`en retard de\u00a0${pluriel(-reste, 'jour')}`) }
  if (reste === 0) return { ton: 'soon', texte: phrase('aujourd’hui', ' ') }
  if (reste === 1) return { ton: 'soon', texte: phrase('d’ici demain', ' ') }
  return { ton: reste <= bientot ? 'soon' : 'waiting', texte: phrase(`encore\u00a0${pluriel(reste, 'jour')}`) }
}
