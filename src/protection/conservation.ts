import { sql } from 'kysely'
import { z } from 'zod'
import { LIENS } from '../liens.ts'
import { PARAMETRES } from '../parametres.ts'
import { couper } from '../socle/coupe.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { CleParametre } from '../territoire/parametre.ts'
import { termeDeLigne, termes } from './conservation.queries.ts'

/** Months shown ahead, the present one included. */
const MOIS = 12
const PREUVES = 20

const Mois = z.object({
  /** YYYY-MM. */
  mois: z.string(),
  /** Persons who leave the active base, then persons erased. */
  archiver: z.number(),
  effacer: z.number(),
  /** Rows whose own time passes, by table. */
  lignes: z.record(z.string(), z.number()),
})

/** What is kept and until when: how many persons leave the active base and are erased each month to come, and the proofs of what was. */
export const conservation = useCase(
  {
    route: 'GET /conservation',
    summary: 'Ce qui est conservé, jusqu’à quand, et ce qui a été effacé',
    permission: 'conservation.lire',
    input: z.object({}),
    output: z.object({
      actives: z.number(),
      archivees: z.number(),
      mois: z.array(Mois),
      durees: z.array(z.object({ cle: z.string(), libelle: z.string(), valeur: z.number(), unite: z.string() })),
      preuves: z.array(
        z.object({
          id: z.uuid(),
          le: z.string(),
          regle: z.string(),
          personnes: z.number(),
          foyers: z.number(),
          lignes: z.number(),
          parametres: z.record(z.string(), z.number()),
        }),
      ),
      /** Older proofs are kept and not shown. */
      preuvesTronquees: z.boolean(),
    }),
  },
  async ctx => {
    const { rows } = await sql<{ actives: number; archivees: number }>`
      select count(*) filter (where archivee_le is null) as actives, count(*) filter (where archivee_le is not null) as archivees
      from conservation`.execute(ctx.db)
    return {
      ...(rows[0] ?? { actives: 0, archivees: 0 }),
      mois: await moisAVenir(ctx),
      durees: await dureesEnVigueur(ctx),
      ...(await dernieresPreuves(ctx)),
    }
  },
)

async function moisAVenir(ctx: Context): Promise<z.input<typeof Mois>[]> {
  const fin = sql`${ctx.today}::date + make_interval(months => ${MOIS})`
  const { rows: dossiers } = await sql<{ mois: string; quoi: 'archiver' | 'effacer'; n: number }>`
    with t as materialized (${await termes(ctx)})
    select to_char(le, 'YYYY-MM') as mois, quoi, count(*) as n
    from (select archiver_le as le, 'archiver' as quoi from t union all select effacer_le, 'effacer' from t) q
    where le < ${fin} group by 1, 2`.execute(ctx.db)
  const lignes: { mois: string; table: string; n: number }[] = []
  for (const { table, conservation } of LIENS) {
    if (!conservation) continue
    const { rows } = await sql<{ mois: string; n: number }>`
      select to_char(greatest(le, ${ctx.today}::date), 'YYYY-MM') as mois, count(*) as n
      from (select ${await termeDeLigne(ctx, conservation.depuis, conservation.parametre)} as le from ${sql.table(table)}) q
      where le < ${fin} group by 1`.execute(ctx.db)
    lignes.push(...rows.map(r => ({ ...r, table })))
  }
  const depart = Temporal.PlainDate.from(ctx.today).toPlainYearMonth()
  return Array.from({ length: MOIS }, (_, rang) => {
    const mois = depart.add({ months: rang }).toString()
    const compte = (quoi: string) => dossiers.find(d => d.mois === mois && d.quoi === quoi)?.n ?? 0
    return {
      mois,
      archiver: compte('archiver'),
      effacer: compte('effacer'),
      lignes: Object.fromEntries(lignes.filter(l => l.mois === mois).map(l => [l.table, l.n])),
    }
  })
}

async function dureesEnVigueur(ctx: Context) {
  const cles = CleParametre.options.filter(c => c.startsWith('conservation.') || c === 'import.conservation-jours')
  return Promise.all(
    cles.map(async cle => ({
      cle,
      libelle: PARAMETRES[cle].libelle,
      valeur: await parametre(ctx, cle),
      unite: PARAMETRES[cle].unite,
    })),
  )
}

async function dernieresPreuves(ctx: Context) {
  const preuves = await ctx.db
    .selectFrom('effacement')
    .selectAll()
    .orderBy('le', 'desc')
    .orderBy('regle')
    .limit(PREUVES + 1)
    .execute()
  const { montrees, tronque } = couper(preuves, PREUVES)
  const dites = montrees.map(p => ({
    ...p,
    lignes: Object.values(z.record(z.string(), z.number()).parse(p.lignes)).reduce((somme, n) => somme + n, 0),
    parametres: z.record(z.string(), z.number()).parse(p.parametres),
  }))
  return { preuves: dites, preuvesTronquees: tronque }
}
