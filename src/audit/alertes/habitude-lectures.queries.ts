import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { parametreEnSql } from '../../territoire/parametre.queries.ts'
import { PARTIES_DE_LISTE } from '../audit.ts'
import { minuit } from '../lectures.queries.ts'

/** Days before a day over which an agent's own median is taken, and how many of them they must have read on for it to mean something. */
export const FENETRE = 30
const JOURS_MIN = 5

/** Counts again the days since the last one counted, today included, in one range of the journal; the first time, the whole window. */
export async function compterLesJours(ctx: Context): Promise<void> {
  const { rows } = await sql<{ depuis: string }>`
    select greatest(coalesce(max(jour), '-infinity'), ${ctx.today}::date - ${FENETRE}::int) as depuis from lecture_jour`.execute(
    ctx.db,
  )
  const depuis = rows[0]?.depuis ?? ctx.today
  await sql`
    insert into lecture_jour (acteur_id, jour, dossiers)
    select c.acteur_id, c.le::date, count(distinct c.personne_id)::int from consultation c
    where c.le >= ${minuit(depuis)} and c.le <= ${ctx.now}::timestamptz and c.acteur = 'agent'
      and c.quoi <> all(${[...PARTIES_DE_LISTE]})
    group by 1, 2
    on conflict (acteur_id, jour) do update set dossiers = excluded.dossiers`.execute(ctx.db)
  await sql`delete from lecture_jour where jour < ${ctx.today}::date - ${2 * FENETRE}::int`.execute(ctx.db)
}

/**
 * SQL rows (mediane, seuil, propre, plafond) over `j`, a row of lecture_jour: the agent's own median over the days they read on in the 30
 * before, null when they are too few; from how many files the day is told for it; whether it is, for it, for the day's maximum.
 */
export const jugement = (ctx: Context): RawBuilder<unknown> => sql`
  select m.mediane::float8 as mediane, s.seuil, coalesce(j.dossiers >= s.seuil, false) as propre,
    j.dossiers > ${parametreEnSql(ctx, 'audit.dossiers-jour')} as plafond
  from (select case when count(*) >= ${JOURS_MIN} then percentile_cont(0.5) within group (order by a.dossiers) end as mediane
      from lecture_jour a where a.acteur_id = j.acteur_id and a.jour >= j.jour - ${FENETRE}::int and a.jour < j.jour) m
    cross join lateral (select greatest(${parametreEnSql(ctx, 'audit.minimum-jour')},
      floor(${parametreEnSql(ctx, 'audit.facteur-propre')} * m.mediane)::int + 1) as brut) b
    cross join lateral (select case when m.mediane is not null then b.brut end as seuil) s`
