import { z } from 'zod'
import { editerCourrier } from '../../courrier/editer-courrier.ts'
import { verrouillerPersonne } from '../../personne/verrou.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitExplicationCalcul } from '../orientation.recits.ts'
import { MESSAGES, Remise } from '../orientation.ts'
import { calculExplique } from './explication.queries.ts'

/**
 * Makes, for the person who asks, the whole detail of the computation that helped their orientation: how much it counted, what was
 * read and from where, the weights, the rules, in the order they are tried (CRPA L311-3-1, R311-3-1-2). A right that a closed file
 * doesn't end. It tells of their health too: it is handed over or posted because they asked, never by itself.
 */
export const remettreExplication = useCase(
  {
    route: 'POST /orientations/:orientationId/explication',
    summary: 'Remettre à la personne le détail du calcul qui a aidé son orientation',
    permission: 'dossier.porter',
    input: Remise.extend({ id: z.uuid(), orientationId: z.uuid() }),
    output: z.object({ courrierId: z.uuid() }),
  },
  async (ctx, { id, orientationId, mode }) => {
    const orientation = await ctx.db
      .selectFrom('orientation')
      .select('personneId')
      .where('id', '=', orientationId)
      .executeTakeFirst()
    if (!orientation) throw new Refusal('not-found', 'orientation-inconnue', MESSAGES['orientation-inconnue'])
    const { personneId } = orientation
    await verrouillerPersonne(ctx, personneId)
    const deja = await ctx.db
      .selectFrom('courrier')
      .select('personneId')
      .where('id', '=', id)
      .where('modele', '=', 'explication-calcul')
      .executeTakeFirst()
    if (deja?.personneId === personneId) return { courrierId: id }
    const donnees = await calculExplique(ctx, orientationId)
    if (!donnees) throw new Refusal('conflict', 'sans-calcul', MESSAGES['sans-calcul'])
    const courrierId = await editerCourrier(ctx, { id, modele: 'explication-calcul', voie: mode, personneId, donnees })
    await ctx.record({ personne: personneId }, recitExplicationCalcul, { apres: { orientationId, courrierId, mode } })
    return { courrierId }
  },
)
