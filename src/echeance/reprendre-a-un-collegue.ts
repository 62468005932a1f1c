import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { echeanceAReporter } from './echeance.queries.ts'
import { recitEcheanceConfiee } from './echeance.recits.ts'
import { CleEcheance } from './echeance.ts'

/** Takes back what was given to a colleague: it is for who it was before. */
export const reprendreAUnCollegue = useCase(
  {
    route: 'DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue',
    summary: 'Reprendre une échéance confiée',
    permission: 'dossier.lire',
    input: CleEcheance,
    output: z.object({}),
  },
  async (ctx, cle) => {
    const { acte, confieeA, renduA } = await echeanceAReporter(ctx, cle)
    if (confieeA === null) return {}
    const tenue = await ctx.db.selectFrom('agentNom').select('nom').where('id', '=', confieeA).executeTakeFirst()
    await ctx.db
      .updateTable('echeance')
      .set({ confieeA: null, confieePar: null, rappeleeLe: null })
      .where('genre', '=', cle.genre)
      .where('objetId', '=', cle.faitId)
      .execute()
    await ctx.record({ personne: cle.personneId }, recitEcheanceConfiee, {
      avant: { genre: cle.genre, objetId: cle.faitId, acte, versId: confieeA, vers: tenue?.nom ?? '', renduA },
    })
    return {}
  },
)
