import { type RawBuilder, sql } from 'kysely'
import { HORLOGES } from '../echeances.ts'
import { verrou } from '../socle/postgres/verrous.ts'
import type { Context } from '../socle/use-case.ts'
import type { Horloge } from './horloge.ts'
import { rendreHorsPortee } from './rendre.queries.ts'

/** What agents, and what reminds them, made of it. */
const DES_AGENTS = ['reportee_jusquau', 'confiee_a', 'rappelee_le', 'escaladee_le'] as const
const DES_FAITS = ['personne_id', 'depuis', 'pour', 'des', 'prevu_le', 'commande', 'agent_id', 'structure_id'] as const

/**
 * SQL rows of what is due to these persons as the facts stand; `demandees`: a query of ids, none absorbed by another file. Nothing is
 * due to who has a closed file (rule A10).
 */
export function dues(ctx: Context, demandees: RawBuilder<unknown>): RawBuilder<unknown> {
  const personnes = sql`select q.id from (${demandees}) q where not exists (select 1 from dossier_clos z where z.personne_id = q.id)`
  const union = (horloges: readonly Horloge[]) =>
    sql.join(
      horloges.map(h => h.faits(ctx, personnes)),
      sql` union all `,
    )
  const parSource = [...Map.groupBy(HORLOGES, h => h.source)].map(([source, horloges]) =>
    source
      ? sql`(with ${sql.ref(source.nom)} as materialized (${source.lignes(personnes)}) ${union(horloges)})`
      : union(horloges),
  )
  return sql.join(parSource, sql` union all `)
}

/**
 * Brings what is due to these persons in line with the facts, in one statement, however many they are: what is done goes, what moved
 * moves. A clock that starts again forgets that it was put off, given or told; one that changes hands, that it was given or told. They
 * are locked first: of two who write about the same person at once, the second draws from what both wrote. An import, which draws for
 * thousands, locks nobody, and isn't waited for: who would cross it leaves it what is due to their persons, which is drawn as soon as it
 * ends (import/differences/accorder-decides.job.ts). What an import makes forget is kept with what it changed: undoing it gives it back
 * (detacher.queries.ts). `personnes`: a query of ids.
 */
export async function accorder(ctx: Context, personnes: RawBuilder<unknown>): Promise<void> {
  if (!(await prendreSonTour(ctx))) return
  if (ctx.import === null)
    await sql`select 1 from personne p where p.id in (${personnes}) order by p.id for no key update of p`.execute(
      ctx.db,
    )
  const ref = (alias: string) => sql.join(DES_FAITS.map(c => sql.ref(`${alias}.${c}`)))
  const colonnes = sql.join(DES_FAITS.map(c => sql.ref(c)))
  const garde = (memes: RawBuilder<unknown>) => (colonne: string) =>
    sql`${sql.ref(colonne)} = case when ${memes} then echeance.${sql.ref(colonne)} end`
  const memeTerme = sql`echeance.pour is not distinct from excluded.pour`
  const memeAgent = sql`${memeTerme} and echeance.agent_id is not distinct from excluded.agent_id`
  await sql`
    with demandees as materialized (${personnes}),
    cibles as materialized (
      select id from demandees union select p.id from personne p where p.fusionnee_dans in (select id from demandees)
        union select p.fusionnee_dans from personne p where p.id in (select id from demandees) and p.fusionnee_dans is not null),
    vivantes as materialized (select p.id from personne p where p.id in (select id from cibles) and p.fusionnee_dans is null),
    dues as materialized (${dues(ctx, sql`select id from vivantes`)}),
    ${ctx.import === null ? sql`` : oubliees(ctx.import)}
    otees as (delete from echeance e where e.personne_id in (select id from cibles)
      and not exists (select 1 from dues d where d.genre = e.genre and d.objet_id = e.objet_id))
    insert into echeance (genre, objet_id, ${colonnes}) select d.genre, d.objet_id, ${ref('d')} from dues d
    on conflict (genre, objet_id) do update set
      ${sql.join(DES_FAITS.map(c => sql`${sql.ref(c)} = excluded.${sql.ref(c)}`))},
      ${sql.join(['reportee_jusquau', 'reportee_motif', 'reportee_par', 'escaladee_le'].map(garde(memeTerme)))},
      ${sql.join(['confiee_a', 'confiee_par', 'rappelee_le'].map(garde(memeAgent)))}
    where (${ref('echeance')}) is distinct from (${ref('excluded')})`.execute(ctx.db)
  if (ctx.import === null) await rendreHorsPortee(ctx, personnes)
}

/** SQL: what import `numero` is about to make forget of what was put off, given, told: each row as it was, among its differences. */
const oubliees = (numero: number) => sql`
    oubliees as (insert into import_difference (import, personne_id, table_nom, cle, avant)
      select ${numero}::int, e.personne_id, 'echeance', jsonb_build_object('genre', e.genre, 'objet_id', e.objet_id), to_jsonb(e)
      from echeance e where e.personne_id in (select id from cibles)
        and (${sql.join(
          DES_AGENTS.map(c => sql`e.${sql.ref(c)} is not null`),
          sql` or `,
        )}) and not exists (select 1 from dues d where d.genre = e.genre
          and d.objet_id = e.objet_id and d.pour is not distinct from e.pour and d.agent_id is not distinct from e.agent_id)),`

/** Taken until the end of the transaction: alone by an import that draws, together by all the others. */
const VERROU_TIRAGE = verrou('tirage')

/** False: an import draws, which the machine alone waits for. Rows that both would take in another order would stop one of the two. */
async function prendreSonTour(ctx: Context): Promise<boolean> {
  const cle = sql`${VERROU_TIRAGE}, hashtext(${ctx.territoire.code})`
  if (ctx.import !== null) await sql`select pg_advisory_xact_lock(${cle})`.execute(ctx.db)
  else if (ctx.agent.genre === 'systeme') {
    await sql`set local lock_timeout = 0`.execute(ctx.db)
    await sql`select pg_advisory_xact_lock_shared(${cle})`.execute(ctx.db)
    await sql`set local lock_timeout to default`.execute(ctx.db)
  } else {
    const { rows } = await sql<{ pris: boolean }>`select pg_try_advisory_xact_lock_shared(${cle}) as pris`.execute(
      ctx.db,
    )
    return rows[0]?.pris === true
  }
  return true
}

/** How what is stored differs from the facts: nothing, unless a command forgot to bring it in line. For tests and repairs. */
export async function desaccords(ctx: Context): Promise<unknown[]> {
  const colonnes = sql.join(['genre', 'objet_id', ...DES_FAITS].map(c => sql.ref(c)))
  const { rows } = await sql`
    with tirees as (${dues(ctx, sql`select p.id from personne p where p.fusionnee_dans is null`)})
    select 'de trop' as quoi, t.* from (select ${colonnes} from echeance except select ${colonnes} from tirees) t
    union all select 'manque', t.* from (select ${colonnes} from tirees except select ${colonnes} from echeance) t`.execute(
    ctx.db,
  )
  return rows
}
