import { Alert, Button, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Consequences, relireSiChange } from '../../accompagnement/pages/Consequences.tsx'
import { NON_ACCOMPAGNEE } from '../../personne/foyer.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { clotureDuDossier } from '../clore-dossier.ts'
import {
  type ClotureLue,
  consequencesReouverture,
  DEMANDER_A_ROUVRIR,
  type FaitsReouverture,
  MOTIFS_CLOTURE,
  Reouverture,
} from '../cloture.ts'
import type { rouvrirDossier } from '../rouvrir-dossier.ts'

/** The banner of a closed file: since when, why, by whom, and « Rouvrir » for who may. */
export function DossierClos({ personneId }: { personneId: string }) {
  const requete = useQuery({
    queryKey: ['cloture', personneId],
    queryFn: () => call<typeof clotureDuDossier>('GET /personnes/:personneId/cloture', { personneId }),
  })
  const [ouvert, { open, close }] = useDisclosure(false)
  const peut = usePeut()
  return (
    <Charge requete={requete} attente="chiffre">
      {({ cloture, rouvrir }) =>
        cloture && (
          <Alert
            color="gray"
            icon={<IconArchive {...ICONE} />}
            title={`Dossier clos le ${dateLongue(cloture.le)} : ${MOTIFS_CLOTURE[cloture.motif].toLowerCase()}`}
          >
            <Text component="p" m={0}>
              {[
                cloture.precision,
                cloture.par && `Par ${cloture.par}.`,
                rouvrir && peut('dossier.rouvrir') ? NON_ACCOMPAGNEE['dossier-clos'] : DEMANDER_A_ROUVRIR,
              ]
                .filter(Boolean)
                .join(' ')}
            </Text>
            {rouvrir && peut('dossier.rouvrir') && (
              <Button mt="sm" variant="default" leftSection={<IconArchiveOff {...PETITE_ICONE} />} onClick={open}>
                Rouvrir
              </Button>
            )}
            {rouvrir && ouvert && (
              <Fenetre opened onClose={close} title="Rouvrir le dossier" size="lg" lecture>
                <Saisie
                  {...rouvrir}
                  personneId={personneId}
                  cloture={cloture}
                  relire={() => requete.refetch()}
                  fermer={close}
                />
              </Fenetre>
            )}
          </Alert>
        )
      }
    </Charge>
  )
}

type Props = {
  personneId: string
  cloture: ClotureLue
  etat: string
  faits: FaitsReouverture
  relire: () => unknown
  fermer: () => void
}

function Saisie({ personneId, cloture, etat, faits, relire, fermer }: Props) {
  const cache = useQueryClient()
  const form = useFormulaire(Reouverture, { motif: '' })
  return (
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
        )
        // The banner goes first: the focus has nowhere to go back to but the title of the page.
        await cache.invalidateQueries()
        notifier('Dossier rouvert.')
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
  )
}
