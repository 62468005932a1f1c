import { HORLOGES_ACCOMPAGNEMENT } from './accompagnement/accompagnement.echeances.ts'
import type { Horloge } from './echeance/horloge.ts'
import { HORLOGES_ORIENTATION } from './orientation/orientation.echeances.ts'
import { HORLOGES_RENDEZ_VOUS } from './rendez-vous/rendez-vous.echeances.ts'

/** The clocks of what is due, one line per domain, in the order of the journey. */
export const HORLOGES: readonly Horloge[] = [
  ...HORLOGES_RENDEZ_VOUS,
  ...HORLOGES_ORIENTATION,
  ...HORLOGES_ACCOMPAGNEMENT,
]
