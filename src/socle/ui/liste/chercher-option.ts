import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core'
import { plier } from '../plier.ts'

/** The options whose label holds what is typed, however each is written: « villeneuve-d'ascq » finds « Villeneuve-d’Ascq ». */
export const chercherOption: OptionsFilter = ({ options, search, limit }) => {
  const cherche = plier(search)
  let reste = limit
  const trouvees: ComboboxParsedItem[] = []
  for (const option of options) {
    if (reste <= 0) break
    if ('group' in option) {
      const items = option.items.filter(item => plier(item.label).includes(cherche)).slice(0, reste)
      reste -= items.length
      trouvees.push({ ...option, items })
    } else if (plier(option.label).includes(cherche)) {
      reste--
      trouvees.push(option)
    }
  }
  return trouvees
}
