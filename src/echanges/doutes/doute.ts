import { z } from 'zod'

/** Why a line is set aside: words that name nobody. */
export const RAISONS = {
  inconnue: 'Rien ne dit de qui elle parle',
  fausse: 'La ligne est fausse',
  inutile: 'Elle n’apporte rien au dossier',
} as const
export type Raison = keyof typeof RAISONS
export const Raison = z.enum(Object.keys(RAISONS) as [Raison, ...Raison[]])

/** A line is about persons, unless its list is of structures. */
export const parleDePersonnes = (genre: string | null): boolean => genre !== 'structures' && genre !== 'professionnels'

/** A file of an agent who can read names is needed. */
export const QUI_DECIDE =
  'Décider de qui parle une ligne demande de lire le nom des personnes : un chargé d’orientation le peut. Confiez-lui ces lignes depuis la page de l’import.'

/** Why a file is proposed alone: the rules now know whom the line speaks of. */
export const RECONNUE_DEPUIS = 'reconnue sans doute depuis l’import'

/** Why a line waits, in words that name nobody: what it resembles, and by what. */
export function direRessemblance(candidats: readonly { raisons: readonly string[] }[]): string {
  const raisons = [...new Set(candidats.flatMap(c => c.raisons))].join(', ')
  const combien = candidats.length > 1 ? `${candidats.length} dossiers` : 'un dossier'
  return `ressemble à ${combien} sans certitude${raisons ? ` (${raisons})` : ''}\u00a0: dites de qui il s’agit`
}
