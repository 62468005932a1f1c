import { useId, useRef, useState } from 'react'
import { z } from 'zod'
import { direFaute, type Faute } from '../../saisie/faute.ts'
import { avecValeur, champsJustes, lireChemin, regleDuChamp } from './schema.ts'

z.config({ customError: direFaute })

/** What is typed before it is right: any answer may still be missing. */
export type Saisie<T> = T extends readonly (infer E)[]
  ? Saisie<E>[]
  : T extends object
    ? { [K in keyof T]-?: Saisie<T[K]> | (NonNullable<T[K]> extends readonly unknown[] ? never : null) }
    : T

type Lie = { id: string; name: string; label: string; error: string | undefined }
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
  ) => Lie & {
    value: string
    required: boolean
    maxLength?: number
    onChange: (e: { currentTarget: { value: string } }) => void
  }
  /** `Select`, `MultiSelect`, `Checkbox.Group`, `ChampNombre`, `ChampHeure`, `Cartes`: what gives the answer itself. */
  choix: <K extends keyof V & string>(
    nom: K,
    label: string,
    options?: Options,
  ) => Lie & { value: V[K]; required: boolean; onChange(valeur: V[K]): void }
  /** `ChampDate`. What isn't understood is kept as it is written, for the schema to refuse. */
  date: (
    nom: keyof V & string,
    label: string,
    options?: Options,
  ) => Lie & { value: string | null; required: boolean; onChange: (jour: string | null, ecrit: string) => void }
  /** `Checkbox`, `Switch`. */
  coche: (
    nom: keyof V & string,
    label: string,
  ) => Lie & { checked: boolean; onChange: (e: { currentTarget: { checked: boolean } }) => void }
}

export type ErreurDeChamp = Faute & { libelle: string | null; id: string }

export type Formulaire<S extends z.ZodObject = z.ZodObject> = Champs<Saisie<z.input<S>>> & {
  /** The fields of an object or of a row inside: `form.dans<Role>('habilitations.0')`. */
  dans: <W>(chemin: string) => Champs<W>
  erreurs: readonly ErreurDeChamp[]
  /** Shows what the server refused, under the fields it names. */
  refuser: (fautes: readonly Faute[]) => void
  /** What the schema makes of what is typed; null when something is wrong, which is then shown. */
  lire: () => z.output<S> | null
  modifie: boolean
  /** What is typed is now what is kept. */
  garder: () => void
  /** Fills in what a query or a choice suggests: nothing that would be lost. */
  proposer: (morceau: Partial<Saisie<z.input<S>>>) => void
}

/**
 * A form checked by the schema that the server checks too, in the same words. `initial` is read once. `verifier`: the rules between
 * fields or with the rest of the world, a function of the core that the server calls as well; it gets only answers right by
 * themselves.
 */
export function useFormulaire<S extends z.ZodObject>(
  schema: S,
  initial: NoInfer<Saisie<z.input<S>>>,
  verifier: (saisie: Partial<z.output<S>>) => readonly Faute[] = () => [],
): Formulaire<S> {
  const racine = useId()
  const [valeurs, setValeurs] = useState(initial)
  const [gardees, setGardees] = useState(initial)
  const [erreurs, setErreurs] = useState<readonly ErreurDeChamp[]>([])
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
      const { required, maxLength } = regleDuChamp(schema, prefixe + nom)
      return { required: requis ?? required, longueur: maxLength === undefined ? {} : { maxLength } }
    }
    const changer = (nom: string, valeur: unknown) => poser({ [prefixe + nom]: valeur })
    const valeur = (nom: string) => lireChemin(valeurs, prefixe + nom)
    return {
      valeurs: (prefixe ? lireChemin(valeurs, prefixe.slice(0, -1)) : valeurs) as W,
      poser: morceau => poser(Object.fromEntries(Object.entries(morceau).map(([nom, dite]) => [prefixe + nom, dite]))),
      texte: (nom, label, options) => {
        const { required, longueur } = regle(nom, options)
        return {
          ...lier(nom, label),
          ...longueur,
          required,
          value: (valeur(nom) ?? '') as string,
          onChange: e => changer(nom, e.currentTarget.value),
        }
      },
      choix: (nom, label, options) => ({
        ...lier(nom, label),
        required: regle(nom, options).required,
        value: valeur(nom) as W[typeof nom],
        onChange: choisie => changer(nom, choisie),
      }),
      date: (nom, label, options) => ({
        ...lier(nom, label),
        required: regle(nom, options).required,
        value: (valeur(nom) ?? null) as string | null,
        onChange: (jour, ecrit) => changer(nom, jour ?? (ecrit || null)),
      }),
      coche: (nom, label) => ({
        ...lier(nom, label),
        checked: valeur(nom) === true,
        onChange: e => changer(nom, e.currentTarget.checked),
      }),
    }
  }
  return {
    ...dans<Saisie<z.input<S>>>(''),
    dans: chemin => dans(`${chemin}.`),
    erreurs,
    refuser,
    lire: () => {
      const lue = schema.safeParse(valeurs)
      const justes = lue.success ? lue.data : (champsJustes(schema, valeurs) as Partial<z.output<S>>)
      const duSchema = lue.success
        ? []
        : lue.error.issues.map(({ path, message }) => ({ champ: path.join('.'), message }))
      const fautes = [...duSchema, ...verifier(justes)]
      refuser(fautes)
      return lue.success && fautes.length === 0 ? lue.data : null
    },
    modifie: JSON.stringify(valeurs) !== JSON.stringify(gardees),
    garder: () => setGardees(valeurs),
    proposer: morceau => {
      setValeurs(avant => ({ ...avant, ...morceau }))
      setGardees(avant => ({ ...avant, ...morceau }))
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
