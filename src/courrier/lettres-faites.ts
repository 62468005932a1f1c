/** What is left to do with the letters that an act made (`n`), in the files of how many persons; null when it made none. */
export const direLettresFaites = (n: number, personnes = 1): string | null => {
  if (n === 0) return null
  return n === 1
    ? 'La lettre est dans ses documents, à poster ou à remettre.'
    : `Les ${n} lettres sont dans ${personnes > 1 ? 'leurs' : 'ses'} documents, à poster ou à remettre.`
}
