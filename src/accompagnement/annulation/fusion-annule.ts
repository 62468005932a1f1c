import { sql } from 'kysely'
import { z } from 'zod'
import type { FusionPropre } from '../../socle/lien.ts'

/**
 * Rows of what was cancelled go with the file that they were of, at a merge and at its undoing: one cancelled while the files were one
 * goes back with the file whose decision it was. `vive`: the table it left; `annule`: the one where it is kept.
 */
export const suivreLAnnule = (vive: string, annule: string): FusionPropre => ({
  reunir: async (ctx, { de, vers }) => {
    const { rows } = await sql<{ id: string }>`
      with siennes as (select id from ${sql.table(vive)} where personne_id = ${de}),
      deplacees as (update ${sql.table(annule)} set personne_id = ${vers} where personne_id = ${de} returning id)
      select id from siennes union all select id from deplacees`.execute(ctx.db)
    return rows.map(r => r.id)
  },
  separer: async (ctx, { de, vers }, fait) => {
    const ids = z.array(z.string()).parse(fait)
    await sql`update ${sql.table(annule)} set personne_id = ${de} where personne_id = ${vers} and id = any(${ids}::uuid[])`.execute(
      ctx.db,
    )
  },
})
