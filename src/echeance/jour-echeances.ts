/** The lists of what an agent has to do, most urgent first; each thing is in one of them. */
export const LISTES_DU_JOUR = {
  'en-retard': 'En retard',
  bientot: 'Dans les 7 jours',
  ensuite: 'À préparer',
  reportees: 'Reportées',
} as const
export type ListeDuJour = keyof typeof LISTES_DU_JOUR
