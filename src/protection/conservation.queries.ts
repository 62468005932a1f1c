import { type RawBuilder, sql } from 'kysely'
import { PARAMETRES } from '../parametres.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { CleParametre } from '../territoire/parametre.ts'

/** Days that a file spends in the archive at least, however old its last contact; `effacer_personnes` holds to them too. */
export const GRACE_JOURS = 30

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

/** When what is kept by a parameter ends, as an interval of PostgreSQL: « 2 years ». */
export async function duree(ctx: Context, cle: string): Promise<string> {
  const connue = CleParametre.parse(cle)
  return `${await parametre(ctx, connue)} ${UNITES[PARAMETRES[connue].unite]}`
}

/** SQL rows (personne_id, archiver_le, effacer_le): the days on which persons with nothing that runs leave the active base, then go. */
export async function termes(ctx: Context): Promise<RawBuilder<unknown>> {
  const active = await duree(ctx, 'conservation.active-annees')
  const archive = await duree(ctx, 'conservation.archive-annees')
  return sql`
    select personne_id, dernier_contact, archivee_le,
      case when archivee_le is null then greatest((dernier_contact + ${active}::interval)::date, ${ctx.today}::date) end as archiver_le,
      greatest(${ctx.today}::date, (dernier_contact + ${active}::interval + ${archive}::interval)::date,
        coalesce(archivee_le, ${ctx.today}::date) + ${GRACE_JOURS}::int)
        as effacer_le
    from conservation where not en_cours`
}
