import { IconLock } from '@tabler/icons-react'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { useSession } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'

export function InterditPage() {
  const { agent } = useSession()
  return (
    <Page titre="Page réservée">
      <Vide
        titre="Vous n’avez pas accès à cette page"
        icone={IconLock}
        action={<LienBouton vers="/">Revenir à l’accueil</LienBouton>}
      >
        Elle ne fait pas partie des écrans de votre rôle : {agent.roleLibelle.toLowerCase()}. Si vous en avez besoin
        pour votre travail, demandez-le à l’administrateur de votre territoire.
      </Vide>
    </Page>
  )
}
