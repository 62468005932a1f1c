import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import type { Output } from '../../socle/use-case.ts'
import type { ficheAgent } from '../agents.ts'

export type Agent = Output<typeof ficheAgent>

const SUIVRE_MS = 10_000

/** The agent of this id; nothing is asked without one. */
export const useAgent = (agentId: string | undefined) =>
  useQuery({
    queryKey: ['agents', agentId],
    queryFn: () => call<typeof ficheAgent>('GET /agents/:agentId', { agentId: agentId ?? '' }),
    enabled: agentId !== undefined,
    // A link is about to leave, or waits for mail: the page follows.
    refetchInterval: ({ state }) => (['attend', 'retente'].includes(state.data?.envoi?.etat ?? '') ? SUIVRE_MS : false),
  })
