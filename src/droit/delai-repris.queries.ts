import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { delaisEnJson } from './delai.queries.ts'

/** The delay of rule E4 of who is to be oriented again: since when, whether it had stopped, its last days. */
type DelaiRepris = { recuLe: string; arrete: boolean; echeanceJours: string; echeanceMois: string }

/**
 * SQL (date): what stops the delay of an entry `e`: the first day on which the person was told of an orientation, or given a référent,
 * since the reception (rule E4). `sauf`: the acts that are to be cancelled.
 */
const premierActe = (sauf: readonly string[]): RawBuilder<string | null> => sql<string | null>`(
  select min(x.le) from (
    select o.notifiee_le as le, array[o.id] as actes from orientation o where o.personne_id = e.personne_id
    union all select k.debut, array[k.id, k.orientation_id] from accompagnement k where k.personne_id = e.personne_id) x
  where x.le >= e.recu_le and not x.actes && ${[...sauf]}::uuid[])`

/** SQL condition over an entry `e`: the last of its person, and her right still asks that she be oriented. */
const ENCORE = sql`e.close_le is null
  and not exists (select 1 from entree n where n.personne_id = e.personne_id and n.recu_le > e.recu_le)`

/** The delay that runs for a person once these acts are cancelled; null when none does. */
export async function delaiRepris(
  ctx: Context,
  personneId: string,
  annules: readonly string[],
): Promise<DelaiRepris | null> {
  return lireDelai(
    ctx,
    sql`e.oriente_le is not null as arrete`,
    sql`e.personne_id = ${personneId} and ${ENCORE} and (e.oriente_le is null or ${premierActe(annules)} is null)`,
  )
}

/** Says again when the delay of a person was stopped, once an act is cancelled: by what remains, or it runs since its first day. */
export async function recalculerDelai(ctx: Context, personneId: string): Promise<void> {
  await sql`
    update entree e set oriente_le = ${premierActe([])}
    where e.personne_id = ${personneId} and ${ENCORE} and e.oriente_le is not null`.execute(ctx.db)
}

/** Motive of an entry that the closing of a file ended. */
const DOSSIER_CLOS = 'dossier-clos'

/** Ends the running delay of a person whose file is closed that day (YYYY-MM-DD). */
export async function cloreEntree(ctx: Context, personneId: string, le: string): Promise<void> {
  await ctx.db
    .updateTable('entree')
    .set({ closeLe: le, closeMotif: DOSSIER_CLOS })
    .where('personneId', '=', personneId)
    .where('orienteLe', 'is', null)
    .where('closeLe', 'is', null)
    .execute()
}

/** SQL condition over an entry `e`: the closing of the file, that day, ended it, and the right still asks that she be oriented. */
const aRouvrir = (personneId: string, le: string): RawBuilder<unknown> => sql`e.personne_id = ${personneId}
  and e.close_motif = ${DOSSIER_CLOS} and e.close_le = ${le}::date and e.oriente_le is null
  and not exists (select 1 from entree n where n.personne_id = e.personne_id and n.recu_le > e.recu_le)
  and (exists (select 1 from droit d where d.personne_id = e.personne_id and d.flux_fin is null and (d.concerne or d.etat in ('3', '4')))
    or not exists (select 1 from droit d where d.personne_id = e.personne_id))`

/** The delay that runs again when a file closed that day is opened; null when none does. */
export async function delaiARouvrir(ctx: Context, personneId: string, le: string): Promise<DelaiRepris | null> {
  return lireDelai(ctx, sql`true as arrete`, aRouvrir(personneId, le))
}

/** Gives back the delay that the closing of the file, that day, had ended: it runs since its first day. */
export async function rouvrirEntree(ctx: Context, personneId: string, le: string): Promise<void> {
  await sql`update entree e set close_le = null, close_motif = null where ${aRouvrir(personneId, le)}`.execute(ctx.db)
}

async function lireDelai(
  ctx: Context,
  arrete: RawBuilder<unknown>,
  quand: RawBuilder<unknown>,
): Promise<DelaiRepris | null> {
  const { rows } = await sql<{
    delais: Pick<DelaiRepris, 'echeanceJours' | 'echeanceMois'>
    recuLe: string
    arrete: boolean
  }>`
    select e.recu_le, ${arrete}, jsonb_build_object(${delaisEnJson(ctx)}) as delais from entree e where ${quand}`.execute(
    ctx.db,
  )
  const [lu] = rows
  if (!lu) return null
  const { echeanceJours, echeanceMois } = lu.delais
  return { recuLe: lu.recuLe, arrete: lu.arrete, echeanceJours, echeanceMois }
}
