import { Button, CloseButton, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks'
import { IconCheck, IconFilter, IconSearch, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { dateChiffres, nombre } from '../dates.ts'
import { differe } from '../differe.tsx'
import { ICONE, PETITE_ICONE } from '../icone.ts'
import { ETROIT } from '../theme.ts'
import classes from './Filtres.module.css'
import { enListe, useFiltres, useSouvenir } from './filtres.ts'

// Asked for when the filters are unfolded: half the weight of the others together.
const Choisir = differe(() => import('./Choisir.tsx'), 'Choisir')
const ChampDate = differe(() => import('../saisie/ChampDate.tsx'), 'ChampDate')

export type Choix = { valeur: string; libelle: string; nombre?: number }

export type Filtre =
  /** A few choices, as chips; one at a time unless `plusieurs`. */
  | { genre: 'puces'; cle: string; libelle: string; choix: Choix[]; plusieurs?: boolean }
  /** Many choices, searched by typing. `tous`: what stands there when none is chosen. */
  | { genre: 'liste'; cle: string; libelle: string; choix: Choix[]; tous?: string }
  /** A day gone by, typed freely. */
  | { genre: 'jour'; cle: string; libelle: string }
  /** Free text: may hold a name, so neither in the address nor remembered. */
  | { genre: 'texte'; cle: string; libelle: string; aide?: string }

/**
 * The filters of a page, kept as `useFiltres` says; the page reads them with it. One line, so that the first row of the list stands
 * high: the first chips and a search by words; the rest is unfolded, and what was chosen in it stays on the line, to be taken off.
 * The chips that don't fit are scrolled to; what unfolds the rest and what takes everything off never are.
 */
export function Filtres({ memoire, filtres }: { memoire: string | null; filtres: Filtre[] }) {
  const cles = filtres.filter(f => f.genre !== 'texte').map(f => f.cle)
  const { valeurs, changer } = useFiltres(memoire, cles)
  useSouvenir(memoire, cles)
  const etroit = useMediaQuery(ETROIT) ?? false
  const [deplies, setDeplies] = useState(false)
  const reste = useId()
  const defile = useRef<HTMLDivElement>(null)
  useMontrerChoisie(defile, JSON.stringify(valeurs))
  const actifs = filtres.filter(f => valeurs[f.cle])
  // Chips with nothing to choose from would leave their label alone.
  const utiles = filtres.filter(f => f.genre !== 'puces' || f.choix.length > 0)
  if (utiles.length === 0 && actifs.length === 0) return null
  // Always the same ones: those of a page with nobody keep their place.
  const premieres = filtres.find(f => f.genre === 'puces')
  const surLaLigne = (f: Filtre) => f === premieres || (f.genre === 'texte' && !etroit)
  const plies = utiles.filter(f => !surLaLigne(f))
  const champ = (filtre: Filtre, enLigne: boolean) => {
    const poser = (valeur: string) => changer({ [filtre.cle]: valeur })
    const props = { valeur: valeurs[filtre.cle], poser }
    if (filtre.genre === 'puces') return <Puces key={filtre.cle} {...props} filtre={filtre} enLigne={enLigne} />
    if (filtre.genre === 'texte') return <Texte key={filtre.cle} {...props} filtre={filtre} enLigne={enLigne} />
    if (filtre.genre !== 'jour') return <Choisir key={filtre.cle} {...props} filtre={filtre} />
    return (
      <ChampDate
        key={filtre.cle}
        label={filtre.libelle}
        sens="passe"
        description="Par exemple 3/3/2025 ou lundi."
        value={props.valeur ?? null}
        onChange={jour => poser(jour ?? '')}
      />
    )
  }
  return (
    <search className={classes.filtres} aria-label="Filtres">
      <div className={classes.ligne}>
        {plies.length > 0 && (
          <Button
            className={classes.filtrer}
            variant="default"
            leftSection={<IconFilter {...ICONE} />}
            aria-expanded={deplies}
            aria-controls={deplies ? reste : undefined}
            onClick={() => setDeplies(!deplies)}
          >
            Filtrer
          </Button>
        )}
        <div className={classes.defile} ref={defile}>
          {plies.map(filtre => (
            <Retenus
              key={filtre.cle}
              filtre={filtre}
              valeur={valeurs[filtre.cle]}
              poser={v => changer({ [filtre.cle]: v })}
            />
          ))}
          {premieres && utiles.includes(premieres) && champ(premieres, true)}
        </div>
        {actifs.length > 0 && (
          <Button
            className={classes.effacer}
            variant="subtle"
            size="compact-md"
            onClick={() => changer(Object.fromEntries(actifs.map(f => [f.cle, null])))}
          >
            Effacer<span className={classes.quoi}>{'\u00a0les filtres'}</span>
          </Button>
        )}
        {utiles.filter(f => f !== premieres && surLaLigne(f)).map(f => champ(f, true))}
      </div>
      {deplies && plies.length > 0 && (
        <div id={reste} className={classes.reste}>
          {plies.map(f => champ(f, false))}
        </div>
      )}
    </search>
  )
}

/** Brings what was chosen first into sight, where the line is too narrow for all of it. */
function useMontrerChoisie(defile: RefObject<HTMLElement | null>, valeurs: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen changes with them
  useEffect(() => {
    const ligne = defile.current
    const choisie = ligne?.querySelector<HTMLElement>('[aria-pressed="true"]')
    if (!ligne || !choisie) return
    const [dedans, dehors] = [choisie.getBoundingClientRect(), ligne.getBoundingClientRect()]
    if (dedans.left < dehors.left || dedans.right > dehors.right) ligne.scrollLeft += dedans.left - dehors.left - 4
  }, [defile, valeurs])
}

type Cas<G> = Extract<Filtre, { genre: G }>
type PropsDe<G> = {
  filtre: Cas<G>
  valeur: string | undefined
  poser: (valeur: string) => void
  /** On the line, where its label is only heard. */
  enLigne: boolean
}

/** What was chosen in a filter that is folded: a press takes it off. */
function Retenus({ filtre, valeur, poser }: Omit<PropsDe<Filtre['genre']>, 'enLigne'>) {
  if (!valeur) return null
  const choix = 'choix' in filtre ? filtre.choix : [{ valeur, libelle: direValeur(filtre, valeur) }]
  const retenus = filtre.genre === 'texte' ? [valeur] : enListe(valeur)
  return retenus.map(retenu => (
    <button
      key={retenu}
      type="button"
      className={classes.puce}
      aria-pressed
      onClick={() => poser(retenus.filter(r => r !== retenu).join(','))}
    >
      <VisuallyHidden>{`${filtre.libelle}\u00a0: `}</VisuallyHidden>
      {choix.find(c => c.valeur === retenu)?.libelle ?? retenu}
      <IconX {...PETITE_ICONE} />
    </button>
  ))
}

const direValeur = ({ genre, libelle }: Filtre, valeur: string): string =>
  genre === 'jour' ? `${libelle} ${dateChiffres(valeur)}` : valeur

function Puces({ filtre, valeur, poser, enLigne }: PropsDe<'puces'>) {
  const id = useId()
  const choisis = enListe(valeur)
  const basculer = (choix: string) => {
    if (choisis.includes(choix)) poser(choisis.filter(c => c !== choix).join(','))
    else poser(filtre.plusieurs ? [...choisis, choix].join(',') : choix)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box; the group is named by its label
    <div role="group" aria-labelledby={id} className={classes.groupe}>
      <span id={id} className={enLigne ? classes.entendu : classes.libelle}>
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
              {choix.nombre !== undefined && <span className={classes.nombre}>{nombre(choix.nombre)}</span>}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function Texte({ filtre, valeur = '', poser, enLigne }: PropsDe<'texte'>) {
  const [saisie, setSaisie] = useState(valeur)
  const poserPlusTard = useDebouncedCallback(poser, 250)
  // An address changed from elsewhere (back button, « effacer ») wins over what was typed.
  useEffect(() => setSaisie(valeur), [valeur])
  return (
    <TextInput
      className={classes.texte}
      label={enLigne ? undefined : filtre.libelle}
      aria-label={filtre.libelle}
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
