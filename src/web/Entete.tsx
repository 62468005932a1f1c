import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Session } from '../agent/session/session.ts'
import { ICONE } from '../socle/ui/icone.ts'
import { Lien } from '../socle/ui/Lien.tsx'
import classes from './Entete.module.css'
import { LienAvis } from './LienAvis.tsx'
import { Logo } from './Logo.tsx'
import { MenuAgent } from './MenuAgent.tsx'
import raccourcis from './Raccourcis.module.css'
import { accueilDuRole } from './routes.tsx'

/** The head: where one is, the search of everything, what one is to know, who one is. */
export function Entete({ session, chercher }: { session: Session | null; chercher: () => void }) {
  const ouverte = session?.connexionForte === 'exigee' ? null : session
  return (
    <header className={classes.entete}>
      <Link
        to={session ? accueilDuRole(session.agent.role) : '/connexion'}
        className={classes.marque}
        aria-label={marque(session)}
      >
        <Logo />
        <span className={classes.nom}>Filrouge</span>
        {session && <span className={classes.territoire}>{session.territoire.nom}</span>}
      </Link>
      {ouverte && (
        <BoutonRecherche
          chercher={chercher}
          quoi={
            ouverte.droits.includes('personne.chercher') ? 'Chercher une personne, une page…' : 'Chercher une page…'
          }
        />
      )}
      {ouverte && <LienAvis />}
      {session ? <MenuAgent session={session} /> : <Lien vers="/aide">Aide</Lien>}
    </header>
  )
}

function marque(session: Session | null): string {
  return session ? `Filrouge, ${session.territoire.nom} : accueil` : 'Filrouge : accueil'
}

function BoutonRecherche({ chercher, quoi }: { chercher: () => void; quoi: string }) {
  return (
    <button type="button" className={classes.recherche} onClick={chercher} aria-keyshortcuts="Control+K">
      <IconSearch {...ICONE} />
      <span className={classes.rechercheTexte}>{quoi}</span>
      <kbd className={raccourcis.touche}>Ctrl K</kbd>
    </button>
  )
}
