import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { agentsRecevant } from './rendez-vous.queries.ts'

/** Who can receive persons: the choices of every screen that books an appointment. */
export const listeAgentsRecevant = useCase(
  {
    route: 'GET /rendez-vous/agents',
    summary: 'Les agents qui reçoivent des rendez-vous',
    permission: 'rendez-vous.prendre',
    input: z.object({}),
    output: z.object({
      agents: z.array(
        z.object({
          ...{ id: z.uuid(), nom: z.string(), structure: z.string().nullable() },
          /** Where they receive when nothing else is said: their antenne, else their structure. */
          adresse: z.string().nullable(),
        }),
      ),
    }),
  },
  async ctx => ({
    agents: (await agentsRecevant(ctx)).map(({ id, nom, structure, adresse }) => ({ id, nom, structure, adresse })),
  }),
)
