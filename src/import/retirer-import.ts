import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { importIntrouvable, importTenu } from './depot/contenu.ts'
import type { StatutImport } from './import.ts'
import { oublierDepot } from './imports.queries.ts'

/** Takes away a file that changed nothing: half arrived, never applied, refused. Its content goes with it. Refused for the others. */
export const retirerImport = useCase(
  {
    route: 'DELETE /imports/:importId',
    summary: 'Retirer un fichier qui n’a rien changé',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid() }),
    output: z.object({ retire: z.boolean() }),
  },
  async (ctx, { importId }) => {
    const demande = await ctx.db
      .selectFrom('import')
      .select(['statut', importTenu(ctx).as('tenu')])
      .where('id', '=', importId)
      .forUpdate()
      .executeTakeFirst()
    // Asked twice: it is gone already.
    if (!demande) return { retire: true }
    if (!demande.tenu) throw importIntrouvable()
    const statut = demande.statut as StatutImport
    // Once the import is locked: a replay that was under way is seen.
    const rejoue = await ctx.db.selectFrom('import').select('id').where('rejoue', '=', importId).executeTakeFirst()
    if (rejoue || !['depot', 'a-verifier', 'refuse'].includes(statut))
      throw new Refusal(
        'conflict',
        'import-a-garder',
        'Cet import fait partie de l’histoire des dossiers : il ne peut pas être retiré. S’il est appliqué, vous pouvez l’annuler.',
      )
    await oublierDepot(ctx, importId)
    return { retire: true }
  },
)
