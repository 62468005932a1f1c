import { type ReactNode, useId } from 'react'
import classes from './Cartes.module.css'

export type Carte<V extends string> = {
  valeur: V
  libelle: ReactNode
  detail?: ReactNode
  indisponible?: boolean
}

type Props<V extends string> = {
  question: string
  aide?: ReactNode
  cartes: Carte<V>[]
  valeur: V | null
  onChange: (valeur: V) => void
  children?: ReactNode
}

/** One question, its answers as cards. Native radios: arrows move, space chooses, screen readers say « 2 sur 3 ». */
export function Cartes<V extends string>({ question, aide, cartes, valeur, onChange, children }: Props<V>) {
  const id = useId()
  return (
    <fieldset className={classes.groupe} aria-describedby={aide ? `${id}-aide` : undefined}>
      <legend>{question}</legend>
      {aide && (
        <p className={classes.aide} id={`${id}-aide`}>
          {aide}
        </p>
      )}
      <div className={classes.cartes}>
        {cartes.map(carte => (
          <label className={classes.carte} key={carte.valeur}>
            <input
              type="radio"
              name={id}
              value={carte.valeur}
              checked={valeur === carte.valeur}
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
      {children}
    </fieldset>
  )
}
