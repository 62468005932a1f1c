import { useWindowEvent } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { differe } from '../socle/ui/differe.tsx'
import { Porte } from '../socle/ui/Porte.tsx'
import { SessionCourante } from '../socle/ui/session.ts'
import { Bandeaux } from './Bandeaux.tsx'
import classes from './Coquille.module.css'
import { Entete } from './Entete.tsx'
import { FocusRendu } from './FocusRendu.tsx'
import { Messages } from './Messages.tsx'
import { PiedDePage } from './PiedDePage.tsx'
import { Rail } from './Rail.tsx'
import { raccourcisActifs } from './raccourcis.ts'
import { session } from './session.ts'

const Recherche = differe(() => import('./Recherche.tsx'), 'Recherche')
const Raccourcis = differe(() => import('./Raccourcis.tsx'), 'Raccourcis')
const RaisonADire = differe(() => import('../agent/habitude/pages/RaisonADire.tsx'), 'RaisonADire')

/** The shell: what stays while pages change. Without a session only the head, the page and the foot. */
export function Coquille() {
  const { data } = useQuery(session)
  const qui = data ?? null
  // Before a strong sign-in that is required, there is nowhere to go.
  const ouverte = qui?.connexionForte === 'exigee' ? null : qui
  const chemin = useLocation({ select: lieu => lieu.pathname })
  const [aides, setAides] = useState(false)
  const [recherches, setRecherches] = useState(0)
  const chercher = () => setRecherches(n => n + 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on each change of page
  useEffect(() => setAides(false), [chemin])

  useWindowEvent('keydown', e => {
    const saisie = (e.target as HTMLElement).closest('input, textarea, select, [contenteditable]')
    if (ouverte && (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
      e.preventDefault()
      chercher()
    }
    if (e.key === '?' && !saisie && !e.ctrlKey && !e.metaKey && raccourcisActifs()) setAides(true)
  })

  return (
    <SessionCourante value={qui}>
      <Porte value={RaisonADire}>
        <a href="#contenu" className={classes.evitement}>
          Aller au contenu
        </a>
        <Entete session={qui} chercher={chercher} />
        <Bandeaux session={qui} />
        <div className={classes.corps} data-session={ouverte ? true : undefined}>
          {ouverte && <Rail role={ouverte.agent.role} />}
          <div className={classes.colonne}>
            <main id="contenu" tabIndex={-1} className={classes.contenu}>
              <Outlet />
            </main>
            <PiedDePage />
          </div>
        </div>
        {ouverte && recherches > 0 && (
          <Recherche session={ouverte} demande={recherches} raccourcis={() => setAides(true)} />
        )}
        {aides && <Raccourcis fermer={() => setAides(false)} />}
        <Messages />
        <FocusRendu />
      </Porte>
    </SessionCourante>
  )
}
