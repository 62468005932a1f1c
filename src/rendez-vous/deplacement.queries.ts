import type { Context } from '../socle/use-case.ts'

/** Moves the appointments of one person to another (merge of two files, or its undoing). Returns the ids moved. */
export async function rattacherRendezVous(
  ctx: Context,
  de: string,
  vers: string,
  seulement?: string[],
): Promise<string[]> {
  let requete = ctx.db.updateTable('rendezVous').set({ personneId: vers }).where('personneId', '=', de)
  if (seulement) requete = requete.where('id', 'in', seulement.length ? seulement : [de])
  return (await requete.returning('id').execute()).map(r => r.id)
}
