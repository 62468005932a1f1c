import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ActeurEnSql } from '../acteur.ts'
import { parLots } from '../lots.ts'
import type { DB } from '../tables.ts'
import type { Context } from '../use-case.ts'

type Trace = {
  personne_id: string
  acteur_id: string
  structure_id: string | null
  equipe_id: string | null
  secteur: string[] | null
  quoi: string
  le: string
  objet_id: string | null
}
type Lecture = { ctx: Context; traces: Trace[] }

const lots = new WeakMap<Kysely<DB>, (lecture: Lecture) => Promise<unknown>>()

/**
 * Keeps the trace of a reading of persons' files (architecture rule 6), with what opened them to the reader at that moment. `quoi`:
 * which part was read, such as 'dossier'; `objetId`: which one, when there are several. In a transaction the trace lives or dies with
 * it; a plain read waits here until its trace is on the disk, with those of the other reads of the moment: nothing is shown that isn't
 * recorded, and one commit serves them all. One person alone is a file that opens, refused as `ctx.garde` says; several are a list.
 * When the trace can't be kept, the reading fails.
 */
export async function consulter(
  ctx: Context,
  personnes: string | readonly string[],
  quoi: string,
  objetId: string | null = null,
): Promise<void> {
  const { genre, id, structureId, equipeId, secteur } = ctx.agent
  if (genre === 'systeme') return
  if (typeof personnes === 'string') await ctx.garde?.exiger(ctx, [personnes])
  const lecteur = { acteur_id: id, structure_id: structureId, equipe_id: equipeId, secteur }
  const traces = [personnes]
    .flat()
    .map(personne_id => ({ personne_id, ...lecteur, quoi, le: ctx.now, objet_id: objetId }))
  if (traces.length === 0) return
  const lecture = { ctx, traces }
  if (ctx.db.isTransaction) await garder(ctx.db, [lecture])
  else await lotDe(ctx.db)(lecture)
}

/**
 * Keeps that these persons were lines of an export, once each however many lines tell of them. Written before the lines leave, in
 * its own transaction: nothing that left lacks its trace, whatever becomes of the rest.
 */
export async function garderExport(ctx: Context, personnes: readonly string[], numero: number): Promise<void> {
  const { genre, id, role } = ctx.agent
  if (genre === 'systeme' || personnes.length === 0) return
  await sql`
    insert into consultation (personne_id, acteur, acteur_id, role, quoi, le, relation, export)
    select t.personne_id, ${genre}, ${id}, ${role}, 'export', ${ctx.now}::timestamptz,
      ${ctx.raison?.(ctx, sql.ref('t.personne_id')) ?? sql<null>`null`}::text, ${numero}::integer
    from unnest(${[...personnes]}::uuid[]) as t (personne_id)
    on conflict (export, personne_id) where export is not null do nothing`.execute(ctx.db)
}

function lotDe(db: Kysely<DB>) {
  const connu = lots.get(db)
  if (connu) return connu
  const nouveau = parLots((lectures: Lecture[]) => garder(db, lectures))
  lots.set(db, nouveau)
  return nouveau
}

const garder = (db: Kysely<DB>, lectures: readonly Lecture[]) => {
  const memes = Map.groupBy(lectures, ({ ctx }) => formeDe(ctx))
  const parForme = [...memes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, siennes]) => lignes(siennes))
  return sql`
    insert into consultation (personne_id, acteur, acteur_id, role, quoi, le, objet_id, relation)
    ${sql.join(parForme, sql` union all `)}`.execute(db)
}

/** What the SQL of their reasons hangs on: readings alike are one query, whoever reads. The text of a lot stays one of a few. */
const formeDe = ({ agent: { genre, role, structureId, equipeId, secteur }, raison, today }: Context): string =>
  JSON.stringify([genre, role, structureId === null, equipeId === null, secteur === null, raison === null, today])

/** SQL rows of readings of one form, each with what opened the file to its reader. */
function lignes(lectures: readonly Lecture[]): RawBuilder<unknown> {
  const [{ ctx }] = lectures as [Lecture]
  const { genre, role, structureId, equipeId, secteur } = ctx.agent
  const agent: ActeurEnSql = {
    genre,
    role,
    id: sql.ref<string>('t.acteur_id'),
    structureId: structureId && sql.ref<string>('t.structure_id'),
    equipeId: equipeId && sql.ref<string>('t.equipe_id'),
    secteur: secteur && sql.ref<string[]>('t.secteur'),
  }
  const { now, today } = ctx
  const raison = ctx.raison?.({ agent, now, today }, sql.ref('t.personne_id')) ?? sql<null>`null`
  return sql`
    select t.personne_id, ${genre}::text, t.acteur_id, ${role}::text, t.quoi, t.le, t.objet_id, ${raison}::text
    from jsonb_to_recordset(${JSON.stringify(lectures.flatMap(l => l.traces))}::jsonb) as t (personne_id uuid, acteur_id uuid,
      structure_id uuid, equipe_id uuid, secteur text[], quoi text, le timestamptz, objet_id uuid)`
}
