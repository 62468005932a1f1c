import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { LIGNES_PAR_PAGE } from '../../socle/ui/liste/lignes-par-page.ts'
import { type Context, useCase } from '../../socle/use-case.ts'

const Ouverture = z.object({
  id: z.uuid(),
  personneId: z.uuid(),
  nom: z.string().nullable(),
  prenom: z.string().nullable(),
  agent: z.string(),
  role: z.string(),
  le: z.string(),
  motif: z.string(),
  precision: z.string().nullable(),
  revue: z.string().nullable(),
  mot: z.string().nullable(),
  revuePar: z.string().nullable(),
  explication: z.string().nullable(),
  expliqueLe: z.string().nullable(),
})
export type Ouverture = z.infer<typeof Ouverture>

/** Only those of the page are given their names. */
const lire = (ctx: Context, suite: RawBuilder<unknown>) =>
  sql<Ouverture>`
    with page as materialized (select q.*, row_number() over () as rang from (select * from ouverture o ${suite}) q)
    select o.id, o.personne_id, p.nom, p.prenom, coalesce(a.nom, 'Agent inconnu') as agent, o.role, o.le, o.motif, o.precision, o.revue,
      o.revue_mot as mot, r.nom as revue_par, o.explication, o.explique_le
    from page o left join personne p on p.id = o.personne_id left join agent_nom a on a.id = o.agent_id
      left join agent_nom r on r.id = o.revue_par order by o.rang`.execute(ctx.db)

/** Files opened out of one's usual persons, for who reviews them: those that wait first, the oldest first; the others, latest first. */
export const ouvertures = useCase(
  {
    route: 'GET /audit/ouvertures',
    summary: 'Les dossiers ouverts hors de l’ordinaire',
    permission: 'lecture.auditer',
    montre: 'ouvertures',
    input: z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
    output: z.object({
      /** Nobody looked yet, or the agent has answered; asked, not answered. */
      aRevoir: z.int(),
      attendues: z.int(),
      total: z.int(),
      pages: z.int(),
      lignes: z.array(Ouverture),
    }),
  },
  async (ctx, { page }) => {
    const aRevoir = sql`(o.revue is null or (o.revue = 'a-expliquer' and o.explication is not null))`
    const [{ rows }, { rows: comptes }] = await Promise.all([
      lire(
        ctx,
        sql`order by case when ${aRevoir} then 0 when o.revue = 'a-expliquer' then 1 else 2 end,
          case when o.revue is distinct from 'normal' then o.le end, o.le desc, o.id
          limit ${LIGNES_PAR_PAGE} offset ${(page - 1) * LIGNES_PAR_PAGE}`,
      ),
      sql<{ aRevoir: number; attendues: number; total: number }>`
        select (count(*) filter (where ${aRevoir}))::int as a_revoir, count(*)::int as total,
          (count(*) filter (where o.revue = 'a-expliquer' and o.explication is null))::int as attendues from ouverture o`.execute(
        ctx.db,
      ),
    ])
    const { total = 0, ...reste } = comptes[0] ?? { aRevoir: 0, attendues: 0 }
    return { ...reste, total, pages: Math.max(1, Math.ceil(total / LIGNES_PAR_PAGE)), lignes: rows }
  },
)

/** The openings of the agent who asks that were reviewed: those that they are to explain first, then the latest. */
export const mesOuvertures = useCase(
  {
    route: 'GET /ouvertures',
    summary: 'Mes ouvertures de dossier, à expliquer ou revues',
    permission: 'dossier.lire',
    montre: 'ouvertures',
    input: z.object({}),
    output: z.object({ lignes: z.array(Ouverture) }),
  },
  async ctx => ({
    lignes: (
      await lire(
        ctx,
        sql`where o.agent_id = ${ctx.agent.id} and o.revue is not null
          order by o.revue = 'normal' or o.explication is not null, o.revue_le desc, o.id limit 50`,
      )
    ).rows,
  }),
)
