import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Consequences, relireSiChange } from '../../accompagnement/pages/Consequences.tsx'
import { useDepasse } from '../../accompagnement/pages/depasse.ts'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { type ClotureLue, consequencesReouverture, type FaitsReouverture, Reouverture } from '../cloture.ts'
import type { rouvrirDossier } from '../rouvrir-dossier.ts'

type Props = {
  personneId: string
  cloture: ClotureLue
  etat: string
  faits: FaitsReouverture
  relire: () => unknown
  fermer: () => void
}

/** Opens a closed file again with its reason, what it gives back in sight (rule A10). */
export function RouvrirDossier({ personneId, cloture, etat, faits, relire, fermer }: Props) {
  const cache = useQueryClient()
  const passer = useDepasse(fermer)
  const form = useFormulaire(Reouverture, { motif: '' })
  return (
    <Fenetre opened onClose={fermer} title="Rouvrir le dossier" size="lg" lecture>
      <Formulaire
        form={form}
        bouton="Rouvrir le dossier"
        perte="Le dossier n’est pas encore rouvert."
        renoncer={fermer}
        envoyer={async ({ motif }) => {
          const clotureId = cloture.id
          await relireSiChange(relire, () =>
            call<typeof rouvrirDossier>('POST /personnes/:personneId/clotures/:clotureId/reouverture', {
              ...{ personneId, clotureId, etat, motif },
            }),
          ).catch(erreur => {
            passer(erreur)
            throw erreur
          })
          // The banner goes first: the focus has nowhere to go back to but the title of the page.
          await cache.invalidateQueries()
          notifier(
            faits.lettreLe
              ? 'Dossier rouvert. La lettre est dans les documents, à poster ou à remettre.'
              : 'Dossier rouvert.',
          )
          fermer()
        }}
      >
        <Consequences phrases={consequencesReouverture(faits)} />
        <Textarea
          {...form.texte('motif', 'Pourquoi')}
          description="Gardé au fil du dossier, avec votre nom."
          autosize
          minRows={2}
        />
      </Formulaire>
    </Fenetre>
  )
}
