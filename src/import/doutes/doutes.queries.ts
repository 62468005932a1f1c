import { sql } from 'kysely'
import { autreCle, chiffrer, dechiffrer } from '../../socle/auth/cles.ts'
import type { Context } from '../../socle/use-case.ts'
import type { LigneImport } from '../import.ts'

const USAGE = 'doute'
const sceller = (ctx: Context, dit: object): Buffer =>
  chiffrer(ctx.territoire.code, USAGE, Buffer.from(JSON.stringify(dit)))

/** What a line that waits said, as it was given to `inscrireDoutes`. */
export const ouvrirDit = (ctx: Context, dit: Buffer): unknown =>
  JSON.parse(dechiffrer(ctx.territoire.code, USAGE, dit).toString())

/** Encrypts with the current key what waiting lines said, where another key closed it. */
export async function renouvelerDoutes(ctx: Context): Promise<void> {
  const { rows } = await sql<{ importId: string; ligne: number; dit: Buffer }>`
    select import_id, ligne, dit from import_doute where dit is not null and ${autreCle(sql.ref('dit'))}`.execute(
    ctx.db,
  )
  for (const { importId, ligne, dit } of rows)
    await ctx.db
      .updateTable('importDoute')
      .set({ dit: sceller(ctx, ouvrirDit(ctx, dit) as object) })
      .where('importId', '=', importId)
      .where('ligne', '=', ligne)
      .execute()
}

/**
 * Keeps the lines of an applied file that wait to be decided, with the files they resemble, once the lines themselves are written. What
 * the line of a list says is in the file and nowhere else.
 */
export async function inscrireDoutes(ctx: Context, importId: string, lignes: readonly LigneImport[]): Promise<void> {
  const doutes = lignes.flatMap(({ ligne, resultat, doute }) =>
    resultat === 'a-decider'
      ? [
          {
            ligne,
            candidats: doute?.candidats ?? [],
            avec: doute?.avec ?? [],
            empreinte: doute?.empreinte ?? null,
            dit: doute?.dit ? sceller(ctx, doute.dit).toString('hex') : null,
          },
        ]
      : [],
  )
  if (doutes.length === 0) return
  const dits = sql`jsonb_to_recordset(${JSON.stringify(doutes)}::jsonb) as d (ligne int, candidats uuid[], avec int[], empreinte text,
    dit text)`
  await sql`
    insert into import_doute (import_id, ligne, avec, depuis, empreinte, dit)
    select ${importId}, d.ligne, d.avec, ${ctx.now}::timestamptz, decode(d.empreinte, 'hex'), decode(d.dit, 'hex') from ${dits}`.execute(
    ctx.db,
  )
  await sql`
    insert into import_candidat (import_id, ligne, personne_id)
    select distinct ${importId}::uuid, d.ligne, c.id from ${dits} cross join lateral unnest(d.candidats) as c (id)`.execute(
    ctx.db,
  )
}

/**
 * The lines that wait in older imports and that import `numero` takes up, being of the same file, or saying the same of the same person:
 * they are put away, so that nothing is to be decided twice, and what was entrusted stays entrusted. To be called once the doubts of
 * the import are written. Returns the ids of the imports whose lines changed.
 */
export async function reprendreDoutes(ctx: Context, numero: number): Promise<string[]> {
  const motif = JSON.stringify([{ champ: 'Ligne', motif: `reprise par l’import n°\u00a0${numero}, plus récent` }])
  const { rows } = await sql<{ id: string }>`
    with nouveau as (select id, genre, sha256 from import where numero = ${numero}),
    repris as materialized (
      select d.import_id, d.ligne, d.empreinte, d.confie_le, d.confie_nom, true as du_fichier from nouveau n
        join import i on i.sha256 = n.sha256 and i.genre = n.genre and i.statut = 'applique' and i.id <> n.id
        join import_doute d on d.import_id = i.id and d.decide_le is null
      union
      select d.import_id, d.ligne, d.empreinte, d.confie_le, d.confie_nom, false from import_doute d
        join import i on i.id = d.import_id and i.statut = 'applique' and i.numero < ${numero}
      where d.decide_le is null and d.empreinte in (
        select x.empreinte from import_doute x where x.import_id = (select n.id from nouveau n) and x.empreinte is not null)),
    -- One line may be said many times over: no line is paired with each of the others.
    dites as materialized (select distinct on (empreinte) empreinte, confie_le, confie_nom from repris
      where confie_le is not null order by empreinte, confie_le desc),
    doutes as (
      update import_doute d set decision = 'reprise', decide_le = ${ctx.now}::timestamptz, decide_par = n.id, motifs = l.motifs
      from (select distinct import_id, ligne from repris) p
        join import_ligne l on l.import_id = p.import_id and l.ligne = p.ligne, nouveau n
      where d.import_id = p.import_id and d.ligne = p.ligne),
    lignes as (
      update import_ligne l set resultat = 'refusee', motifs = ${motif}::jsonb from (select distinct import_id, ligne from repris) p
      where l.import_id = p.import_id and l.ligne = p.ligne),
    confiees as (
      update import_doute d set confie_le = c.confie_le, confie_nom = c.confie_nom from (
        select x.ligne, e.confie_le, e.confie_nom from import_doute x join dites e on e.empreinte = x.empreinte
          where x.import_id = (select n.id from nouveau n)
        union select r.ligne, r.confie_le, r.confie_nom from repris r where r.du_fichier and r.confie_le is not null) c
      where d.import_id = (select n.id from nouveau n) and d.ligne = c.ligne and d.decide_le is null)
    select distinct import_id as id from repris`.execute(ctx.db)
  return rows.map(r => r.id)
}

/**
 * An undone import has nothing left to decide: its file can be taken again, and what it had taken up waits where it was, or in the
 * import that took it up since. Returns the ids of the imports whose lines changed.
 */
export async function rendreDoutes(ctx: Context, importId: string): Promise<string[]> {
  const { rows: suivants } = await sql<{ numero: number }>`
    select distinct i.numero from import_doute d join import i on i.id = d.decide_par and i.statut = 'applique'
    where d.import_id = ${importId} and d.decision = 'reprise' order by i.numero`.execute(ctx.db)
  await ctx.db.deleteFrom('importDoute').where('importId', '=', importId).execute()
  const { rows } = await sql<{ id: string }>`
    with rendus as materialized (
      select import_id, ligne, motifs from import_doute where decision = 'reprise' and decide_par = ${importId}),
    lignes as (
      update import_ligne l set resultat = 'a-decider', motifs = r.motifs from rendus r
      where l.import_id = r.import_id and l.ligne = r.ligne),
    doutes as (
      update import_doute d set decision = null, decide_le = null, decide_par = null, motifs = null from rendus r
      where d.import_id = r.import_id and d.ligne = r.ligne)
    select distinct import_id as id from rendus`.execute(ctx.db)
  const ids = new Set(rows.map(r => r.id))
  for (const { numero } of suivants) for (const id of await reprendreDoutes(ctx, numero)) ids.add(id)
  return [...ids]
}
