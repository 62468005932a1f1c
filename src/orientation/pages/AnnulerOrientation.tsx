import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { FenetreAnnulation } from '../../accompagnement/pages/FenetreAnnulation.tsx'
import { call } from '../../socle/api.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { consequencesOrientation } from '../annulation.ts'
import type { annulerOrientation, consequencesAnnulation } from '../annuler-orientation.ts'

/** Cancels the running orientation, decided by mistake (rule A10); nothing for who may not. */
export function AnnulerOrientation(ou: { personneId: string; orientationId: string }) {
  const [ouvert, { open, close }] = useDisclosure(false)
  const peut = usePeut()
  if (!peut('orientation.decider')) return null
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open}>
        Annuler cette orientation
      </Button>
      {ouvert && (
        <FenetreAnnulation
          titre="Annuler cette orientation"
          cle={ou.orientationId}
          lire={async () => {
            const { etat, faits } = await call<typeof consequencesAnnulation>(
              'GET /personnes/:personneId/orientations/:orientationId/annulation',
              ou,
            )
            return {
              etat,
              rendezVous: faits.rendezVous,
              consequences: consequencesOrientation(faits),
            }
          }}
          annuler={demande =>
            call<typeof annulerOrientation>('POST /personnes/:personneId/orientations/:orientationId/annulation', {
              ...ou,
              ...demande,
            })
          }
          fait="Orientation annulée."
          fermer={close}
        />
      )}
    </>
  )
}
