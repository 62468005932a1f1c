import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { decoupageDe, nommeesAilleurs } from './decoupage.queries.ts'

/** SQL: how the commune of a household `f` is said: by its code; one that no referential names, as the flow wrote it. */
export const COMMUNE_DITE = sql<
  string | null
>`coalesce((select n.nom from commune n where n.code = f.code_insee), f.commune)`

/** SQL: the same, of where a person is now; null when no household says it. */
export const communeDe = (personne: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`(select ${COMMUNE_DITE} from foyer_courant f where f.personne_id = ${personne})`

/**
 * Names the communes of the territory, and those of elsewhere where its households live or lived, as the referential of this version does:
 * what brings households calls it once they are there.
 */
export async function tenirCommunes(ctx: Context): Promise<void> {
  const { rows: ailleurs } = await sql<{ code: string }>`
    select distinct f.code_insee as code from foyer f where f.code_insee is not null
      and not exists (select from unnest(${decoupageDe(ctx.territoire.code).communes.map(c => c.code)}::text[]) as c (code)
        where c.code = f.code_insee)`.execute(ctx.db)
  const communes = [...decoupageDe(ctx.territoire.code).communes, ...nommeesAilleurs(ailleurs.map(l => l.code))]
  await sql`
    insert into commune (code, nom)
    select * from unnest(${communes.map(c => c.code)}::text[], ${communes.map(c => c.nom)}::text[])
    on conflict (code) do update set nom = excluded.nom where commune.nom <> excluded.nom`.execute(ctx.db)
}
