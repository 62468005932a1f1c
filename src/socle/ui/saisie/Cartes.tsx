import { type ReactNode, useId } from 'react'
import classes from './Cartes.module.css'

type Carte<V extends string> = {
  valeur: V
  libelle: ReactNode
  detail?: ReactNode
  indisponible?: boolean
}

type Props<V extends string> = {
  /** The question. */
  label: string
  aide?: ReactNode
  cartes: Carte<V>[]
  value: V | null
  onChange: (valeur: V) => void
  error?: ReactNode
  /** What another put there meanwhile (see `useFormulaire`). */
  success?: string | undefined
  id?: string
  name?: string
  required?: boolean
  /** One under the other: answers that are sentences. */
  enListe?: boolean
  children?: ReactNode
}

/** One question, its answers as cards. Native radios: arrows move, space chooses, screen readers say « 2 sur 3 ». */
export function Cartes<V extends string>({ label, aide, cartes, value, onChange, error, ...props }: Props<V>) {
  const propre = useId()
  const id = props.id ?? propre
  const dits = [aide && `${id}-aide`, error && `${id}-erreur`, props.success && `${id}-entre-temps`]
    .filter(Boolean)
    .join(' ')
  return (
    <fieldset
      id={id}
      className={classes.groupe}
      aria-describedby={dits || undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend>{label}</legend>
      {aide && (
        <p className={classes.aide} id={`${id}-aide`}>
          {aide}
        </p>
      )}
      <div className={props.enListe ? `${classes.cartes} ${classes.liste}` : classes.cartes}>
        {cartes.map(carte => (
          <label className={classes.carte} key={carte.valeur}>
            <input
              type="radio"
              name={id}
              value={carte.valeur}
              checked={value === carte.valeur}
              required={props.required}
              disabled={carte.indisponible}
              onChange={() => onChange(carte.valeur)}
            />
            <span>
              {carte.libelle}
              {carte.detail && <span className={classes.detail}>{carte.detail}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className={classes.erreur} id={`${id}-erreur`}>
          {error}
        </p>
      )}
      {props.success && (
        <p className={classes.aide} id={`${id}-entre-temps`} role="status">
          {props.success}
        </p>
      )}
      {props.children}
    </fieldset>
  )
}
