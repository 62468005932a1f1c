import type { Context } from '../socle/use-case.ts'

/**
 * Stops the running orientation delay of a person (rule E4): the day the orientation is notified or the référent designated,
 * whichever is first. Without a running delay (stock, second call) nothing changes. `le`: YYYY-MM-DD.
 */
export async function arreterDelai(ctx: Context, personneId: string, le: string): Promise<void> {
  await ctx.db
    .updateTable('entree')
    .set({ orienteLe: le })
    .where('personneId', '=', personneId)
    .where('orienteLe', 'is', null)
    .where('closeLe', 'is', null)
    .execute()
}
