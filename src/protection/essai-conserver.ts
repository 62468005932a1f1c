import type { Essai } from '../essai.ts'
import { conserver } from './conserver.job.ts'

/** The daily job, at an instant of the test's clock. */
export const conserverAu = (essai: Essai, instant = essai.now) =>
  conserver({ base: essai.base, territoire: { code: '59', nom: 'Nord', demo: false }, maintenant: () => instant }, {})
