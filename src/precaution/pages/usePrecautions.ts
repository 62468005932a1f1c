import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import type { precautionsDe } from '../precautions-de.ts'
import type { precautionsEnBref } from '../precautions-en-bref.ts'

/** What must be known of a person before acting; asked once for every part of the screen that shows it. */
export function usePrecautions(personneId: string) {
  const peut = usePeut()
  return useQuery({
    queryKey: ['precautions', personneId],
    queryFn: () => call<typeof precautionsDe>('GET /personnes/:personneId/precautions', { personneId }),
    enabled: peut('precaution.lire'),
  })
}

type EnBrefDe = Pick<Output<typeof precautionsEnBref>['personnes'][number], 'precautions' | 'numeroPartage'>

/** What must be known of the persons of a list, in one question: answers what to show of each. */
export function usePrecautionsDe(
  personneIds: readonly string[],
): (personneId: string) => EnBrefDe & { illisibles?: boolean } {
  const peut = usePeut()
  const personnes = [...new Set(personneIds)].sort()
  const { data, isError } = useQuery({
    queryKey: ['precautions', 'liste', personnes],
    queryFn: () => call<typeof precautionsEnBref>('POST /precautions', { personnes }),
    enabled: personnes.length > 0 && peut('precaution.lire'),
    placeholderData: keepPreviousData,
  })
  const connues = new Map(data?.personnes.map(p => [p.personneId, p]))
  // Who isn't there needs none; unread, nobody knows.
  const rien = { precautions: null, numeroPartage: false, illisibles: isError }
  return personneId => connues.get(personneId) ?? rien
}
