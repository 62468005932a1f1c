import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '../socle/job.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { oterContenus } from './imports.queries.ts'

/** A deposit that nobody takes up again is forgotten after this many days. */
const DEPOT_ABANDONNE_JOURS = 7

/**
 * Erases what the imports of a territory keep about persons once their time has passed (`import.conservation-jours`): bytes, lines,
 * rows before and after. Their reports stay. Deposits left half-way go whole. Runs every day.
 */
export const purgerImports = job(
  'purger-imports',
  z.object({}),
  async ctx => {
    await oublierDepotsAbandonnes(ctx)
    await effacerContenus(ctx)
  },
  { titre: 'Effacement du contenu des imports anciens', chaque: '30 3 * * *', parTerritoire: true },
)

async function oublierDepotsAbandonnes(ctx: Context): Promise<void> {
  const { rows } = await sql<{ fichierId: string | null }>`
    delete from import where statut = 'depot'
      and coalesce(dernier_morceau_le, depose_le) < ${ctx.now}::timestamptz - make_interval(days => ${DEPOT_ABANDONNE_JOURS})
    returning fichier_id`.execute(ctx.db)
  await oterContenus(
    ctx,
    rows.map(r => r.fichierId),
  )
}

async function effacerContenus(ctx: Context): Promise<void> {
  const jours = await parametre(ctx, 'import.conservation-jours')
  // A file never applied counts from its deposit. The bytes of a file taken again are those of the first: they wait for the last.
  const { rows } = await sql<{ id: string; numero: number; fichierId: string | null }>`
    with echu as (
      select id, numero, fichier_id, coalesce(fin_le, depose_le) < ${ctx.now}::timestamptz - make_interval(days => ${jours}) as echu
      from import where statut not in ('depot', 'en-attente', 'en-cours') and contenu_efface_le is null
    )
    update import i set contenu_efface_le = ${ctx.today}::date, fichier_id = null from echu e
    where e.id = i.id and e.echu and not exists (
      select 1 from import r left join echu x on x.id = r.id
      where r.rejoue = i.id and r.contenu_efface_le is null and not coalesce(x.echu, false))
    returning i.id, i.numero, e.fichier_id`.execute(ctx.db)
  if (rows.length === 0) return
  const ids = rows.map(r => r.id)
  await oterContenus(
    ctx,
    rows.map(r => r.fichierId),
  )
  await ctx.db.deleteFrom('importLigne').where('importId', 'in', ids).execute()
  await ctx.db
    .deleteFrom('importDifference')
    .where(
      'import',
      'in',
      rows.map(r => r.numero),
    )
    .execute()
}
