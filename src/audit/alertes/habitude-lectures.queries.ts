import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { parametreEnSql } from '../../territoire/parametre.queries.ts'
import type { CleParametre } from '../../territoire/parametre.ts'
import { CONTROLE, PARTIES_DE_LISTE } from '../audit.ts'
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
  const ceTemps = (le: string) => sql`${sql.ref(le)} >= ${minuit(depuis)} and ${sql.ref(le)} <= ${ctx.now}::timestamptz`
  await sql`
    insert into lecture_jour (acteur_id, jour, dossiers, noms)
    select acteur_id, jour, sum(dossiers)::int, sum(noms)::int from (
      select c.acteur_id, c.le::date as jour, count(distinct c.personne_id) as dossiers, 0 as noms from consultation c
      where ${ceTemps('c.le')} and c.acteur = 'agent' and c.quoi <> all(${[...PARTIES_DE_LISTE]})
      group by 1, 2
      union all
      select acteur_id, jour, 0, count(distinct id) from (
        select l.acteur_id, l.le::date as jour, u.id from lecture_liste l cross join lateral unnest(l.personnes) u (id)
        where ${ceTemps('l.le')} and l.acteur = 'agent'
        union all
        select c.acteur_id, c.le::date, c.personne_id from consultation c
        where ${ceTemps('c.le')} and c.acteur = 'agent' and c.quoi = any(${PARTIES_DE_LISTE.filter(p => p !== CONTROLE)})) montrees
      group by 1, 2) comptes
    group by 1, 2
    on conflict (acteur_id, jour) do update set dossiers = excluded.dossiers, noms = excluded.noms`.execute(ctx.db)
  await sql`delete from lecture_jour where jour < ${ctx.today}::date - ${2 * FENETRE}::int`.execute(ctx.db)
}

type Compte = { colonne: 'dossiers' | 'noms'; minimum: CleParametre; plafond: CleParametre }
const DOSSIERS: Compte = { colonne: 'dossiers', minimum: 'audit.minimum-jour', plafond: 'audit.dossiers-jour' }
const NOMS: Compte = { colonne: 'noms', minimum: 'audit.minimum-noms', plafond: 'audit.noms-jour' }

/**
 * SQL row (mediane, seuil, propre, plafond) over `j`, a row of lecture_jour: of this count, the agent's own median over the days that
 * have some in the 30 before, null when they are too few; from how many the day is told for it; whether it is, for it, for the day's
 * maximum.
 */
function jugementDe(ctx: Context, { colonne, minimum, plafond }: Compte): RawBuilder<unknown> {
  const [avant, ceJour] = [sql.ref(`a.${colonne}`), sql.ref(`j.${colonne}`)]
  return sql`
  select m.mediane::float8 as mediane, s.seuil, coalesce(${ceJour} >= s.seuil, false) as propre,
    ${ceJour} > ${parametreEnSql(ctx, plafond)} as plafond
  from (select case when count(*) >= ${JOURS_MIN} then percentile_cont(0.5) within group (order by ${avant}) end as mediane
      from lecture_jour a
      where a.acteur_id = j.acteur_id and a.jour >= j.jour - ${FENETRE}::int and a.jour < j.jour and ${avant} > 0) m
    cross join lateral (select greatest(${parametreEnSql(ctx, minimum)},
      floor(${parametreEnSql(ctx, 'audit.facteur-propre')} * m.mediane)::int + 1) as brut) b
    cross join lateral (select case when m.mediane is not null then b.brut end as seuil) s`
}

/**
 * SQL row over `j`, a row of lecture_jour: `mediane` of the files opened, whether they are far above it (`propre`) or above the day's
 * maximum (`plafond`); `mediane_noms` of the names that lists showed, whether they are far too many (`trop_noms`).
 */
export const jugement = (ctx: Context): RawBuilder<unknown> => sql`
  select d.mediane, d.propre, d.plafond, n.mediane as mediane_noms, n.propre or n.plafond as trop_noms
  from (${jugementDe(ctx, DOSSIERS)}) d cross join (${jugementDe(ctx, NOMS)}) n`
