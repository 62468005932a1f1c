import { useNetwork } from '@mantine/hooks'
import { IconFlask, IconWifiOff } from '@tabler/icons-react'
import type { Session } from '../agent/session/session.ts'
import { differe } from '../socle/ui/differe.tsx'
import { ICONE } from '../socle/ui/icone.ts'
import classes from './Coquille.module.css'

const Proposition = differe(() => import('../agent/double-facteur/pages/Proposition.tsx'), 'Proposition')

/** What is true of the whole application for now: the network is cut, or all this is fictitious. */
export function Bandeaux({ session }: { session: Session | null }) {
  const { online } = useNetwork()
  return (
    <aside aria-label="À savoir">
      <div role="status">
        {!online && (
          <p className={classes.bandeau} data-ton="soon">
            <IconWifiOff {...ICONE} />
            <span>
              Vous êtes hors ligne. Ce qui est affiché reste lisible ; attendez le retour du réseau pour enregistrer.
            </span>
          </p>
        )}
      </div>
      {session?.connexionForte === 'proposee' && <Proposition className={classes.bandeau} />}
      {session?.territoire.demo && (
        <p className={classes.bandeau} data-ton="info">
          <IconFlask {...ICONE} />
          <span>Démonstration : tout est inventé.</span>
        </p>
      )}
    </aside>
  )
}
