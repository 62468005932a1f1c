import { Button, CloseButton, MultiSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconCheck, IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { ICONE, PETITE_ICONE } from '../icone.ts'
import classes from './Filtres.module.css'
import { enListe, useFiltres, useSouvenir } from './filtres.ts'

export type Choix = { valeur: string; libelle: string; nombre?: number }

export type Filtre =
  /** A few choices, as chips; one at a time unless `plusieurs`. */
  | { genre: 'puces'; cle: string; libelle: string; choix: Choix[]; plusieurs?: boolean }
  /** Many choices, searched by typing. */
  | { genre: 'liste'; cle: string; libelle: string; choix: Choix[] }
  /** Free text: may hold a name, so neither in the address nor remembered. */
  | { genre: 'texte'; cle: string; libelle: string; aide?: string }

/** The filters of a page, kept as `useFiltres` says; the page reads them with it. */
export function Filtres({ memoire, filtres }: { memoire: string; filtres: Filtre[] }) {
  const cles = filtres.filter(f => f.genre !== 'texte').map(f => f.cle)
  const { valeurs, changer } = useFiltres(memoire, cles)
  useSouvenir(memoire, cles)
  const actifs = filtres.filter(f => valeurs[f.cle])
  // Chips with nothing to choose from would leave their label alone.
  const utiles = filtres.filter(f => f.genre !== 'puces' || f.choix.length > 0)
  if (utiles.length === 0 && actifs.length === 0) return null
  return (
    <search className={classes.filtres} aria-label="Filtres">
      {utiles.map(filtre => {
        const poser = (valeur: string) => changer({ [filtre.cle]: valeur })
        const valeur = valeurs[filtre.cle]
        if (filtre.genre === 'puces') return <Puces key={filtre.cle} filtre={filtre} valeur={valeur} poser={poser} />
        if (filtre.genre === 'texte') return <Texte key={filtre.cle} filtre={filtre} valeur={valeur} poser={poser} />
        return (
          <MultiSelect
            key={filtre.cle}
            className={classes.liste}
            label={filtre.libelle}
            placeholder={valeur ? undefined : 'Toutes'}
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
      })}
      {actifs.length > 0 && (
        <Button
          variant="subtle"
          size="compact-md"
          onClick={() => changer(Object.fromEntries(actifs.map(f => [f.cle, null])))}
        >
          Effacer les filtres
        </Button>
      )}
    </search>
  )
}

type Cas<G> = Extract<Filtre, { genre: G }>
type PropsDe<G> = { filtre: Cas<G>; valeur: string | undefined; poser: (valeur: string) => void }

function Puces({ filtre, valeur, poser }: PropsDe<'puces'>) {
  const id = useId()
  const choisis = enListe(valeur)
  const basculer = (choix: string) => {
    if (choisis.includes(choix)) poser(choisis.filter(c => c !== choix).join(','))
    else poser(filtre.plusieurs ? [...choisis, choix].join(',') : choix)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box; the group is named by its label
    <div role="group" aria-labelledby={id}>
      <span id={id} className={classes.libelle}>
        {filtre.libelle}
      </span>
      <div className={classes.puces}>
        {filtre.choix.map(choix => {
          const choisi = choisis.includes(choix.valeur)
          return (
            <button
              key={choix.valeur}
              type="button"
              className={classes.puce}
              aria-pressed={choisi}
              onClick={() => basculer(choix.valeur)}
            >
              {choisi && <IconCheck {...PETITE_ICONE} />}
              {choix.libelle}
              {choix.nombre !== undefined && <span className={classes.nombre}>{choix.nombre}</span>}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function Texte({ filtre, valeur = '', poser }: PropsDe<'texte'>) {
  const [saisie, setSaisie] = useState(valeur)
  const poserPlusTard = useDebouncedCallback(poser, 250)
  // An address changed from elsewhere (back button, « effacer ») wins over what was typed.
  useEffect(() => setSaisie(valeur), [valeur])
  return (
    <TextInput
      className={classes.texte}
      label={filtre.libelle}
      placeholder={filtre.aide}
      type="search"
      leftSection={<IconSearch {...ICONE} />}
      rightSection={saisie && <CloseButton aria-label="Effacer la recherche" onClick={() => poser('')} />}
      value={saisie}
      onChange={e => {
        setSaisie(e.currentTarget.value)
        poserPlusTard(e.currentTarget.value.trim())
      }}
    />
  )
}
