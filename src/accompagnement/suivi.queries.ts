import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ROLE_DE_SUIVI } from '../agent/roles.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * What ends for a person. `le`: YYYY-MM-DD; `par`: the act that ends it (an orientation, a designation, a closing), which gives it back
 * when it is undone; null when the flow ends it.
 */
export type Fin = { personneId: string; le: string; motif: string; par: string | null }

/** SQL rows personne_id, le, motif, par. */
export const uneFin = ({ personneId, le, motif, par }: Fin): RawBuilder<unknown> =>
  sql`select ${personneId}::uuid as personne_id, ${le}::date as le, ${motif}::text as motif, ${par}::uuid as par`
/** Those whose right ended by this flow (import_mouvement 'sortie'). */
export const finsDuFlux = (jour: string): RawBuilder<unknown> =>
  sql`select m.personne_id, ${jour}::date as le, m.motif, null::uuid as par from import_mouvement m where m.genre = 'sortie'`

/** Ends the running follow-ups, kept as history: the one way to. `fins`: SQL rows of `Fin`. */
export async function cloreSuivis(ctx: Context, fins: RawBuilder<unknown>): Promise<void> {
  await sql`
    update accompagnement a set fin = greatest(a.debut, f.le), fin_motif = f.motif, fin_par = f.par
    from (${fins}) f where f.personne_id = a.personne_id and a.fin is null`.execute(ctx.db)
}

/** What became of running follow-ups while they weren't known here: on hold since, resumed on (YYYY-MM-DD). */
export async function poserPauses(
  ctx: Context,
  pauses: readonly { personneId: string; veilleDepuis: string | null; reprisLe: string | null }[],
): Promise<void> {
  await sql`
    update accompagnement a set veille_depuis = s.veille, repris_le = s.repris
    from unnest(${pauses.map(p => p.personneId)}::uuid[], ${pauses.map(p => p.veilleDepuis)}::date[],
      ${pauses.map(p => p.reprisLe)}::date[]) as s (personne_id, veille, repris)
    where a.personne_id = s.personne_id and a.fin is null`.execute(ctx.db)
}

/** Puts on hold the follow-up of those who pause (short suspension, income over the threshold): same référent when they come back. */
export async function mettreEnVeille(ctx: Context, jour: string): Promise<void> {
  await sql`
    update accompagnement a set veille_depuis = ${jour}::date
    from import_mouvement m where m.genre = 'veille' and m.personne_id = a.personne_id and a.fin is null
      and a.veille_depuis is null`.execute(ctx.db)
}

/**
 * Those who come back while their follow-up was on hold resume with the same référent, by themselves (rule E1, « counts out »). Whose
 * right was not known before had paused nothing.
 */
export async function reprendreSuivis(
  ctx: Context,
  { numero, recuLe }: { numero: number; recuLe: string },
): Promise<void> {
  await sql`
    update accompagnement a set veille_depuis = null, repris_le = case when exists (select 1 from droit d
      where d.personne_id = a.personne_id and d.flux_debut < ${numero}) then greatest(a.debut, ${recuLe}::date) else a.repris_le end
    from import_mouvement m where m.genre = 'reprise' and m.personne_id = a.personne_id and a.fin is null
      and a.veille_depuis is not null`.execute(ctx.db)
}

/** SQL condition: this référent (column) is at work in this structure (column), or anywhere, with an open account. */
export const enPoste = (
  ctx: Context,
  referentId: RawBuilder<unknown>,
  structureId: RawBuilder<unknown> | null,
): RawBuilder<SqlBool> => sql<SqlBool>`exists (select 1 from habilitation h join agent g on g.id = h.agent_id
  where h.agent_id = ${referentId} and g.desactive_le is null and h.role = ${ROLE_DE_SUIVI} and ${habilitationEnCours(ctx.today)}
    ${structureId ? sql`and h.structure_id = ${structureId}` : sql``})`

/**
 * Gives back follow-ups whose end is undone: the one way to. Never one that another follows, nor to a référent who left the structure:
 * nobody follows the person then; a second one who left stays out. `quand`: SQL condition over `a`. Answers their ids.
 */
export async function rendreSuivis(ctx: Context, quand: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update accompagnement a set fin = null, fin_motif = null, fin_par = null, relais = null, relais_par = null,
      relais_le = null, relais_lu_le = null, relais_lu_par = null,
      co_referent_id = case when ${enPoste(ctx, sql.ref('a.co_referent_id'), null)} then a.co_referent_id end
    where ${quand} and a.fin is not null and ${enPoste(ctx, sql.ref('a.referent_id'), sql.ref('a.structure_id'))}
      and not exists (select 1 from accompagnement s where s.personne_id = a.personne_id and s.id <> a.id and (s.fin is null
        or s.fin > a.fin))
    returning a.id`.execute(ctx.db)
  return rows.map(r => r.id)
}

/** Those closed since the last monthly flow (`fluxM1`, its number) whose closing this one undoes (import_mouvement 'annulation'). */
export const finsAnnuleesParLeFlux = (alias: 'a' | 'o', fluxM1: number | null): RawBuilder<unknown> => {
  const de = (colonne: string) => sql.ref(`${alias}.${colonne}`)
  return sql`exists (select 1 from import_mouvement m where m.genre = 'annulation' and m.personne_id = ${de('personne_id')}
    and m.motif = ${de('fin_motif')}) and ${de('fin')} >= (select recu_le from flux where numero = ${fluxM1})`
}
