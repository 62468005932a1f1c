import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { importIntrouvable, importTenu } from './depot/contenu.ts'
import { rejouer } from './imports.queries.ts'

/**
 * Takes the file of an import again, as a new import that waits to be applied: after a refusal, an undoing, or a list whose
 * columns were wrong. The bytes aren't copied. The same new id again gives the same answer.
 */
export const rejouerImport = useCase(
  {
    route: 'POST /imports/:importId/rejeu',
    summary: 'Rejouer le fichier d’un import',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid(), id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { importId, id }) => {
    const origine = await ctx.db
      .selectFrom('import')
      .select(['statut', 'contenuEffaceLe', 'taille'])
      .where('id', '=', importId)
      // Who replays a file becomes who brought it: only who holds it already.
      .where(importTenu(ctx))
      .forUpdate()
      .executeTakeFirst()
    if (!origine) throw importIntrouvable()
    if (origine.statut === 'depot')
      throw new Refusal('conflict', 'depot-incomplet', 'Le fichier n’est pas arrivé en entier : reprenez son envoi.')
    if (origine.contenuEffaceLe)
      throw new Refusal(
        'conflict',
        'contenu-efface',
        'Le contenu de ce fichier a été effacé à la fin de sa durée de conservation : déposez-le de nouveau.',
      )
    await rejouer(ctx, importId, id)
    return { id }
  },
)
