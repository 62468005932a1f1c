import type { Context } from '../socle/use-case.ts'

/** Moves the letters of one person to another (merge of two files, or its undoing). Returns the ids moved. */
export async function deplacerCourriers(
  ctx: Context,
  de: string,
  vers: string,
  seulement?: string[],
): Promise<string[]> {
  let requete = ctx.db.updateTable('courrier').set({ personneId: vers }).where('personneId', '=', de)
  if (seulement) requete = requete.where('id', 'in', seulement.length ? seulement : [de])
  return (await requete.returning('id').execute()).map(r => r.id)
}
