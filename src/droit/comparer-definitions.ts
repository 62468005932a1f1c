import { sql } from 'kysely'
import { z } from 'zod'
import { autorise } from '../agent/autorise.ts'
import { Refusal } from '../socle/refusal.ts'
import { Effectif, masquer } from '../socle/secret.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { choixEnVigueur, parametre } from '../territoire/parametre.queries.ts'
import { CodeDefinition, DEFINITIONS_ENTREE, Mois } from './definition-entree.ts'
import { comptes, photo, porteeDuMois } from './definitions.queries.ts'

/**
 * How many new entrants each published definition counts in a month of flows, and how far from the one in force. Without `mois`: the last
 * month over that a monthly flow tells; null when there is none. Who may not see names doesn't see counts below pilotage.seuil-secret.
 * Refuses a month without a monthly flow. Source: docs/adr/0007-definitions-entree.md.
 */
export const comparerDefinitions = useCase(
  {
    route: 'GET /entrees/definitions',
    summary: 'Les nouveaux entrants d’un mois selon chaque définition publiée',
    permission: 'definition.comparer',
    input: z.object({ mois: Mois.optional() }),
    output: z.object({
      /** YYYY-MM. */
      mois: z.string().nullable(),
      /** Months that a monthly flow tells, the last first. */
      moisConnus: z.array(z.string()),
      enVigueur: CodeDefinition,
      nommer: z.boolean(),
      seuil: z.number().int(),
      quotidiens: z.number().int(),
      definitions: z.array(
        z.object({
          code: CodeDefinition,
          nom: z.string(),
          version: z.string(),
          publiee: z.string(),
          source: z.string(),
          compte: z.string(),
          ecarte: z.string(),
          personnes: Effectif.nullable(),
          /** Counted here and not by the definition in force; and the other way round. */
          enPlus: Effectif.nullable(),
          enMoins: Effectif.nullable(),
        }),
      ),
    }),
  },
  async (ctx, { mois: demande }) => {
    const moisConnus = await moisAvecFlux(ctx)
    const courant = ctx.today.slice(0, 7)
    const mois = demande ?? moisConnus.find(m => m < courant) ?? moisConnus[0] ?? null
    const nommer = autorise(ctx.agent, 'pilotage.nommer')
    const [seuil, regles] = await Promise.all([
      parametre(ctx, 'pilotage.seuil-secret').then(n => (nommer ? 0 : n)),
      reglesDuMois(ctx, mois),
    ])
    if (demande) exigerMois(demande, moisConnus)
    const comptesDuMois = mois ? await compter(ctx, mois, regles) : []
    const definitions = CodeDefinition.options.map(code => {
      const lu = comptesDuMois.find(c => c.code === code)
      const { nom, version, publiee, source, compte, ecarte } = DEFINITIONS_ENTREE[code]
      const [enPlus, enMoins] = lu ? [masquer(lu.enPlus, seuil), masquer(lu.enMoins, seuil)] : [null, null]
      // The two totals are shown: one difference hidden would be found from the other.
      const cache = enPlus === 'masque' || enMoins === 'masque'
      return {
        ...{ code, nom, version, publiee, source, compte, ecarte },
        personnes: lu ? masquer(lu.personnes, seuil) : null,
        enPlus: cache ? ('masque' as const) : enPlus,
        enMoins: cache ? ('masque' as const) : enMoins,
      }
    })
    return {
      ...{ mois, moisConnus, nommer, seuil },
      enVigueur: regles.definition,
      quotidiens: comptesDuMois[0]?.quotidiens ?? 0,
      definitions,
    }
  },
)

/** Months 'YYYY-MM' that a monthly flow tells, the last first. */
export async function moisAvecFlux(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ mois: string }>`
    select distinct to_char(reference, 'YYYY-MM') as mois from flux where type in ('M', 'R') order by 1 desc`.execute(
    ctx.db,
  )
  return rows.map(r => r.mois)
}

/** Refuses (not-found) a month that no monthly flow tells: there is nothing to compare. */
export function exigerMois(mois: string, connus: readonly string[]): void {
  if (connus.includes(mois)) return
  const message = 'Aucun flux mensuel de ce mois n’a été importé. Choisissez un autre mois.'
  throw new Refusal('not-found', 'mois-sans-flux', message, [{ champ: 'mois', message }])
}

export type ReglesDuMois = { definition: CodeDefinition; moisSuspension: number }

/** The definition in force the day the last monthly flow of the month was received, and the suspension that closes a follow-up then. */
export async function reglesDuMois(ctx: Context, mois: string | null): Promise<ReglesDuMois> {
  const { rows } = await sql<{ recuLe: string; reference: string }>`
    select recu_le, reference from flux where type in ('M', 'R') and to_char(reference, 'YYYY-MM') = ${mois ?? ''}
    order by numero desc limit 1`.execute(ctx.db)
  const [definition, moisSuspension] = await Promise.all([
    choixEnVigueur(ctx, 'entree.definition', rows[0]?.recuLe ?? ctx.today),
    parametre(ctx, 'suivi.suspension-mois', rows[0]?.reference ?? ctx.today),
  ])
  return { definition, moisSuspension }
}

type Compte = { code: CodeDefinition; personnes: number; enPlus: number; enMoins: number; quotidiens: number }

async function compter(ctx: Context, mois: string, { definition, moisSuspension }: ReglesDuMois): Promise<Compte[]> {
  const portee = porteeDuMois(mois)
  const tous = CodeDefinition.options.map(
    code => sql`select ${code}::text as code, c.personne_id from (${comptes(code, portee, moisSuspension)}) c`,
  )
  const { rows } = await sql<Compte>`
    with ${photo(portee)},
    compte as materialized (
      select t.* from (${sql.join(tous, sql` union all `)}) t
      where not exists (select 1 from personne p where p.id = t.personne_id and p.fusionnee_dans is not null)),
    vigueur as (select c.personne_id from compte c where c.code = ${definition})
    select d.code, count(c.personne_id)::int as personnes,
      count(c.personne_id) filter (where v.personne_id is null)::int as en_plus,
      ((select count(*) from vigueur) - count(v.personne_id))::int as en_moins,
      (select count(*) from flux x where x.type = 'I' and ${portee.quotidiens})::int as quotidiens
    from unnest(${[...CodeDefinition.options]}::text[]) as d (code)
      left join compte c on c.code = d.code left join vigueur v on v.personne_id = c.personne_id
    group by d.code`.execute(ctx.db)
  return rows
}
