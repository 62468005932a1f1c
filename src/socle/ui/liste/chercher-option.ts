import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core'

/** A text, however it is typed: without accents, one plain space for apostrophes, hyphens and other spaces. */
const pli = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** The options whose label holds what is typed, however each is written: « villeneuve-d'ascq » finds « Villeneuve-d’Ascq ». */
export const chercherOption: OptionsFilter = ({ options, search, limit }) => {
  const cherche = pli(search)
  let reste = limit
  const trouvees: ComboboxParsedItem[] = []
  for (const option of options) {
    if (reste <= 0) break
    if ('group' in option) {
      const items = option.items.filter(item => pli(item.label).includes(cherche)).slice(0, reste)
      reste -= items.length
      trouvees.push({ ...option, items })
    } else if (pli(option.label).includes(cherche)) {
      reste--
      trouvees.push(option)
    }
  }
  return trouvees
}
