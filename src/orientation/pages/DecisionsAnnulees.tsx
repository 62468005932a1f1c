import { useQuery } from '@tanstack/react-query'
import { LignesAnnulees } from '../../accompagnement/pages/LignesAnnulees.tsx'
import { DOMINANTES } from '../../offre/dominante.ts'
import { call } from '../../socle/api.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import type { annuleesDe } from '../annulees-de.ts'

type Props = { personneId: string; aujourdhui: string; quoi: 'orientations' | 'suivis' }

/** The orientations, or the follow-ups, that were cancelled; nothing when there is none. */
export function DecisionsAnnulees({ personneId, aujourdhui, quoi }: Props) {
  const requete = useQuery({
    queryKey: ['annulations', personneId],
    queryFn: () => call<typeof annuleesDe>('GET /personnes/:personneId/annulations', { personneId }),
  })
  if (requete.isError) return <Erreur erreur={requete.error} reessayer={() => requete.refetch()} />
  if (!requete.data) return null
  const { orientations, suivis } = requete.data
  const lignes =
    quoi === 'orientations'
      ? orientations.map(o => ({ ...o, quoi: `${DOMINANTES[o.dominante]} · ${o.structure}` }))
      : suivis.map(s => ({ ...s, quoi: `${s.referent} · ${s.structure}` }))
  return <LignesAnnulees lignes={lignes} aujourdhui={aujourdhui} />
}
