import { z } from 'zod'
import { exigerPerimetre } from '../../agent/lecture-apres.queries.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { useCase } from '../../socle/use-case.ts'
import { aRelever } from './releve.queries.ts'
import { ARelever } from './releve.ts'

/**
 * The appointments to come of a person that a change of référent leaves to be decided: those of who follows them, and of those who did.
 * Refuses 404 out of scope.
 */
export const rendezVousARelever = useCase(
  {
    route: 'GET /personnes/:personneId/rendez-vous/a-relever',
    summary: 'Les rendez-vous à venir qu’un changement de référent laisse à décider',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.array(ARelever),
  },
  async (ctx, { personneId }) => {
    await exigerPerimetre(ctx, personneId)
    await consulter(ctx, personneId, 'rendez-vous')
    return aRelever(ctx, personneId, [])
  },
)
