import type { Context } from '../socle/use-case.ts'

export type NouvelAccompagnement = {
  id: string
  personneId: string
  orientationId: string
  structureId: string
  referentId: string
  coReferentId: string | null
  debut: string
  veilleDepuis: string | null
}

/** Opens the period of a référent unique (rule A1); the former one must be closed before: PostgreSQL refuses two at once. */
export async function ouvrirAccompagnement(ctx: Context, accompagnement: NouvelAccompagnement): Promise<void> {
  await ctx.db.insertInto('accompagnement').values(accompagnement).execute()
}

/** Closes the running period, kept as history; nothing happens when there is none. `le`: YYYY-MM-DD. */
export async function cloreAccompagnement(
  ctx: Context,
  personneId: string,
  le: string,
  finMotif: string,
): Promise<void> {
  await ctx.db
    .updateTable('accompagnement')
    .set({ fin: le, finMotif })
    .where('personneId', '=', personneId)
    .where('fin', 'is', null)
    .execute()
}
