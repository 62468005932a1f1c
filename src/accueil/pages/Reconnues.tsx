import { IconSearchOff } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { PersonneReconnue } from '../accueil.ts'
import classes from './Accueil.module.css'

type Props = { personnes: readonly PersonneReconnue[]; tronque: boolean; aJour: boolean; ouvrir: (id: string) => void }

/** The persons found, enough to tell them apart aloud: name, birth date, town. */
export function Reconnues({ personnes, tronque, aJour, ouvrir }: Props) {
  if (personnes.length === 0 && aJour)
    return (
      <Vide titre="Personne ne correspond" icone={IconSearchOff}>
        Faites épeler le nom, ou cherchez par la date de naissance ou le téléphone. Hors de votre secteur, la personne
        n’apparaît pas.
      </Vide>
    )
  return (
    <>
      <ul className={classes.reconnues} aria-label="Personnes trouvées">
        {personnes.map(p => (
          <li key={p.id}>
            <button type="button" data-reconnue onClick={() => ouvrir(p.id)} onKeyDown={parcourir}>
              <span className={classes.nom}>
                {prenomLisible(p.prenom)} {p.nom}
                {p.nomNaissance !== p.nom && ` (nom de naissance ${p.nomNaissance})`}
              </span>
              <span className={classes.discret}>
                {dateChiffres(p.dateNaissance)}
                {p.commune && ` · ${communeLisible(p.commune)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {tronque && <p>D’autres personnes correspondent. Ajoutez le prénom ou la date de naissance.</p>}
    </>
  )
}

function parcourir(e: KeyboardEvent<HTMLButtonElement>) {
  const sens = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
  if (sens === 0) return
  e.preventDefault()
  const toutes = [...document.querySelectorAll<HTMLElement>('[data-reconnue]')]
  const rang = toutes.indexOf(e.currentTarget) + sens
  if (rang < 0) document.querySelector<HTMLElement>('input[type=search]')?.focus()
  else toutes[rang]?.focus()
}
