import { useId, useRef, useState } from 'react'
import type { Faute } from '../../saisie/faute.ts'
import { dateLongue } from '../dates.ts'
import { NBSP } from '../phrases.ts'
import { avecValeur, lireChemin } from './chemins.ts'
import { type Autres, memeReponse, reunirParParties } from './reunir.ts'

/** What is typed before it is right: any answer may still be missing. */
export type Saisie<T> = T extends readonly (infer E)[]
  ? Saisie<E>[]
  : T extends object
    ? { [K in keyof T]-?: Saisie<T[K]> | (NonNullable<T[K]> extends readonly unknown[] ? never : null) }
    : T

type Lie = { id: string; name: string; label: string; error: string | undefined }
/** What another put there meanwhile, under the field, told with it and as it comes. */
type EntreTemps = { success?: string; successProps?: { c: 'dimmed'; role: 'status' } }
type Options = { requis?: boolean }

/** Binds fields: what each gives is spread on its component, `<TextInput {...form.texte('nom', 'Nom')} />`. */
export type Champs<V> = {
  valeurs: V
  /** Changes several answers at once. */
  poser: (morceau: Partial<V>) => void
  /** `TextInput`, `Textarea`, `PasswordInput`. */
  texte: (
    nom: keyof V & string,
    label: string,
    options?: Options,
  ) => Lie &
    EntreTemps & {
      value: string
      required: boolean
      maxLength?: number
      onChange: (e: { currentTarget: { value: string } }) => void
    }
  /** `Select`, `MultiSelect`, `Checkbox.Group`, `ChampNombre`, `ChampHeure`, `Cartes`: what gives the answer itself. */
  choix: <K extends keyof V & string>(
    nom: K,
    label: string,
    options?: Options & {
      /** An answer in words, for who is told what another put. */
      dire?: (valeur: V[K]) => string | null | undefined
    },
  ) => Lie & EntreTemps & { value: V[K]; required: boolean; onChange(valeur: V[K]): void }
  /** `ChampDate`. What isn't understood is kept as it is written, for the schema to refuse. */
  date: (
    nom: keyof V & string,
    label: string,
    options?: Options,
  ) => Lie &
    EntreTemps & { value: string | null; required: boolean; onChange: (jour: string | null, ecrit: string) => void }
  /** `Checkbox`, `Switch`. */
  coche: (
    nom: keyof V & string,
    label: string,
  ) => Lie & { checked: boolean; onChange: (e: { currentTarget: { checked: boolean } }) => void }
}

export type ErreurDeChamp = Faute & { libelle: string | null; id: string }

/** A form: `V` is what is typed, `D` what it becomes once it is right. */
export type Formulaire<V, D> = Champs<V> & {
  /** The fields of an object or of a row inside: `form.dans<Role>('habilitations.0')`. */
  dans: <W>(chemin: string) => Champs<W>
  erreurs: readonly ErreurDeChamp[]
  /** Shows what the server refused, under the fields it names. */
  refuser: (fautes: readonly Faute[]) => void
  /** What the schema makes of what is typed; null when something is wrong, which is then shown. */
  lire: () => D | null
  modifie: boolean
  /** What is typed is now what is kept. */
  garder: () => void
  /** Fills in what a query or a choice suggests: nothing that would be lost. */
  proposer: (morceau: Partial<V>) => void
  /** Somebody changed meanwhile what the form started from: `initial` is read again, nothing typed is lost (see `reunir`). */
  relire: () => void
}

/** What says whether the answers are right: a schema, or nobody on this side. */
export type Regles<V, D> = {
  duChamp: (chemin: string) => { required: boolean; maxLength?: number }
  lire: (valeurs: V) => { donnees: D | null; fautes: readonly Faute[] }
  /** By field, the one that shows it (see `reunir`). */
  tenus?: Readonly<Partial<Record<keyof V & string, keyof V & string>>> | undefined
  /** Fields that hold many answers, each of which is somebody's own (see `reunirParParties`). */
  parties?: readonly (keyof V & string)[] | undefined
}

const SANS_REGLE = { duChamp: () => ({ required: true }), lire: <V>(valeurs: V) => ({ donnees: valeurs, fautes: [] }) }

/**
 * A form that the server alone checks: its refusals land under the fields, in the same words. For the sign-in page, which everybody
 * loads first and which Zod (24 kB) would weigh down; all others are `useFormulaire`.
 */
export const useSaisieLibre = <V extends object>(initial: V) => useSaisie<V, V>(initial, SANS_REGLE)

/** The state of a form: what is typed, what was kept, what is wrong. `initial` is read once, unless asked again. */
export function useSaisie<V extends object, D>(initial: V, regles: Regles<V, D>): Formulaire<V, D> {
  const racine = useId()
  const [valeurs, setValeurs] = useState(initial)
  const [gardees, setGardees] = useState(initial)
  const [erreurs, setErreurs] = useState<readonly ErreurDeChamp[]>([])
  const [autres, setAutres] = useState<Autres>(new Map())
  const libelles = useRef(new Map<string, string>())

  const poser = (morceau: Record<string, unknown>) => {
    setValeurs(avant => Object.entries(morceau).reduce((v, [chemin, valeur]) => avecValeur(v, chemin, valeur), avant))
    setErreurs(avant => avant.filter(e => !(e.champ in morceau)))
  }
  const refuser = (fautes: readonly Faute[]) => {
    const parChamp = new Map<string, ErreurDeChamp>()
    for (const { champ: chemin, message } of fautes) {
      const champ = champConnu(libelles.current, chemin)
      if (!parChamp.has(champ))
        parChamp.set(champ, {
          champ,
          message,
          libelle: libelles.current.get(champ) ?? null,
          id: `${racine}-${champ}`,
        })
    }
    setErreurs([...parChamp.values()].sort((a, b) => dansLaPage(a.id, b.id)))
  }
  const dans = <W>(prefixe: string): Champs<W> => {
    const lier = (nom: string, label: string) => {
      const champ = prefixe + nom
      libelles.current.set(champ, label)
      const id = `${racine}-${champ}`
      return { id, name: champ, label, error: erreurs.find(e => e.champ === champ)?.message }
    }
    const regle = (nom: string, { requis }: Options = {}) => {
      const { required, maxLength } = regles.duChamp(prefixe + nom)
      return { required: requis ?? required, longueur: maxLength === undefined ? {} : { maxLength } }
    }
    const changer = (nom: string, valeur: unknown) => poser({ [prefixe + nom]: valeur })
    const valeur = (nom: string) => lireChemin(valeurs, prefixe + nom)
    const autre = <A>(nom: string, dire: (autre: A) => string | null | undefined): string | null => {
      const champ = prefixe + nom
      if (!autres.has(champ) || memeReponse(autres.get(champ), valeur(nom))) return null
      return dire(autres.get(champ) as A) || 'effacé'
    }
    const dessous = (dit: string | null): EntreTemps =>
      dit === null ? {} : { success: `Entre-temps${NBSP}: ${dit}`, successProps: { c: 'dimmed', role: 'status' } }
    return {
      valeurs: (prefixe ? lireChemin(valeurs, prefixe.slice(0, -1)) : valeurs) as W,
      poser: morceau => poser(Object.fromEntries(Object.entries(morceau).map(([nom, dite]) => [prefixe + nom, dite]))),
      texte: (nom, label, options) => {
        const { required, longueur } = regle(nom, options)
        return {
          ...lier(nom, label),
          ...longueur,
          ...dessous(autre<string | null>(nom, ecrit => ecrit)),
          required,
          value: (valeur(nom) ?? '') as string,
          onChange: e => changer(nom, e.currentTarget.value),
        }
      },
      choix: (nom, label, options) => ({
        ...lier(nom, label),
        ...dessous(autre(nom, options?.dire ?? (choisi => (choisi === null ? null : String(choisi))))),
        required: regle(nom, options).required,
        value: valeur(nom) as W[typeof nom],
        onChange: choisie => changer(nom, choisie),
      }),
      date: (nom, label, options) => ({
        ...lier(nom, label),
        ...dessous(autre<string | null>(nom, jour => jour && dateLongue(jour))),
        required: regle(nom, options).required,
        value: (valeur(nom) ?? null) as string | null,
        onChange: (jour, ecrit) => changer(nom, jour ?? (ecrit || null)),
      }),
      coche: (nom, label) => ({
        // A box has no place beside it but its label.
        ...lier(nom, autre(nom, () => null) ? `${label} (entre-temps${NBSP}: ${valeur(nom) ? 'non' : 'oui'})` : label),
        checked: valeur(nom) === true,
        onChange: e => changer(nom, e.currentTarget.checked),
      }),
    }
  }
  return {
    ...dans<V>(''),
    dans: chemin => dans(`${chemin}.`),
    erreurs,
    refuser,
    lire: () => {
      const { donnees, fautes } = regles.lire(valeurs)
      refuser(fautes)
      return fautes.length === 0 ? donnees : null
    },
    modifie: JSON.stringify(valeurs) !== JSON.stringify(gardees),
    garder: () => {
      setGardees(valeurs)
      setAutres(new Map())
    },
    proposer: morceau => {
      setValeurs(avant => ({ ...avant, ...morceau }))
      setGardees(avant => ({ ...avant, ...morceau }))
    },
    relire: () => {
      const reunies = reunirParParties(regles.parties ?? [], [gardees, valeurs, initial], autres, regles.tenus ?? {})
      setValeurs(reunies.valeurs)
      setAutres(reunies.autres)
      setGardees(initial)
    },
  }
}

/** In the order of the page; what isn't in it comes last. */
function dansLaPage(a: string, b: string): number {
  const [un, autre] = [document.getElementById(a), document.getElementById(b)]
  if (!un || !autre) return Number(!un) - Number(!autre)
  return un.compareDocumentPosition(autre) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

/** The field on screen that this path leads to: an element of a list stands in its list, a rule on a part names the part's own field. */
function champConnu(libelles: ReadonlyMap<string, string>, chemin: string): string {
  const noms = chemin.split('.')
  for (let n = noms.length; n > 0; n--) {
    const ici = noms.slice(0, n).join('.')
    if (libelles.has(ici)) return ici
  }
  const dedans = [...libelles.keys()].filter(champ => champ.endsWith(`.${chemin}`))
  return dedans.length === 1 && dedans[0] ? dedans[0] : chemin
}
