import { sql } from 'kysely'
import { z } from 'zod'
import { traits } from '../agent/roles.ts'
import { recitImportTelecharge } from '../import/import.recits.ts'
import { couper } from '../socle/coupe.ts'
import { marque } from '../socle/export/export.ts'
import { raconter } from '../socle/recit.ts'
import { recitExport, recitExportInterrompu } from '../socle/socle.recits.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { recitLecturesExportees } from './audit.recits.ts'
import { PARTIES_SORTIES, Periode, partie } from './audit.ts'
import { finDuJour, minuit, structureAlors } from './lectures.queries.ts'

/** Lines shown; past them, a shorter period is asked for. */
const MAX = 500
const RECITS_SORTIES = [recitExport, recitExportInterrompu, recitImportTelecharge, recitLecturesExportees]

type Sortie = {
  le: string
  agent: string | null
  role: string | null
  structure: string | null
  quoi: string | null
  type: string | null
  avant: unknown
  apres: { personnes?: number } | null
  personnes: number | null
  /** The number of an export. */
  numero: number | null
}

/**
 * What left the product in a period, newest first: letters opened, files downloaded, lists exported; and the keys of partners, with
 * their last call. `personnes`: null where nobody counted them (a whole file); of an export, those whose line really left.
 */
export const sorties = useCase(
  {
    route: 'GET /audit/sorties',
    summary: 'Ce qui est sorti du service',
    permission: 'lecture.auditer',
    input: Periode,
    output: z.object({
      tronque: z.boolean(),
      lignes: z.array(
        z.object({
          le: z.string(),
          agent: z.string(),
          role: z.string(),
          structure: z.string().nullable(),
          quoi: z.string(),
          detail: z.string().nullable(),
          personnes: z.number().int().nullable(),
          /** Of an export: its number, as its file bears it, and as the journal of readings is asked for it. */
          export: z.object({ numero: z.int(), marque: z.string() }).nullable(),
        }),
      ),
      cles: z.array(
        z.object({ nom: z.string(), dernierAppelLe: z.string().nullable(), revoqueLe: z.string().nullable() }),
      ),
    }),
  },
  async (ctx, { du, au }) => {
    const pendant = (colonne: string) =>
      sql`${sql.ref(colonne)} >= ${minuit(du)} and ${sql.ref(colonne)} < ${finDuJour(au)}`
    const { rows } = await sql<Sortie>`
      select * from (
        (select c.le, a.nom as agent, c.role, ${structureAlors('c.acteur_id', 'c.role', 'c.le')} as structure, c.quoi,
          null as type, null::jsonb as avant, null::jsonb as apres, count(distinct c.personne_id)::int as personnes,
          null::int as numero
        from consultation c left join agent_nom a on a.id = c.acteur_id
        where c.quoi = any(${[...PARTIES_SORTIES]}) and ${pendant('c.le')}
        group by c.le, c.acteur_id, a.nom, c.role, c.quoi order by c.le desc limit ${MAX + 1})
        union all
        (select e.le, e.acteur_nom, e.apres ->> 'role', null, null, e.type, e.avant, e.apres, (e.apres ->> 'personnes')::int,
          case when e.objet = 'export' then e.objet_id::int end
        from evenement e
        where e.objet in ('export', 'import', 'territoire') and e.type = any(${RECITS_SORTIES.map(r => r.nom)}) and ${pendant('e.le')}
        order by e.le desc limit ${MAX + 1})) s
      order by s.le desc limit ${MAX + 1}`.execute(ctx.db)
    const cles = await ctx.commun
      .selectFrom('clientApi')
      .select(['nom', 'dernierAppelLe', 'revoqueLe'])
      .where('territoire', '=', ctx.territoire.code)
      .orderBy('nom')
      .execute()
    const { montrees, tronque } = couper(rows, MAX)
    const sortis = await personnesSorties(
      ctx,
      montrees.flatMap(s => s.numero ?? []),
    )
    return {
      tronque,
      lignes: montrees.map(({ type, avant, apres, ...s }) => {
        const dit = type
          ? raconter(RECITS_SORTIES, { type, avant, apres }, { sexe: '', aujourdhui: ctx.today, fuseau: ctx.fuseau })
          : { titre: partie(s.quoi ?? ''), detail: null }
        return {
          le: s.le,
          agent: s.agent ?? 'Agent inconnu',
          role: traits(s.role)?.libelle ?? '',
          structure: s.structure,
          quoi: dit.titre,
          detail: dit.detail,
          personnes: s.numero !== null && type === recitExport.nom ? (sortis.get(s.numero) ?? 0) : s.personnes,
          export: s.numero === null ? null : { numero: s.numero, marque: marque(ctx.territoire.code, s.numero) },
        }
      }),
      cles,
    }
  },
)

/** How many persons each export held, by its number. */
async function personnesSorties(ctx: Context, numeros: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ numero: number; n: number }>`
    select export as numero, count(distinct personne_id)::int as n from consultation
    where export = any(${[...numeros]}::int[]) group by 1`.execute(ctx.db)
  return new Map(rows.map(r => [r.numero, r.n]))
}
