import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { colleguesPour } from './collegues.queries.ts'
import { echeanceAReporter } from './echeance.queries.ts'
import { CleEcheance } from './echeance.ts'

/** To whom an échéance may be given: the colleagues who may do it and open the file. */
export const collegues = useCase(
  {
    route: 'GET /personnes/:personneId/echeances/:genre/:faitId/collegues',
    summary: 'Les collègues à qui confier une échéance',
    permission: 'dossier.lire',
    input: CleEcheance,
    output: z.object({
      collegues: z.array(z.object({ id: z.uuid(), nom: z.string() })),
      /** Who has it already. */
      confieeA: z.uuid().nullable(),
    }),
  },
  async (ctx, cle) => {
    const { permission, confieeA } = await echeanceAReporter(ctx, cle)
    return { collegues: await colleguesPour(ctx, cle.personneId, permission), confieeA }
  },
)
