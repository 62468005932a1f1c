import { sql } from 'kysely'
import { sortirDesArchives } from '../../personne/archive.queries.ts'
import { contexte } from '../../socle/contexte.ts'
import type { Context } from '../../socle/use-case.ts'
import type { DemandeApplication } from '../adaptateur.ts'
import { photographier, photographierFoyers, releverDifferences } from '../differences/differences.queries.ts'
import type { RapportImport } from '../import.ts'

/** What an import calls before it writes on persons or households: rows are kept as they were, archived files come back. */
export const ecritures = (ctx: Context): Pick<DemandeApplication, 'photographier' | 'photographierFoyers'> => ({
  photographier: async personnes => {
    await photographier(ctx, personnes)
    await sortirDesArchives(ctx, personnes, 'fichier')
  },
  photographierFoyers: foyers => photographierFoyers(ctx, foyers),
})

/** The same act, as one of import `numero`: what it writes goes when that import is undone. */
export function commeImport(ctx: Context, numero: number): Context {
  const base = { commun: ctx.commun, avertir: ctx.avertir, fuseau: () => ctx.fuseau }
  const { agent, territoire, now } = ctx
  const ici = contexte(ctx.db, base, { agent, territoire, now, import: numero, raison: ctx.raison ?? undefined })
  ici.touchees = ctx.touchees
  return ici
}

/**
 * Keeps what a line decided late changed among the differences of its import. A row that the import had changed already has one
 * difference, from what it was before both; one that somebody changed in between keeps its two, and the undoing sees that it is no longer
 * as the import left it. `personnes`: all those the line wrote on.
 */
export async function releverTard(ctx: Context, personnes: readonly string[]): Promise<void> {
  await releverDifferences(ctx)
  await sql`
    with siennes as (select ctid as c, xmin = pg_current_xact_id()::xid as neuve, d.* from import_difference d
      where d.import = ${ctx.import}::int and (d.personne_id = any(${[...personnes]}::uuid[]) or d.personne_id is null)),
    paires as (select o.c as ancienne, n.c as neuve,
        case when o.avant is not null then n.avant || o.avant end as avant,
        case when n.apres is not null then o.apres || n.apres end as apres
      from siennes n join siennes o on o.table_nom = n.table_nom and o.cle = n.cle and not o.neuve
      where n.neuve and n.avant is not null and o.apres is not null
        and not exists (select 1 from jsonb_each(o.apres) x where n.avant ? x.key and n.avant -> x.key is distinct from x.value)),
    reunies as (update import_difference d set avant = p.avant, apres = p.apres from paires p where d.ctid = p.ancienne)
    delete from import_difference d using paires p where d.ctid = p.neuve`.execute(ctx.db)
}

/** Writes a report whose figures changed since. */
export async function noterRapport(ctx: Context, importId: string, rapport: RapportImport): Promise<void> {
  await ctx.db
    .updateTable('import')
    .set({ rapport: JSON.stringify(rapport) })
    .where('id', '=', importId)
    .execute()
}
