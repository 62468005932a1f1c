import { Select } from '@mantine/core'

type Props = { value: boolean | null; onChange: (acces: boolean | null) => void }

const OUI = 'Oui'
const NON = 'Non, il y a des marches'

/** The answer, as the list says it; null when nobody said. */
export const direAcces = (acces: boolean | null): string | null => (acces === null ? null : acces ? OUI : NON)

/** Whether one gets in without a step: yes, no, or nobody said. The rest comes from `form.choix`. */
export function ChoixAcces({ value, onChange, ...champ }: Props) {
  return (
    <Select
      {...champ}
      data={[
        { value: 'oui', label: OUI },
        { value: 'non', label: NON },
      ]}
      value={value === null ? null : value ? 'oui' : 'non'}
      onChange={dit => onChange(dit === null ? null : dit === 'oui')}
      placeholder="Personne ne l’a dit"
      clearable
      clearButtonProps={{ 'aria-label': 'Ne pas le dire' }}
    />
  )
}
