import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'

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
    const { revoqueLe } =
      (await ctx.commun
        .updateTable('clientApi')
        .set(eb => ({ revoqueLe: eb.fn.coalesce('revoqueLe', eb.val(ctx.now)) }))
        .where('id', '=', accesId)
        .where('territoire', '=', ctx.territoire.code)
        .returning('revoqueLe')
        .executeTakeFirst()) ?? {}
    if (!revoqueLe) throw new Refusal('not-found', 'acces-introuvable', 'Cet accès n’existe pas dans ce territoire.')
    return { revoqueLe }
  },
)
