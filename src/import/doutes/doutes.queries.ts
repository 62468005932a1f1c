import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import type { LigneImport } from '../import.ts'

/**
 * Keeps the lines of an applied list that wait to be decided, with the files they resemble, once the lines themselves are written. What
 * they say is in the file and nowhere else.
 */
export async function inscrireDoutes(ctx: Context, importId: string, lignes: readonly LigneImport[]): Promise<void> {
  const doutes = lignes.flatMap(({ ligne, resultat, doute }) =>
    resultat === 'a-decider' ? [{ ligne, candidats: doute?.candidats ?? [], avec: doute?.avec ?? [] }] : [],
  )
  if (doutes.length === 0) return
  const dits = sql`jsonb_to_recordset(${JSON.stringify(doutes)}::jsonb) as d (ligne int, candidats uuid[], avec int[])`
  await sql`
    insert into import_doute (import_id, ligne, avec, depuis)
    select ${importId}, d.ligne, d.avec, ${ctx.now}::timestamptz from ${dits}`.execute(ctx.db)
  await sql`
    insert into import_candidat (import_id, ligne, personne_id)
    select distinct ${importId}::uuid, d.ligne, c.id from ${dits} cross join lateral unnest(d.candidats) as c (id)`.execute(
    ctx.db,
  )
}

/** An undone import has nothing left to decide: its file can be taken again. */
export async function oublierDoutes(ctx: Context, importId: string): Promise<void> {
  await ctx.db.deleteFrom('importDoute').where('importId', '=', importId).execute()
}

/**
 * The imports of the same file as import `numero`, in which lines wait: it says of them what can be said, and they are put away, so that
 * nothing is to be decided twice. Returns their ids.
 */
export async function remplacerDoutes(ctx: Context, numero: number): Promise<string[]> {
  const motif = JSON.stringify([{ champ: 'Ligne', motif: `reprise par l’import n°\u00a0${numero}, du même fichier` }])
  const { rows } = await sql<{ id: string }>`
    with remplacees as (
      select d.import_id, d.ligne from import n join import i on i.sha256 = n.sha256 and i.statut = 'applique' and i.genre = n.genre
        and i.id <> n.id join import_doute d on d.import_id = i.id and d.decide_le is null
      where n.numero = ${numero}),
    lignes as (
      update import_ligne l set resultat = 'refusee', motifs = ${motif}::jsonb from remplacees r
      where l.import_id = r.import_id and l.ligne = r.ligne),
    doutes as (delete from import_doute d using remplacees r where d.import_id = r.import_id and d.ligne = r.ligne)
    select distinct import_id as id from remplacees`.execute(ctx.db)
  return rows.map(r => r.id)
}
