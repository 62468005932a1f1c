import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { FusionPropre } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { recitDossierClos, recitDossierRouvert } from './cloture.recits.ts'

/** SQL condition: something runs in the file of this person, which a closing would have ended. */
const court = ({ now }: Context, personneId: string): RawBuilder<SqlBool> => sql<SqlBool>`(
  exists (select 1 from orientation o where o.personne_id = ${personneId} and o.fin is null)
  or exists (select 1 from accompagnement k where k.personne_id = ${personneId} and k.fin is null)
  or exists (select 1 from entree e where e.personne_id = ${personneId} and e.oriente_le is null and e.close_le is null)
  or exists (select 1 from rendez_vous r where r.personne_id = ${personneId} and r.issue is null and r.debut >= ${now}::timestamptz))`

/** SQL condition: somebody helps this person, or has something of their file in charge. */
const aide = ({ today }: Context, personneId: string): RawBuilder<SqlBool> => sql<SqlBool>`(
  exists (select 1 from membre_suivi m where m.personne_id = ${personneId} and (m.fin is null or m.fin > ${today}::date))
  or exists (select 1 from echeance c where c.personne_id = ${personneId} and c.confiee_a is not null))`

type EnCours = { id: string; le: string; motif: string; precision: string | null }
async function cloture(ctx: Context, personneId: string): Promise<EnCours | null> {
  const { rows } = await sql<EnCours>`
    select id, le, motif, precision from cloture where personne_id = ${personneId} and rouverte_le is null`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

/** Tells of a file that is open again because of another; nobody was following it: those who help are told (cloture.avis.ts). */
const direRouvert = (ctx: Context, personneId: string, { id }: EnCours, motif: string) =>
  ctx.record({ personne: personneId }, recitDossierRouvert, { apres: { clotureId: id, motif } })

/**
 * Of two files that become one, what an agent closed stays closed, unless the other is worked on: its closing then waits under the
 * absorbed file, whose own closings never leave it. Those who help in a file that opens, or closes again, are told. Runs while each file
 * has its own people: before they move, after they are back (the order of liens.ts).
 */
export const FUSION: FusionPropre = {
  reunir: async (ctx, { de, vers }) => {
    const [absorbee, gardee] = [await cloture(ctx, de), await cloture(ctx, vers)]
    const { rows } = await sql<{ id: string }>`
      update cloture c set personne_id = ${de} where c.personne_id = ${vers} and c.rouverte_le is null
        and not exists (select 1 from cloture x where x.personne_id = ${de} and x.rouverte_le is null)
        and (${court(ctx, de)} or ${aide(ctx, de)})
      returning c.id`.execute(ctx.db)
    if (gardee && rows.length > 0) await direRouvert(ctx, vers, gardee, 'Réuni à un dossier ouvert')
    if (absorbee && !gardee) await direRouvert(ctx, de, absorbee, 'Réuni à un dossier ouvert')
    return rows.map(r => r.id)
  },
  separer: async (ctx, { de, vers }, fait) => {
    const reunie = await cloture(ctx, vers)
    const ids = z.array(z.string()).parse(fait)
    await sql`update cloture set personne_id = ${vers} where id = any(${ids}::uuid[])`.execute(ctx.db)
    for (const personneId of [de, vers]) {
      const sienne = await cloture(ctx, personneId)
      if (sienne && !reunie) await clore(ctx, personneId, sienne)
      if (!sienne && reunie) await direRouvert(ctx, personneId, reunie, 'Séparé d’un dossier clos')
    }
  },
}

/** A closing that comes back, its two files having parted: it doesn't end what began meanwhile, the file stays open. */
async function clore(ctx: Context, personneId: string, { id, ...dit }: EnCours): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('cloture')
    .set({
      rouverteLe: ctx.today,
      rouvertePar: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
      rouverteMotif: 'Suivi pendant que deux dossiers étaient réunis',
    })
    .where('id', '=', id)
    .where(court(ctx, personneId))
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await ctx.record({ personne: personneId }, recitDossierClos, {
    apres: { clotureId: id, ...dit, retour: 'separation' },
  })
}
