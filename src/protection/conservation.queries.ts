import { type RawBuilder, sql } from 'kysely'
import { PARAMETRES } from '../parametres.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { CleParametre } from '../territoire/parametre.ts'

/** Days that a file spends in the archive at least, however old its last contact; `effacer_personnes` holds to them too. */
const GRACE_JOURS = 30

const UNITES: Readonly<Record<string, 'years' | 'months' | 'days'>> = { ans: 'years', mois: 'months', jours: 'days' }

/** The day before which what has no more than this time to live has passed it, by a parameter of the territory. YYYY-MM-DD. */
export async function limite(ctx: Context, cle: string): Promise<string> {
  const connue = CleParametre.parse(cle)
  const unite = UNITES[PARAMETRES[connue].unite]
  if (!unite) throw new Error(`${cle} n’est pas une durée`)
  const duree = await parametre(ctx, connue)
  return Temporal.PlainDate.from(ctx.today)
    .subtract({ [unite]: duree })
    .toString()
}

/** What is kept by a parameter, as an interval of PostgreSQL: « 2 years ». */
async function duree(ctx: Context, cle: string): Promise<RawBuilder<unknown>> {
  const connue = CleParametre.parse(cle)
  return sql`${`${await parametre(ctx, connue)} ${UNITES[PARAMETRES[connue].unite]}`}::interval`
}

/**
 * SQL: the first day which, less this time, isn't before a day: the same rule as `limite`, read the other way. A month that lacks the
 * day of the term (29 February) puts it off to the first of the next one: nothing goes before its time has wholly passed.
 */
const terme = (jour: RawBuilder<unknown>, temps: RawBuilder<unknown>) => sql`((${jour} + ${temps})::date
  + case when ((${jour} + ${temps})::date - ${temps})::date < ${jour} then 1 else 0 end)`

/** SQL: the day on which a row goes that is kept for a time since an instant of it (a column). A day begun is kept whole. */
export async function termeDeLigne(ctx: Context, depuis: string, cle: string): Promise<RawBuilder<unknown>> {
  return terme(sql`(${sql.ref(depuis)}::date + 1)`, await duree(ctx, cle))
}

/**
 * SQL rows (personne_id, archiver_le, effacer_le): the days on which persons with nothing that runs leave the active base, then go.
 * What is announced and what is done both read them; `effacer_personnes` refuses who would go earlier.
 */
export async function termes(ctx: Context): Promise<RawBuilder<unknown>> {
  const active = await duree(ctx, 'conservation.active-annees')
  const archive = await duree(ctx, 'conservation.archive-annees')
  const contact = sql.ref('dernier_contact')
  return sql`
    select personne_id, dernier_contact, archivee_le,
      case when archivee_le is null then greatest(${terme(contact, active)}, ${ctx.today}::date) end as archiver_le,
      greatest(${ctx.today}::date, ${terme(contact, sql`(${active} + ${archive})`)},
        coalesce(archivee_le, ${ctx.today}::date) + ${GRACE_JOURS}::int) as effacer_le
    from conservation where not en_cours`
}
