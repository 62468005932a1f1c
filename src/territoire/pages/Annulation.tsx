import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateCourte } from '../../socle/ui/dates.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import type { annulerParametre } from '../annuler-parametre.ts'
import type { CleChoix, CleParametre } from '../parametre.ts'

/** Cancels a change to come, once confirmed. */
export function Annulation({ parametre, effetLe }: { parametre: { cle: CleParametre | CleChoix }; effetLe: string }) {
  const cache = useQueryClient()
  return (
    <BoutonConfirmer
      titre="Annuler ce changement ?"
      perte={`La valeur prévue à partir du ${dateCourte(effetLe)} ne sera pas appliquée.`}
      action="Annuler le changement"
      onConfirmer={async () => {
        await call<typeof annulerParametre>('POST /parametres/:cle/annulation', { cle: parametre.cle, effetLe })
        await cache.invalidateQueries({ queryKey: ['parametres'] })
        notifier('Changement annulé')
      }}
    >
      Annuler
    </BoutonConfirmer>
  )
}
