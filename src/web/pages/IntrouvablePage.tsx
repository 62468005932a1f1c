import { IconMapQuestion } from '@tabler/icons-react'
import { use } from 'react'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { SessionCourante } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'

export function IntrouvablePage() {
  const session = use(SessionCourante)
  return (
    <Page titre="Page introuvable">
      <Vide
        titre="Aucune page à cette adresse"
        icone={IconMapQuestion}
        action={<LienBouton vers="/">Revenir à l’accueil</LienBouton>}
      >
        L’adresse est peut-être incomplète, ou la page a changé de place.{session && ` ${direCtrlK(session.droits)}`}
      </Vide>
    </Page>
  )
}

/** Who finds no person isn't told to look for one. */
const direCtrlK = (droits: readonly string[]) =>
  droits.includes('personne.chercher') ? 'Ctrl K cherche une personne ou une page.' : 'Ctrl K cherche une page.'
