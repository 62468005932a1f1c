import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { decoupageDe } from './decoupage.queries.ts'

/** SQL: how the commune of a household `f` is said: by its code; one that the territory doesn't name, as the flow wrote it. */
export const COMMUNE_DITE = sql<
  string | null
>`coalesce((select n.nom from commune n where n.code = f.code_insee), f.commune)`

/** SQL: the same, of where a person is now; null when no household says it. */
export const communeDe = (personne: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`(select ${COMMUNE_DITE} from foyer_courant f where f.personne_id = ${personne})`

/** Names the communes of the territory as the referential of this version does: what brings households calls it. */
export async function tenirCommunes(ctx: Context): Promise<void> {
  const { communes } = decoupageDe(ctx.territoire.code)
  await sql`
    insert into commune (code, nom)
    select * from unnest(${communes.map(c => c.code)}::text[], ${communes.map(c => c.nom)}::text[])
    on conflict (code) do update set nom = excluded.nom where commune.nom <> excluded.nom`.execute(ctx.db)
}
