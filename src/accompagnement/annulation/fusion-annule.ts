import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { FusionPropre } from '../../socle/lien.ts'

/**
 * Rows of what was cancelled go with the file that they were of, at a merge and at its undoing: one cancelled while the files were one
 * goes back with the file whose decision it was. `siennes`: SQL query of the ids of a file, running, ended and cancelled; `deplacer`: SQL
 * that gives cancelled ones to a file.
 */
export const suivreLAnnule = (
  siennes: (personneId: string) => RawBuilder<{ id: string }>,
  deplacer: (ids: readonly string[], vers: string) => RawBuilder<unknown>,
): FusionPropre => ({
  reunir: async (ctx, { de, vers }) => {
    const { rows } = await siennes(de).execute(ctx.db)
    const ids = rows.map(r => r.id)
    await deplacer(ids, vers).execute(ctx.db)
    return ids
  },
  separer: async (ctx, { de }, fait) => {
    await deplacer(z.array(z.string()).parse(fait), de).execute(ctx.db)
  },
})
