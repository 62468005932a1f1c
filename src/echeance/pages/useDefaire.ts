import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import type { CleEcheance } from '../echeance.ts'
import type { reprendreAUnCollegue } from '../reprendre-a-un-collegue.ts'
import type { reprendreEcheance } from '../reprendre-echeance.ts'

const DEFAIT = {
  report: 'C’est de nouveau à faire.',
  reprise: 'Ce n’est plus confié.',
  rendu: 'C’est rendu à qui devait le faire.',
} as const

/** Takes back a report, or what was given. */
export function useDefaire(cle: CleEcheance) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (quoi: keyof typeof DEFAIT) =>
      quoi === 'report'
        ? call<typeof reprendreEcheance>('DELETE /personnes/:personneId/echeances/:genre/:faitId/report', cle)
        : call<typeof reprendreAUnCollegue>('DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue', cle),
    onSuccess: (_, quoi) => notifier(DEFAIT[quoi]),
    onError: notifierErreur,
    onSettled: () => cache.invalidateQueries(),
  })
}
