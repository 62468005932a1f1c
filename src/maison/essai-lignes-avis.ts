import type { Ligne } from './essai-ligne.ts'

/** One's own notices: whose person may not be opened any more is told by `avis/avis.test.ts`. */
export const LIGNES_AVIS: Record<string, Ligne> = {
  'GET /avis': { porte: 'territoire', entree: () => ({}) },
  'GET /avis/non-lus': { porte: 'territoire', entree: () => ({}) },
  'PUT /avis/:avisId/lecture': { porte: 'territoire', entree: () => ({ avisId: 1 }) },
  'PUT /avis/lecture': { porte: 'territoire', entree: () => ({ jusqua: 1 }) },
}
