import { IconArrowRight, IconMap2 } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Entrant, Entree } from '../../agent/session/entree.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { choisir } from '../session.ts'
import classes from './texte.module.css'

export type Choix = Extract<Entree, { choix: unknown }>['choix']

/** Who works in several territories says in which, each time they sign in. */
export function ChoixTerritoire({ choix, entre }: { choix: Choix; entre: (session: Entrant) => Promise<void> }) {
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (code: string) => entre(await choisir(cache, code)),
  })
  return (
    <Fiche titre="Dans quel territoire travaillez-vous ?">
      {error && <Erreur erreur={error} />}
      <ul className={classes.comptes}>
        {choix.territoires.map(({ code, nom }) => (
          <li key={code}>
            <button type="button" className={classes.compte} disabled={isPending} onClick={() => mutate(code)}>
              <IconMap2 {...ICONE} size={24} />
              <span>{nom}</span>
              <IconArrowRight {...ICONE} />
            </button>
          </li>
        ))}
      </ul>
      <p>Vous pourrez en changer ensuite par le menu à votre nom.</p>
    </Fiche>
  )
}
