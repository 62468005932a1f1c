import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitCleRevoquee } from './partenaire.recits.ts'

/**
 * Takes a key back for ever: its next call is refused. What it brought stays. Asked twice: same answer. Refuses (not-found) an
 * unknown one.
 */
export const revoquerAcces = useCase(
  {
    route: 'POST /acces/:accesId/revocation',
    summary: 'Révoquer la clé d’un logiciel partenaire',
    permission: 'territoire.administrer',
    input: z.object({ accesId: z.uuid() }),
    output: z.object({ revoqueLe: z.string() }),
  },
  async (ctx, { accesId }) => {
    const acces = await ctx.commun
      .selectFrom('clientApi')
      .select(['nom', 'revoqueLe'])
      .where('id', '=', accesId)
      .where('territoire', '=', ctx.territoire.code)
      .executeTakeFirst()
    if (!acces) throw new Refusal('not-found', 'acces-introuvable', 'Cet accès n’existe pas dans ce territoire.')
    if (acces.revoqueLe) return { revoqueLe: acces.revoqueLe }
    await ctx.record({ objet: 'acces', id: accesId }, recitCleRevoquee, { apres: { nom: acces.nom } })
    const { revoqueLe } = await ctx.commun
      .updateTable('clientApi')
      .set(eb => ({ revoqueLe: eb.fn.coalesce('revoqueLe', eb.val(ctx.now)) }))
      .where('id', '=', accesId)
      .returning('revoqueLe')
      .executeTakeFirstOrThrow()
    return { revoqueLe: revoqueLe ?? ctx.now }
  },
)
