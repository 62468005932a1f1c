import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import type { IdentificationFlux } from './beneficiaires/lire/foyer-flux.ts'

export type FluxConnu = { numero: number; rapport: unknown }

/** The same bytes applied before, or null. */
export async function fluxDejaApplique(ctx: Context, sha256: string): Promise<FluxConnu | null> {
  return (
    (await ctx.db.selectFrom('flux').select(['numero', 'rapport']).where('sha256', '=', sha256).executeTakeFirst()) ??
    null
  )
}

export type Anteriorite = {
  /** When the last applied flow of these organisms was made, or null. */
  dernierCree: string | null
  /**
   * Last monthly flow of these organisms: its number, its reference day, and the day up to which it closes the past: that one, or,
   * made before its month was over, the end of the month before.
   */
  mensuel: { numero: number; reference: string; clos: string } | null
}

/** What was applied before, for the organisms ('CAF 591') that a file holds. */
export async function anteriorite(ctx: Context, organismes: readonly string[]): Promise<Anteriorite> {
  const siens = sql`f.organismes && ${[...organismes]}`
  const dernier = await sql<{ cree: string | null }>`select max(f.cree_le) as cree from flux f where ${siens}`.execute(
    ctx.db,
  )
  const mensuel = await sql<NonNullable<Anteriorite['mensuel']>>`
    select f.numero, f.reference, c.clos from flux f
      cross join lateral (select case when f.cree_le::date < f.reference then (date_trunc('month', f.reference) - interval '1 day')::date
        else f.reference end as clos) c
    where f.type in ('M', 'R') and ${siens} order by c.clos desc, f.numero desc limit 1`.execute(ctx.db)
  return { dernierCree: dernier.rows[0]?.cree ?? null, mensuel: mensuel.rows[0] ?? null }
}

/** Takes the number of the flow about to be applied. Numbers follow the order of application. */
export async function numeroterFlux(
  ctx: Context,
  flux: { id: string; fichier: string; sha256: string; identification: IdentificationFlux; recuLe: string },
): Promise<number> {
  const { identification: i } = flux
  const { numero } = await ctx.db
    .insertInto('flux')
    .values({
      id: flux.id,
      fichier: flux.fichier,
      sha256: flux.sha256,
      version: i.version,
      type: i.type,
      creeLe: `${i.dateCreation}T${i.heureCreation}`,
      reference: i.dateReference,
      organismes: [],
      recuLe: flux.recuLe,
      importeLe: ctx.now,
      importePar: ctx.agent.nom,
      premier: false,
      rapport: '{}',
      import: ctx.import,
    })
    .returning('numero')
    .executeTakeFirstOrThrow()
  return numero
}

export async function conclureFlux(
  ctx: Context,
  numero: number,
  conclusion: { organismes: readonly string[]; premier: boolean; rapport: unknown },
): Promise<void> {
  await ctx.db
    .updateTable('flux')
    .set({
      organismes: [...conclusion.organismes],
      premier: conclusion.premier,
      rapport: JSON.stringify(conclusion.rapport),
    })
    .where('numero', '=', numero)
    .execute()
}

/**
 * Empties what an earlier file left in the staging tables. By truncate, they would keep PostgreSQL from starting again after a crash:
 * recovery of an unlogged table makes anew a file that is there already.
 */
export async function viderDepot(ctx: Context): Promise<void> {
  await sql`
    with foyers as (delete from import_foyer), personnes as (delete from import_personne), cafs as (delete from import_caf),
      droits as (delete from import_droit), mouvements as (delete from import_mouvement), cites as (delete from import_cite)
    delete from import_retenue`.execute(ctx.db)
}

/**
 * Readies the transaction for statements over the whole staged file: statistics of what was just staged, memory to sort it, no row by
 * row joins. Without them PostgreSQL plans as for a few rows.
 */
export async function preparerTraitement(ctx: Context): Promise<void> {
  await sql`select analyser_import(), set_config('work_mem', '128MB', true), set_config('enable_nestloop', 'off', true)`.execute(
    ctx.db,
  )
}

/** What the flow applied by an import did. */
export async function rapportDuFlux(ctx: Context, numeroImport: number): Promise<unknown> {
  const { rapport } = await ctx.db
    .selectFrom('flux')
    .select('rapport')
    .where('import', '=', numeroImport)
    .executeTakeFirstOrThrow()
  return rapport
}
