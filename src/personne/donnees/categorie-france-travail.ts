/** The registration of a job seeker by its number (arrêté du 5 février 1992), in words. */
export const CATEGORIES_FRANCE_TRAVAIL: Readonly<Record<string, string>> = {
  1: 'sans emploi, cherche un CDI à temps plein',
  2: 'sans emploi, cherche un CDI à temps partiel',
  3: 'sans emploi, cherche un CDD ou une mission',
  4: 'sans emploi, pas disponible tout de suite (formation, maladie…)',
  5: 'en emploi, en cherche un autre',
  6: 'travaille plus de 78 heures par mois, cherche un CDI à temps plein',
  7: 'travaille plus de 78 heures par mois, cherche un CDI à temps partiel',
  8: 'travaille plus de 78 heures par mois, cherche un CDD ou une mission',
}

/** A category in words; one told in words stays as it was told, a code that the list doesn't know is left out. */
export const direCategorie = (dite: string | null): string | null =>
  dite === null ? null : enMots(CATEGORIES_FRANCE_TRAVAIL, dite)

/** A value that files tell by a code or in words: the words, or null for a code that nothing explains. */
export function enMots(codes: Readonly<Record<string, string>>, dite: string): string | null {
  const code = dite.trim()
  if (Object.hasOwn(codes, code)) return codes[code] ?? null
  return /^[A-Z0-9_.-]{1,8}$/.test(code) ? null : code
}
