import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { call } from '../../socle/api.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { consequencesDesignation } from '../annulation/annulation.ts'
import type { annulerReferent, consequencesReferent } from '../annulation/annuler-referent.ts'
import { FenetreAnnulation } from './FenetreAnnulation.tsx'

/** Cancels the running designation, made by mistake (rule A10); nothing for who may not. */
export function AnnulerReferent(ou: { personneId: string; accompagnementId: string }) {
  const [ouvert, { open, close }] = useDisclosure(false)
  const peut = usePeut()
  if (!peut('referent.designer')) return null
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open}>
        Annuler cette désignation
      </Button>
      {ouvert && (
        <FenetreAnnulation
          titre="Annuler cette désignation"
          cle={ou.accompagnementId}
          lire={async () => {
            const { etat, faits } = await call<typeof consequencesReferent>(
              'GET /personnes/:personneId/referents/:accompagnementId/annulation',
              ou,
            )
            return {
              etat,
              rendezVous: faits.rendezVous,
              consequences: consequencesDesignation(faits),
            }
          }}
          annuler={demande =>
            call<typeof annulerReferent>('POST /personnes/:personneId/referents/:accompagnementId/annulation', {
              ...ou,
              ...demande,
            })
          }
          fait="Désignation annulée."
          fermer={close}
        />
      )}
    </>
  )
}
