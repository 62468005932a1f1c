import { Select } from '@mantine/core'

type Props = { value: boolean | null; onChange: (acces: boolean | null) => void }

/** Whether one gets in without a step: yes, no, or nobody said. The rest comes from `form.choix`. */
export function ChoixAcces({ value, onChange, ...champ }: Props) {
  return (
    <Select
      {...champ}
      data={[
        { value: 'oui', label: 'Oui' },
        { value: 'non', label: 'Non, il y a des marches' },
      ]}
      value={value === null ? null : value ? 'oui' : 'non'}
      onChange={dit => onChange(dit === null ? null : dit === 'oui')}
      placeholder="Personne ne l’a dit"
      clearable
      clearButtonProps={{ 'aria-label': 'Ne pas le dire' }}
    />
  )
}
