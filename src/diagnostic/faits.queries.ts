import { sql } from 'kysely'
import { horsPerimetre } from '../agent/lecture-apres.queries.ts'
import { perimetre } from '../agent/perimetre.ts'
import type { Context } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import type { FaitsConnus } from './faits.ts'

type Ligne = Omit<FaitsConnus, 'source'> & { organisme: string | null; majLe: string | null; identiteSource: string }

/** The facts of a person in scope (404 otherwise), from the household they are in: the one of the last flow first. */
export async function faitsConnus(ctx: Context, personneId: string): Promise<FaitsConnus> {
  const { rows } = await sql<Ligne>`
    select extract(year from age(${ctx.today}::date, p.date_naissance))::int as age,
      ${COMMUNE_DITE} as commune, f.code_insee, f.situation_familiale, coalesce(f.sans_domicile_fixe, false) as sans_domicile_fixe,
      (extract(year from age(${ctx.today}::date, f.date_demande)) * 12
        + extract(month from age(${ctx.today}::date, f.date_demande)))::int as anciennete_rsa_mois,
      p.identifiant_france_travail is not null or exists (select 1 from donnee u
        where u.personne_id = p.id and u.champ = 'identifiant-unique-france-travail' and u.valeur is not null) as inscrit_france_travail,
      f.activite, f.activite_depuis, f.organisme, f.maj_le, p.identite_source,
      coalesce((
        select array_agg(extract(year from age(${ctx.today}::date, e.date_naissance))::int order by e.date_naissance desc)
        from membre me join personne e on e.id = me.personne_id
        where me.foyer_id = f.foyer_id and me.fin is null and me.role = 'ENF'
      ), '{}') as enfants
    from personne p
    left join lateral (select * from foyer_courant where personne_id = p.id) f on true
    where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
  const ligne = rows[0]
  if (!ligne) throw await horsPerimetre(ctx, personneId)
  const { organisme, majLe, identiteSource, ...faits } = ligne
  return { ...faits, source: direSource(organisme ?? identiteSource, majLe) }
}

function direSource(organisme: string, le: string | null): string {
  if (!le) return organisme
  const jour = Temporal.PlainDate.from(le).toLocaleString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' })
  return `${organisme}, ${jour.replace(/^1 /, '1er ').replaceAll(' ', '\u00a0')}`
}
