import { useQuery } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import type { PublicRoute } from '../../../socle/route.ts'
import type { Output, UseCase } from '../../../socle/use-case.ts'
import type { securiteDuCompte } from '../securite.ts'

/** A public route seen as a use case: `call` only reads its address, its input and its output. */
export type Cas<P> = P extends PublicRoute<infer R, infer I, infer O> ? UseCase<R, I, O> : never

export type Securite = Output<Cas<typeof securiteDuCompte>>
export const CLE_SECURITE = ['compte', 'securite'] as const

/** How one signs in, and from where. */
export const useSecurite = () =>
  useQuery({
    queryKey: CLE_SECURITE,
    queryFn: () => call<Cas<typeof securiteDuCompte>>('GET /compte/securite', {}),
  })
