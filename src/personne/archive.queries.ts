import { type RawBuilder, sql } from 'kysely'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitArchivage, recitSortieArchive } from './archive.recits.ts'

/**
 * Takes persons out of the active base: neither search nor lists show them any more. `personnes`: a query giving personne_id, of none
 * that left it before. Returns how many.
 */
export async function archiver(ctx: Context, personnes: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ personneId: string }>`
    insert into archive (personne_id, le)
    select q.personne_id, ${ctx.today}::date from (${personnes}) q
    returning personne_id`.execute(ctx.db)
  const ids = rows.map(r => r.personneId)
  await enregistrerTous(ctx, recitArchivage, { de: sql`unnest(${ids}::uuid[]) as p (id)`, id: sql`p.id` }, ctx.now)
  return ids.length
}

/** Brings back to the active base those of them who had left it. `personnes`: a query giving personne_id. Returns how many. */
export async function sortirDesArchives(
  ctx: Context,
  personnes: RawBuilder<unknown>,
  pourquoi: string,
): Promise<number> {
  const { rows } = await sql<{ personneId: string }>`
    delete from archive a using (${personnes}) q where a.personne_id = q.personne_id and a.effacee_le is null
    returning a.personne_id`.execute(ctx.db)
  if (rows.length === 0) return 0
  await enregistrerTous(
    ctx,
    recitSortieArchive,
    {
      de: sql`unnest(${rows.map(r => r.personneId)}::uuid[]) as p (id)`,
      id: sql`p.id`,
      apres: { pourquoi: sql`${pourquoi}::text` },
    },
    ctx.now,
  )
  return rows.length
}
