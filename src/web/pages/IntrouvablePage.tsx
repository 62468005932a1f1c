import { IconMapQuestion } from '@tabler/icons-react'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'

export function IntrouvablePage() {
  return (
    <Page titre="Page introuvable">
      <Vide
        titre="Aucune page à cette adresse"
        icone={IconMapQuestion}
        action={<LienBouton vers="/">Revenir à l’accueil</LienBouton>}
      >
        L’adresse est peut-être incomplète, ou la page a changé de place. Ctrl K cherche une personne ou une page.
      </Vide>
    </Page>
  )
}
