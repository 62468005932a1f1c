import { TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { heure } from '../dates.ts'
import { lireHeure } from './saisie-date.ts'

type Props = {
  label: string
  /** 'HH:MM', or null. */
  value: string | null
  onChange: (heure: string | null) => void
  error?: ReactNode
  description?: ReactNode
  required?: boolean
  id?: string
  name?: string
}

/** An hour typed freely (`9h30`, `9:30`, `14`) and shown back as « 9 h 30 ». */
export function ChampHeure({ value, onChange, ...props }: Props) {
  const [saisie, setSaisie] = useState(value ? heure(value) : '')
  const [quitte, setQuitte] = useState(false)

  useEffect(() => {
    setSaisie(avant => (lireHeure(avant) === (value || null) ? avant : value ? heure(value) : avant && ''))
  }, [value])

  const ecrire = (texte: string) => {
    setSaisie(texte)
    setQuitte(false)
    const lue = lireHeure(texte)
    if (lue !== (value || null)) onChange(lue)
  }
  const incomprise = quitte && saisie !== '' && !value
  return (
    <TextInput
      {...props}
      autoComplete="off"
      value={saisie}
      onChange={e => ecrire(e.currentTarget.value)}
      onBlur={() => {
        setQuitte(true)
        if (value) setSaisie(heure(value))
      }}
      error={incomprise ? 'Cette heure n’est pas comprise. Écrivez par exemple 9h30.' : props.error}
      description={props.description ?? 'Par exemple 9h30.'}
    />
  )
}
