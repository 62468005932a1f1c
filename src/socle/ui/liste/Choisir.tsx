import { MultiSelect } from '@mantine/core'
import classes from './Filtres.module.css'
import type { Filtre } from './Filtres.tsx'
import { enListe } from './filtres.ts'

type Props = {
  filtre: Extract<Filtre, { genre: 'liste' }>
  valeur: string | undefined
  poser: (valeur: string) => void
}

/** Many choices, searched by typing. */
export function Choisir({ filtre, valeur, poser }: Props) {
  return (
    <MultiSelect
      className={classes.liste}
      label={filtre.libelle}
      placeholder={valeur ? undefined : (filtre.tous ?? 'Toutes')}
      data={filtre.choix.map(c => ({ value: c.valeur, label: c.libelle }))}
      value={enListe(valeur)}
      onChange={choix => poser(choix.join(','))}
      nothingFoundMessage="Aucun choix ne correspond"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Effacer le filtre ${filtre.libelle}` }}
      hidePickedOptions
    />
  )
}
