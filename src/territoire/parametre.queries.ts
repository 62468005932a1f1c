import { type RawBuilder, sql } from 'kysely'
import { CHOIX, PARAMETRES } from '../parametres.ts'
import type { Context } from '../socle/use-case.ts'
import type { CleChoix, CleParametre } from './parametre.ts'

/** The value in force on a day (YYYY-MM-DD, today by default): the territory's, else the rule's default. */
export async function parametre(ctx: Context, cle: CleParametre, le = ctx.today): Promise<number> {
  const choix = await ctx.db
    .selectFrom('parametre')
    .select('valeur')
    .where('cle', '=', cle)
    .where('effetLe', '<=', le)
    .orderBy('effetLe', 'desc')
    .limit(1)
    .executeTakeFirst()
  return choix ? Number(choix.valeur) : PARAMETRES[cle].defaut
}

/** SQL: the value in force today, for a query that compares with it. */
export const parametreEnSql = (ctx: Pick<Context, 'today'>, cle: CleParametre): RawBuilder<number> =>
  parametreDuJour(cle, sql`${ctx.today}::date`)

/** SQL: the value in force on a day, given as a column. */
export function parametreDuJour(cle: CleParametre, jour: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce((select (q.valeur #>> '{}')::int from parametre q
    where q.cle = ${cle} and q.effet_le <= ${jour} order by q.effet_le desc limit 1), ${PARAMETRES[cle].defaut}::int)`
}

/** SQL (text): the option in force on a day, given as a column. */
export function choixDuJour(cle: CleChoix, jour: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce((select q.valeur #>> '{}' from parametre q
    where q.cle = ${cle} and q.effet_le <= ${jour} order by q.effet_le desc limit 1), ${CHOIX[cle].defaut}::text)`
}

/**
 * What is due reads the rules of the day each clock started, or an appointment was taken: a rule that changes from a day on (YYYY-MM-DD)
 * is told to whom has one of that day or after, an appointment to come included.
 */
export async function toucherDepuis(ctx: Context, jour: string): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select personne_id from echeance where depuis >= ${jour}
    union select personne_id from rendez_vous where issue is null and pris_le >= ${jour}::date`.execute(ctx.db)
  for (const { personneId } of rows) ctx.touchees.add(personneId)
}

type Valeur<C extends CleChoix> = (typeof CHOIX)[C]['options'][number]['valeur']

/** The option in force on a day (YYYY-MM-DD): the territory's, else the rule's default. */
export async function choixEnVigueur<C extends CleChoix>(ctx: Context, cle: C, le: string): Promise<Valeur<C>> {
  const { rows } = await sql<{ valeur: string }>`
    select valeur #>> '{}' as valeur from parametre where cle = ${cle} and effet_le <= ${le} order by effet_le desc limit 1`.execute(
    ctx.db,
  )
  return CHOIX[cle].options.find(o => o.valeur === rows[0]?.valeur)?.valeur ?? CHOIX[cle].defaut
}

/**
 * SQL rows (debut, fin, valeur) covering all time: which value of a parameter is in force when; `fin` is excluded, null if none.
 * For a query that needs the value of each row's own day.
 */
export function periodesParametre(cle: CleParametre): RawBuilder<unknown> {
  const { defaut } = PARAMETRES[cle]
  return sql`select effet_le as debut, lead(effet_le) over (order by effet_le) as fin, valeur
    from (select '-infinity'::date as effet_le, ${defaut}::int as valeur
      union all select effet_le, (valeur #>> '{}')::int from parametre where cle = ${cle}) choix`
}

/**
 * Writes, from a day on, a value made of named parts: said again for the same day, the parts said last win and the others stay.
 * `effetLe`: YYYY-MM-DD.
 */
export async function completerParametre(
  ctx: Context,
  { cle, effetLe, valeur, motif }: { cle: string; effetLe: string; valeur: Record<string, unknown>; motif: string },
): Promise<void> {
  const saisie = { motif, saisiPar: ctx.agent.id, saisiLe: ctx.now }
  await ctx.db
    .insertInto('parametre')
    .values({ cle, effetLe, valeur: JSON.stringify(valeur), ...saisie })
    .onConflict(deja =>
      deja.columns(['cle', 'effetLe']).doUpdateSet({ valeur: sql`parametre.valeur || excluded.valeur`, ...saisie }),
    )
    .execute()
}
