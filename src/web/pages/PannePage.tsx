import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { direErreur, Erreur } from '../../socle/ui/Erreur.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'

/** A page that can't be shown: forbidden to the role, cut, or broken. */
export function PannePage({ error, reset }: ErrorComponentProps) {
  const routeur = useRouter()
  const reessayer = () => {
    reset()
    routeur.invalidate()
  }
  return (
    <Page titre={direErreur(error).titre}>
      <Erreur erreur={error} reessayer={reessayer} />
      <p>
        <Lien vers="/">Revenir à l’accueil</Lien>
      </p>
    </Page>
  )
}
