import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { clore } from '../../socle/auth/texte.ts'
import { Refusal } from '../../socle/refusal.ts'
import { ecart, heure, jourDe } from '../../socle/ui/dates.ts'
import { NBSP } from '../../socle/ui/phrases.ts'
import type { Context } from '../../socle/use-case.ts'
import { enPoste, rendreSuivis } from '../suivi.queries.ts'
import { MESSAGES_ANNULATION } from './annulation.ts'

/** SQL (jsonb): the follow-up of this person (column) that an act (SQL id) ended, and whether its référent may have it back. */
export const suiviRendable = (
  ctx: Context,
  par: RawBuilder<unknown>,
  personneId: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(
  select jsonb_build_object('id', v.id, 'referentId', v.referent_id, 'referent', va.nom, 'coReferentId', v.co_referent_id,
    'coReferent', vb.nom, 'debut', v.debut, 'fin', v.fin, 'enPoste', ${enPoste(ctx, sql.ref('v.referent_id'), sql.ref('v.structure_id'))},
    'coEnPoste', ${enPoste(ctx, sql.ref('v.co_referent_id'), null)})
  from accompagnement v join agent_nom va on va.id = v.referent_id left join agent_nom vb on vb.id = v.co_referent_id
  where v.fin_par = ${par} and v.personne_id = ${personneId} order by v.debut desc limit 1)`

/** Who cancels, by which act, and why. */
export type ActeAnnulation = { id: string; motif: string }
/** The pause that the right asked for while the mistake ran: it is the person's, not the référent's. */
type Pause = { veilleDepuis: string | null; reprisLe: string | null }

/**
 * Takes follow-ups opened by mistake out of `accompagnement`, where what is cancelled counts nowhere, and keeps them to be told. `quand`:
 * SQL condition over `k`. Answers the pause of the running one, null when none ran.
 */
export async function annulerSuivis(
  ctx: Context,
  quand: RawBuilder<unknown>,
  { id, motif }: ActeAnnulation,
): Promise<Pause | null> {
  const par = ctx.agent.genre === 'systeme' ? null : ctx.agent.id
  const { rows } = await sql<Pause & { fin: string | null }>`
    with otes as (delete from accompagnement k where ${quand} returning k.*),
    gardes as (
      insert into accompagnement_annule (id, personne_id, orientation_id, referent_id, structure_id, co_referent_id, debut, fin,
        annulation_id, annule_le, annule_par, annulation_motif)
      select o.id, o.personne_id, o.orientation_id, o.referent_id, o.structure_id, o.co_referent_id, o.debut, o.fin,
        ${id}::uuid, ${ctx.now}::timestamptz, ${par}::uuid, ${clore(ctx.territoire.code, motif)} from otes o),
    -- A note read by a mistake is to be read again by who it was meant for.
    a_relire as (
      update accompagnement v set relais_lu_le = null, relais_lu_par = null from otes o
      where v.personne_id = o.personne_id and v.relais_lu_par in (o.referent_id, o.co_referent_id)
        and v.relais_lu_le >= o.debut::timestamptz and not exists (select 1 from otes x where x.id = v.id))
    select o.veille_depuis, o.repris_le, o.fin from otes o`.execute(ctx.db)
  return rows.find(o => o.fin === null) ?? null
}

/**
 * Gives back to a person the follow-up that an act ended, as if nothing had happened; `pause`: that of the follow-up which ran
 * meanwhile, else what became of the right since (rule E1). Nothing happens when there is none, or its référent has left.
 */
export async function rendreSuiviDe(
  ctx: Context,
  { personneId, par, fin }: { personneId: string; par: string; fin: string },
  pause: Pause | null,
): Promise<void> {
  const [rendu] = await rendreSuivis(ctx, sql`a.fin_par = ${par}::uuid and a.personne_id = ${personneId}`)
  if (!rendu) return
  if (pause) {
    await sql`update accompagnement a set veille_depuis = ${pause.veilleDepuis}::date,
      repris_le = greatest(a.repris_le, ${pause.reprisLe}::date) where a.id = ${rendu}`.execute(ctx.db)
    return
  }
  await sql`
    update accompagnement a set veille_depuis = case when d.concerne then null else ${ctx.today}::date end,
      repris_le = case when d.concerne then greatest(a.debut, ${ctx.today}::date) else a.repris_le end
    from (select exists (select 1 from droit d where d.personne_id = ${personneId} and d.concerne and d.flux_fin is null) as concerne,
      exists (select 1 from droit d where d.personne_id = ${personneId} and d.concerne and d.debut <= ${fin}::date
        and (d.fin is null or d.fin > ${fin}::date)) as concernait) d
    where a.id = ${rendu} and d.concerne <> d.concernait and d.concerne = (a.veille_depuis is not null)`.execute(ctx.db)
}

/** That somebody cancelled it already: who, and when. */
export async function dejaAnnulee(
  ctx: Context,
  quoi: string,
  { par, le }: { par: string | null; le: string },
): Promise<Refusal> {
  const auteur = await ctx.db.selectFrom('agentNom').select('nom').where('id', '=', par).executeTakeFirst()
  const quand = `${ecart(jourDe(le, ctx.fuseau), ctx.today)} à${NBSP}${heure(le, ctx.fuseau)}`
  const dit = auteur
    ? `${par === ctx.agent.id ? 'Vous avez' : `${auteur.nom} a`} annulé ${quoi}, ${quand}\u00a0: le dossier montre ce qui vaut maintenant.`
    : MESSAGES_ANNULATION['deja-annulee']
  return new Refusal('conflict', 'deja-annulee', dit)
}

/** Refuses an id that was cancelled: a request sent again after a cut doesn't bring it back. */
export async function exigerPasAnnule(ctx: Context, accompagnementId: string): Promise<void> {
  const annule = await ctx.db
    .selectFrom('accompagnementAnnule')
    .select('id')
    .where('id', '=', accompagnementId)
    .executeTakeFirst()
  if (annule) throw new Refusal('conflict', 'decision-annulee', MESSAGES_ANNULATION['decision-annulee'])
}

/** SQL (boolean): a follow-up was cancelled: what told of it holds no more (rule A10). */
export const suiviAnnule = (id: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql<SqlBool>`exists (select from accompagnement_annule where id = ${id})`
