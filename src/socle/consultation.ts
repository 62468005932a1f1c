import { type Kysely, type RawBuilder, sql } from 'kysely'
import { parLots } from './lots.ts'
import type { DB } from './tables.ts'
import type { Context } from './use-case.ts'

type Trace = {
  personne_id: string
  acteur: string
  acteur_id: string
  role: string | null
  quoi: string
  le: string
  objet_id: string | null
}
/** Traces of one reading, and the SQL of why each person of them was open to the reader. */
type Lecture = { traces: Trace[]; raison: RawBuilder<string | null> }

const lots = new WeakMap<Kysely<DB>, (lecture: Lecture) => Promise<unknown>>()

/**
 * Keeps the trace of a reading of persons' files (architecture rule 6), with what opened them to the reader at that moment. `quoi`:
 * which part was read, such as 'dossier'; `objetId`: which one, when there are several. In a transaction the trace lives or dies with
 * it; a plain read waits here until its trace is on the disk, with those of the other reads of the moment: nothing is shown that isn't
 * recorded, and one commit serves them all. Refused: nothing; when the trace can't be kept, the reading fails.
 */
export async function consulter(
  ctx: Context,
  personnes: string | readonly string[],
  quoi: string,
  objetId: string | null = null,
): Promise<void> {
  const { genre, id, role } = ctx.agent
  if (genre === 'systeme') return
  const traces = [personnes]
    .flat()
    .map(personne_id => ({ personne_id, acteur: genre, acteur_id: id, role, quoi, le: ctx.now, objet_id: objetId }))
  if (traces.length === 0) return
  const lecture = { traces, raison: ctx.raison?.(ctx, sql.ref('t.personne_id')) ?? sql<null>`null` }
  if (ctx.db.isTransaction) await garder(ctx.db, [lecture])
  else await lotDe(ctx.db)(lecture)
}

function lotDe(db: Kysely<DB>) {
  const connu = lots.get(db)
  if (connu) return connu
  const nouveau = parLots((lectures: Lecture[]) => garder(db, lectures))
  lots.set(db, nouveau)
  return nouveau
}

const garder = (db: Kysely<DB>, lectures: Lecture[]) =>
  sql`
    insert into consultation (personne_id, acteur, acteur_id, role, quoi, le, objet_id, relation)
    ${sql.join(lectures.map(lignes), sql` union all `)}`.execute(db)

const lignes = ({ traces, raison }: Lecture) => sql`
  select t.personne_id, t.acteur, t.acteur_id, t.role, t.quoi, t.le, t.objet_id, ${raison}::text
  from jsonb_to_recordset(${JSON.stringify(traces)}::jsonb)
    as t (personne_id uuid, acteur text, acteur_id uuid, role text, quoi text, le timestamptz, objet_id uuid)`
