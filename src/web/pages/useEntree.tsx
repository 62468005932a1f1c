import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Entrant, Entree } from '../../agent/session/entree.ts'
import type { Session } from '../../agent/session/session.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { annoncerPoste, posteAnnonce } from '../../socle/ui/poste/poste.ts'
import { accueillir, ouvrirParCode } from '../session.ts'
import classes from './texte.module.css'

const ChoixTerritoire = differe(() => import('./ChoixTerritoire.tsx'), 'ChoixTerritoire')
const AccesFerme = differe(() => import('./AccesFerme.tsx'), 'AccesFerme')
const SecondFacteur = differe(() => import('../../agent/double-facteur/pages/SecondFacteur.tsx'), 'SecondFacteur')

/**
 * What follows a password, a key or a link: the session, or what is still asked before it, a second factor then a territory. `reste`
 * takes the place of the page as long as something is, or where a reset closed a territory to them; `recommencer`: where one begins
 * again, if it isn't this page.
 */
export function useEntree(entre: (session: Entrant) => Promise<void>, recommencer?: () => void) {
  const cache = useQueryClient()
  const [demande, setDemande] = useState<Exclude<Entree, Session> | null>(null)
  const [ferme, setFerme] = useState<Entrant | null>(null)
  const ouvert = async (session: Entrant) => {
    if (session.fermes) setFerme(session)
    else await entre(session)
  }
  const suivre = async (entree: Entree) => {
    if ('agent' in entree) await ouvert(entree)
    else setDemande(entree)
  }
  if (ferme) return { reste: <AccesFerme session={ferme} continuer={() => entre({ ...ferme, fermes: [] })} />, suivre }
  const reste = demande && (
    <Page titre={'choix' in demande ? 'Choisir un territoire' : 'Connexion'} issue>
      <div className={classes.porte} data-seule>
        {'choix' in demande ? (
          <ChoixTerritoire choix={demande.choix} entre={ouvert} />
        ) : (
          <SecondFacteur
            facteur={demande.facteur}
            entrer={async code => suivre(await ouvrirParCode(cache, code))}
            arriver={async entree => suivre(await accueillir(cache, entree))}
            recommencer={recommencer ?? (() => setDemande(null))}
          />
        )}
      </div>
    </Page>
  )
  return { reste, suivre }
}

/** Asked by each page that leads in, whatever the way taken. The first page loads what it needs: a box of the browser's own. */
export function PostePartage() {
  const [partage, setPartage] = useState(posteAnnonce)
  return (
    <div className={classes.partage}>
      <input
        id="poste-partage"
        type="checkbox"
        checked={partage}
        aria-describedby="poste-partage-aide"
        onChange={e => {
          setPartage(e.currentTarget.checked)
          annoncerPoste(e.currentTarget.checked)
        }}
      />
      <label htmlFor="poste-partage">D’autres personnes se servent de cet ordinateur</label>
      <small id="poste-partage-aide">
        Rien n’y sera gardé : ce que vous n’aurez pas enregistré sera perdu si vous quittez la page.
      </small>
    </div>
  )
}
