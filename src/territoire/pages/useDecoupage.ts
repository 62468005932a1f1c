import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import type { decoupage } from '../decoupage.ts'

/** The communes and the EPCI of the département, read once. */
export const useDecoupage = () =>
  useQuery({
    queryKey: ['decoupage'],
    queryFn: () => call<typeof decoupage>('GET /decoupage', {}),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Communes by their names; null is the whole territory. */
export function useDireCommunes(): (codes: readonly string[] | null) => string {
  const { data } = useDecoupage()
  return codes =>
    codes?.map(code => data?.communes.find(c => c.code === code)?.nom ?? code).join(', ') ?? 'tout le territoire'
}
