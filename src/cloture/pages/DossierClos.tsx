import { Alert, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { NON_ACCOMPAGNEE } from '../../personne/foyer.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { clotureDuDossier } from '../clore-dossier.ts'
import { MOTIFS_CLOTURE } from '../cloture.ts'

const RouvrirDossier = lazy(() => import('./RouvrirDossier.tsx').then(m => ({ default: m.RouvrirDossier })))

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
              {[cloture.precision, cloture.par && `Par ${cloture.par}.`, NON_ACCOMPAGNEE['dossier-clos']]
                .filter(Boolean)
                .join(' ')}
            </Text>
            {rouvrir && peut('dossier.rouvrir') && (
              <Button mt="sm" variant="default" leftSection={<IconArchiveOff {...PETITE_ICONE} />} onClick={open}>
                Rouvrir
              </Button>
            )}
            {rouvrir && ouvert && (
              <Suspense>
                <RouvrirDossier
                  {...rouvrir}
                  personneId={personneId}
                  cloture={cloture}
                  relire={() => requete.refetch()}
                  fermer={close}
                />
              </Suspense>
            )}
          </Alert>
        )
      }
    </Charge>
  )
}
