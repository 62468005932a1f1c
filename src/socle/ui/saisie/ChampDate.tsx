import { ActionIcon, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { DATE_INCOMPRISE, jourEntier, type Sens } from '../../date-ecrite.ts'
import { dateLongue, ecart, aujourdhui as jourCourant } from '../dates.ts'
import { ICONE } from '../icone.ts'
import classes from './Champ.module.css'
import { lireDate } from './saisie-date.ts'

type Props = {
  label: string
  /** 'YYYY-MM-DD', or null (or what was written and isn't a day) when there is none yet. */
  value: string | null
  /** Null while what is written isn't a date. */
  onChange: (jour: string | null, ecrit: string) => void
  /** Which way an incomplete date leans; ahead by default. */
  sens?: Sens
  aujourdhui?: string
  error?: ReactNode
  description?: ReactNode
  required?: boolean
  id?: string
  name?: string
}

/** A date typed freely (`3/3/25`, `lundi`, `dans 3 jours`) and shown back in full as it is understood. */
export function ChampDate({ value: dite, onChange, sens, aujourdhui = jourCourant(), ...props }: Props) {
  const value = dite && jourEntier(dite) ? dite : null
  const [saisie, setSaisie] = useState(value ? dateLongue(value) : (dite ?? ''))
  const [quitte, setQuitte] = useState(false)
  const calendrier = useRef<HTMLInputElement>(null)

  // The value changed from outside (form reset, suggestion taken): what is written follows.
  useEffect(() => {
    setSaisie(avant => (lireDate(avant, aujourdhui, sens) === value ? avant : value ? dateLongue(value) : avant && ''))
  }, [value, aujourdhui, sens])

  const ecrire = (texte: string) => {
    setSaisie(texte)
    setQuitte(false)
    const jour = lireDate(texte, aujourdhui, sens)
    if (jour !== value || (jour === null && texte !== dite)) onChange(jour, texte)
  }
  const quitter = () => {
    setQuitte(true)
    if (value) setSaisie(dateLongue(value))
  }
  const incompris = quitte && saisie !== '' && !value
  const compris = value ? `${dateLongue(value)}, ${ecart(value, aujourdhui)}` : null
  return (
    <div className={classes.champ}>
      <TextInput
        {...props}
        autoComplete="off"
        value={saisie}
        onChange={e => ecrire(e.currentTarget.value)}
        onBlur={quitter}
        error={incompris ? DATE_INCOMPRISE : props.error}
        description={
          <span aria-live="polite">
            {compris ?? props.description ?? 'Par exemple 3/3/2025, lundi ou dans 3 jours.'}
          </span>
        }
        rightSection={
          <ActionIcon
            variant="subtle"
            aria-label={`Choisir dans un calendrier : ${props.label}`}
            onClick={() => calendrier.current?.showPicker()}
          >
            <IconCalendar {...ICONE} />
          </ActionIcon>
        }
      />
      <input
        ref={calendrier}
        type="date"
        className={classes.cache}
        tabIndex={-1}
        aria-hidden
        value={value ?? ''}
        onChange={e => {
          onChange(e.currentTarget.value || null, '')
          if (e.currentTarget.value) setSaisie(dateLongue(e.currentTarget.value))
        }}
      />
    </div>
  )
}
