import { sql } from 'kysely'
import { z } from 'zod'
import { avertirPar } from '../avis/avertir.queries.ts'
import { job } from '../socle/job.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { DOUTES_BIENTOT_EFFACES } from './import.avis.ts'
import { recitLignesConfiees } from './import.recits.ts'
import { oterContenus } from './imports.queries.ts'

/** Those whom lines wait for are told this many days before these go. */
const PREVENIR_JOURS = 7
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
    await prevenirDesDoutes(ctx)
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

/** Says, once for an import, that lines that wait to be decided are about to go with it. */
async function prevenirDesDoutes(ctx: Context): Promise<void> {
  const jours = await parametre(ctx, 'import.conservation-jours')
  await avertirPar(ctx, DOUTES_BIENTOT_EFFACES, {
    avec: sql`bientot as (
      select i.id, i.fichier, i.depose_par, i.fin_le::date + ${jours}::int as jusquau, count(*) as lignes
      from import_doute d join import i on i.id = d.import_id and i.statut = 'applique'
      where d.decide_le is null and i.fin_le < ${ctx.now}::timestamptz - make_interval(days => ${jours - PREVENIR_JOURS})
      group by i.numero)`,
    lignes: sql`
      select q.agent_id, 'doutes ' || b.id as cle, 'doutes ' || b.id as groupe, null::uuid as personne_id, b.id::text as objet_id,
        jsonb_build_object('lignes', b.lignes, 'fichier', b.fichier, 'jusquau', b.jusquau) as faits
      from bientot b cross join lateral (
        select b.depose_par as agent_id
        union select a.id::uuid from evenement e, jsonb_array_elements_text(e.apres -> 'agents') a (id)
          where e.objet = 'import' and e.type = ${recitLignesConfiees.nom} and (e.objet_id = b.id::text
            or e.objet_id in (select z.import_id::text from import_doute z
              where z.decision = 'reprise' and z.decide_par = b.id))) q where q.agent_id is not null`,
  })
}
