import { call } from '../../socle/api.ts'
import { Historique, HistoriqueReplie } from '../../socle/ui/fil/Historique.tsx'
import type { Input } from '../../socle/use-case.ts'
import type { historique } from '../historique.ts'

type Props = {
  objet: Input<typeof historique>['objet']
  id: string
  de: string
  /** Key of the queries that the acts on this object make out of date: its history goes with them. */
  avec: string
  replie?: boolean
}

/** The history of an object that an administrator looks after. */
export function HistoriqueDe({ objet, id, de, avec, replie }: Props) {
  const Forme = replie ? HistoriqueReplie : Historique
  return (
    <Forme
      de={de}
      cle={[avec, objet, id]}
      lire={avant => call<typeof historique>('GET /historique/:objet/:objetId', { objet, objetId: id, avant })}
    />
  )
}
