import { Button } from '@mantine/core'
import type { Entrant } from '../../agent/session/entree.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { enListe } from '../../socle/ui/phrases.ts'

type Props = { session: Entrant; continuer: () => Promise<void> }

/** They come in, but a reset closed another territory to them: it is said before they look for it in vain. */
export function AccesFerme({ session: { territoire, fermes = [] }, continuer }: Props) {
  return (
    <Page titre="Votre accès a été réinitialisé" issue>
      <Fiche titre={enListe(fermes)}>
        <p>
          L’administrateur a réinitialisé votre accès à ce territoire : il vous est fermé jusqu’à ce que vous ouvriez le
          lien qu’il vous a remis, ou qui est parti à votre adresse. Vous n’avez pas ce lien ? Demandez-lui d’en faire
          un autre.
        </p>
        <Button onClick={continuer}>Continuer dans {territoire.nom}</Button>
      </Fiche>
    </Page>
  )
}
