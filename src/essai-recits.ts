import { RECITS } from './recits.ts'
import { raconter } from './socle/recit.ts'
import { FUSEAU_METROPOLE } from './territoire/fuseau.ts'

/** A woman, read about on 10 March 2025 in Paris. */
const ELLE = { sexe: '2', aujourdhui: '2025-03-10', fuseau: FUSEAU_METROPOLE }

/** The sentence of an event, and what is under it, with plain spaces. */
export function dire(type: string, avant: unknown, apres: unknown, lecteur: Partial<typeof ELLE> = {}) {
  const { titre, detail } = raconter(RECITS, { type, avant, apres }, { ...ELLE, ...lecteur })
  return [titre, detail].map(t => t?.replaceAll('\u00a0', ' ') ?? null)
}
