import { VisuallyHidden } from '@mantine/core'
import { IconSearchOff, IconUsers } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { communeLisible, homonymes, prenomEtNom } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { PersonneReconnue } from '../accueil.ts'
import classes from './Accueil.module.css'

type Props = { personnes: readonly PersonneReconnue[]; tronque: boolean; aJour: boolean; ouvrir: (id: string) => void }

/**
 * The persons found, enough to tell them apart aloud: name, birth date, town; more only of those whom these don't tell apart. What must
 * be known to receive them follows the name.
 */
export function Reconnues({ personnes, tronque, aJour, ouvrir }: Props) {
  const aSavoir = usePrecautionsDe(personnes.map(p => p.id))
  if (personnes.length === 0 && aJour)
    return (
      <Vide titre="Personne ne correspond" icone={IconSearchOff}>
        Faites épeler le nom, ou cherchez par la date de naissance ou le téléphone. Hors de votre secteur, la personne
        n’apparaît pas.
      </Vide>
    )
  const memeNom = homonymes(personnes)
  return (
    <>
      {memeNom.size > 0 && (
        <p className={classes.memeNom}>
          <IconUsers {...ICONE} aria-hidden /> Plusieurs personnes ont le même nom : faites dire la date de naissance.
        </p>
      )}
      <ul className={classes.reconnues} aria-label="Personnes trouvées">
        {personnes.map(p => (
          <li key={p.id}>
            <button
              type="button"
              data-reconnue
              data-homonyme={memeNom.has(p) || undefined}
              onClick={() => ouvrir(p.id)}
              onKeyDown={parcourir}
            >
              <span className={classes.nom}>
                {prenomEtNom(p)}
                {p.nomNaissance !== p.nom && ` (nom de naissance ${p.nomNaissance})`}
                <PucesBreves {...aSavoir(p.id)} />
                {memeNom.has(p) && <VisuallyHidden> (homonyme)</VisuallyHidden>}
              </span>
              <span className={classes.discret}>
                <VisuallyHidden>né·e le </VisuallyHidden>
                {dateChiffres(p.dateNaissance)}
                {` · ${p.commune ? communeLisible(p.commune) : 'commune inconnue'}`}
                {p.indices && ` · ${direIndices(p.indices)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {tronque && <p>D’autres personnes correspondent. Ajoutez le prénom ou la date de naissance.</p>}
    </>
  )
}

function direIndices({ finTelephone, suiviPar }: NonNullable<PersonneReconnue['indices']>): string {
  const telephone = finTelephone ? `téléphone finissant par ${finTelephone}` : 'sans téléphone'
  return `${telephone} · ${suiviPar ? `suivi\u00a0: ${suiviPar}` : 'sans suivi'}`
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
