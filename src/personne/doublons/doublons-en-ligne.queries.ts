import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import type { STATUTS } from './doublon.ts'

/** A pair of files that may be one person, as the command line answers it. */
export type DoublonEnLigne = {
  personnes: [string, string]
  score: number | null
  raisons: string[]
  statut: keyof typeof STATUTS
}

/** Every pair found, decided or not: those to decide first, the surest first. */
export async function doublonsEnLigne(ctx: Context): Promise<DoublonEnLigne[]> {
  const { rows } = await sql<DoublonEnLigne>`
    select json_build_array(personne_id, autre_id) as personnes, score, raisons, statut from doublon
    order by statut <> 'a-decider', score desc nulls last, trouve_le, id`.execute(ctx.db)
  return rows
}
