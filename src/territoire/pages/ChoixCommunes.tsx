import { MultiSelect, Switch } from '@mantine/core'
import { useDecoupage } from './useDecoupage.ts'

type Props = {
  /** INSEE codes; null is the whole territory. */
  value: string[] | null
  onChange: (communes: string[] | null) => void
  label: string
  error?: React.ReactNode
  id?: string
  name?: string
  /** What another put there meanwhile. */
  success?: string
}

/** The whole territory, or communes found by typing their name. */
export function ChoixCommunes({ value, onChange, label, error, id, success }: Props) {
  const { data } = useDecoupage()
  return (
    <div>
      <Switch
        label={`${label} : tout le territoire`}
        description={success && <span role="status">{success}</span>}
        checked={value === null}
        onChange={e => onChange(e.currentTarget.checked ? null : [])}
      />
      {value !== null && (
        <MultiSelect
          mt="sm"
          id={id}
          label="Communes"
          placeholder="Écrivez le nom d’une commune"
          data={(data?.communes ?? []).map(c => ({ value: c.code, label: `${c.nom} (${c.code})` }))}
          value={value}
          onChange={onChange}
          error={error}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Retirer toutes les communes' }}
          hidePickedOptions
          limit={50}
          nothingFoundMessage="Aucune commune de ce nom dans le territoire"
        />
      )}
    </div>
  )
}
