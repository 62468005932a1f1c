import { Alert, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { MOTIFS_CLOTURE } from '../../droit/motifs-cloture.ts'
import { NON_ACCOMPAGNEE } from '../../personne/foyer.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { clotureDuDossier } from '../clore-dossier.ts'
import { DEMANDER_A_ROUVRIR } from '../cloture.ts'

const RouvrirDossier = differe(() => import('./RouvrirDossier.tsx'), 'RouvrirDossier')

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
              <RouvrirDossier
                {...rouvrir}
                personneId={personneId}
                cloture={cloture}
                relire={() => requete.refetch()}
                fermer={close}
              />
            )}
          </Alert>
        )
      }
    </Charge>
  )
}
