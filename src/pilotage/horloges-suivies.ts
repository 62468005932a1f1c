import type { CodeIndicateur } from './pilotage.ts'

/** The clocks that the pilotage watches, in the order of the journey, and the indicator each weighs on. */
export const HORLOGES_SUIVIES = {
  convocation: { libelle: 'Convocation des nouveaux entrants', indicateur: 'I02' },
  orientation: { libelle: 'Orientation dans le délai', indicateur: 'I02' },
  'orientation-mois': { libelle: 'Orientation en un mois', indicateur: 'I02' },
  'relais-france-travail': { libelle: 'Relais à France Travail', indicateur: 'I02' },
  'premier-contact': { libelle: 'Premier contact du référent', indicateur: 'I05' },
  bilan: { libelle: 'Bilan', indicateur: 'I05' },
} as const satisfies Record<string, { libelle: string; indicateur: CodeIndicateur }>
export type HorlogeSuivie = keyof typeof HORLOGES_SUIVIES
