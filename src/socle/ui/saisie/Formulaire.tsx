import { Alert, Button } from '@mantine/core'
import type { LooseKeys } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { ApiRefusal } from '../../api.ts'
import { Erreur } from '../Erreur.tsx'
import { ICONE } from '../icone.ts'
import classes from './Formulaire.module.css'

/** What is used here of the form that Mantine's `useForm` returns, whatever its way of checking. */
export type FormulaireLie<V> = {
  errors: Record<string, ReactNode>
  setErrors: (erreurs: Record<string, ReactNode>) => void
  getInputProps: (nom: LooseKeys<V> & string, options?: { type?: 'input' | 'checkbox' | 'radio' }) => object
  onSubmit: (reussi: (valeurs: V) => Promise<void>, rate: () => void) => (e?: SyntheticEvent<HTMLFormElement>) => void
}

/** Binds a field to a form: `<TextInput label="Nom" {...champ(form, 'nom')} />`. The id lets the summary of errors lead to it. */
export function champ<V>(form: FormulaireLie<V>, nom: LooseKeys<V> & string, type?: 'checkbox') {
  return { ...form.getInputProps(nom, { type }), id: idDuChamp(nom), name: nom }
}

/** Binds a field that holds a day (YYYY-MM-DD) or nothing: `<ChampDate label="Du" {...champJour(form, 'du')} />`. */
export const champJour = <V,>(form: FormulaireLie<V>, nom: LooseKeys<V> & string) =>
  champ(form, nom) as { value: string | null; onChange: (jour: string | null) => void; id: string; name: string }

const idDuChamp = (nom: string) => `champ-${nom.replaceAll('.', '-')}`

type Props<V> = {
  form: FormulaireLie<V>
  /** The label of each field, for the summary of errors. */
  libelles: Partial<Record<string, string>>
  /** Sends; a refusal thrown is shown where it belongs, field by field when the server names them. */
  envoyer: (valeurs: V) => Promise<unknown>
  /** A verb: « Enregistrer ». */
  bouton: string
  /** Other buttons, before the main one on a phone, after it elsewhere. */
  autres?: ReactNode
  children: ReactNode
}

/** A form: its errors summed up on top with links, the focus moved there, the button that shows it works. */
export function Formulaire<V>({ form, libelles, envoyer, bouton, autres, children }: Props<V>) {
  const [essai, setEssai] = useState(0)
  const [refus, setRefus] = useState<unknown>(null)
  const [enCours, setEnCours] = useState(false)
  const recap = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (essai > 0) recap.current?.focus()
  }, [essai])

  const soumettre = form.onSubmit(
    async valeurs => {
      setRefus(null)
      setEnCours(true)
      try {
        await envoyer(valeurs)
        setEssai(0)
      } catch (erreur) {
        if (erreur instanceof ApiRefusal && erreur.champs.length > 0) {
          form.setErrors(Object.fromEntries(erreur.champs.map(c => [c.champ, c.message])))
        } else setRefus(erreur)
        setEssai(n => n + 1)
      } finally {
        setEnCours(false)
      }
    },
    () => {
      setRefus(null)
      setEssai(n => n + 1)
    },
  )

  const erreurs = Object.entries(form.errors)
  return (
    <form noValidate onSubmit={soumettre} className={classes.formulaire}>
      <div ref={recap} tabIndex={-1} className={classes.recap}>
        {refus !== null && <Erreur erreur={refus} />}
        {refus === null && essai > 0 && erreurs.length > 0 && (
          <Alert
            color="red"
            role="alert"
            icon={<IconAlertTriangle {...ICONE} />}
            title={erreurs.length > 1 ? `${erreurs.length} réponses sont à revoir` : 'Une réponse est à revoir'}
          >
            <ul className={classes.erreurs}>
              {erreurs.map(([nom, message]) => (
                <li key={nom}>
                  <a href={`#${idDuChamp(nom)}`} onClick={e => allerAuChamp(e, nom)}>
                    {libelles[nom] ? `${libelles[nom]} : ` : ''}
                    {message}
                  </a>
                </li>
              ))}
            </ul>
          </Alert>
        )}
      </div>
      {children}
      <div className={classes.boutons}>
        <Button type="submit" loading={enCours}>
          {bouton}
        </Button>
        {autres}
      </div>
    </form>
  )
}

/** Looked for in this form: a window stands over a page that may have a field of the same name, and gives its own an id. */
function allerAuChamp(e: React.MouseEvent, nom: string) {
  e.preventDefault()
  const formulaire = e.currentTarget.closest('form')
  const cible = formulaire?.querySelector(`#${idDuChamp(nom)}`) ?? formulaire?.querySelector(`[name="${nom}"]`)
  const saisie = cible?.matches('input, select, textarea, button')
    ? cible
    : cible?.querySelector<HTMLElement>('input, button')
  if (saisie instanceof HTMLElement) saisie.focus()
}
