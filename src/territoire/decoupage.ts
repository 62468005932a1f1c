import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { decoupageDe } from './decoupage.queries.ts'

const Lieu = z.object({ code: z.string(), nom: z.string() })

/** What filters and forms choose from: the communes and the EPCI of the territory's département. */
export const decoupage = useCase(
  {
    route: 'GET /decoupage',
    summary: 'Les communes et intercommunalités du territoire',
    permission: 'connecte',
    input: z.object({}),
    output: z.object({ communes: z.array(Lieu), epci: z.array(Lieu) }),
  },
  async ctx => decoupageDe(ctx.territoire.code),
)
