import { z } from 'zod'
import { autorise } from '../agent/autorise.ts'
import { exigerLecture } from '../agent/lecture-apres.queries.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { Champ } from './groupe-suivi.ts'
import { coIntervenants, membresDuGroupe } from './membre-suivi.queries.ts'

/** Who else helps a person, each for a field; and for who composes the group, the co-intervenants who can be asked. */
export const groupeDe = useCase(
  {
    route: 'GET /personnes/:personneId/groupe-suivi',
    summary: 'Le groupe de suivi d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({
      membres: z.array(
        z.object({
          id: z.uuid(),
          agentId: z.uuid(),
          agent: z.string(),
          telephone: z.string().nullable(),
          champ: Champ,
          debut: z.string(),
          fin: z.string().nullable(),
        }),
      ),
      possibles: z.array(z.object({ id: z.uuid(), nom: z.string(), structure: z.string().nullable() })),
    }),
  },
  async (ctx, { personneId }) => {
    const jusqua = await exigerLecture(ctx, personneId)
    const compose = jusqua === null && autorise(ctx.agent, 'groupe-suivi.composer')
    const [membres, possibles] = await Promise.all([
      membresDuGroupe(ctx, personneId, jusqua),
      compose ? coIntervenants(ctx) : [],
    ])
    await consulter(ctx, personneId, 'groupe-suivi')
    return { membres, possibles }
  },
)
