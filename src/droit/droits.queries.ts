import { sql } from 'kysely'
import { estRetenue } from '../personne/retenir-cites.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { MOTIFS_REUNIS } from './motifs.ts'

/**
 * The flow being applied: its number, its reference day, the day it was received, its last monthly flow before, if it is a starting
 * stock.
 */
export type FluxApplique = {
  numero: number
  reference: string
  recuLe: string
  fluxM1: number | null
  premier: boolean
  mensuel: boolean
}

/**
 * Stages the state of rights that the file tells: adults of changed households, those who left them, and those of households
 * gone from a monthly flow. What hasn't changed is dropped, so that what stays in import_droit is a change. Being told an entrant is one;
 * being no longer told so isn't.
 */
export async function releverDroits(ctx: Context): Promise<void> {
  await sql`
    insert into import_droit (personne_id, foyer_id, role, etat, soumis, motif, depuis, entrant, foyer_connu, arrive_le)
    select p.personne_id, f.id, p.role, i.etat, p.soumis, i.motif, i.depuis, p.entrant,
      exists (select 1 from droit d where d.foyer_id = f.id and d.flux_fin is null and d.etat in ('2', '3', '4')), i.arrive_le
    from import_foyer i join foyer f on f.numero_demande_rsa = i.numero_demande_rsa
      join import_personne p on p.numero_demande_rsa = i.numero_demande_rsa
    where i.change and p.role in ('DEM', 'CJT')`.execute(ctx.db)
  await sql`
    insert into import_droit (personne_id, foyer_id, role, etat, motif, foyer_connu)
    select d.personne_id, d.foyer_id, d.role, 'absent', case when f.present then 'sortie-du-foyer' else 'absent-du-flux' end, true
    from droit d join foyer f on f.id = d.foyer_id left join import_foyer i on i.numero_demande_rsa = f.numero_demande_rsa
    where d.flux_fin is null and d.etat not in ('5', '6', 'absent') and (not f.present or i.change)
      and not exists (select 1 from import_droit n where n.foyer_id = d.foyer_id and n.personne_id = d.personne_id)
      and not ${estRetenue(sql`d.personne_id`)}`.execute(ctx.db)
  // A right told in VRSD after VRSB: the same reason, said more coarsely, stays the finer one that was known.
  await sql`
    update import_droit n set motif = d.motif
    from droit d join unnest(${MOTIFS_REUNIS.map(m => m.large)}::text[], ${MOTIFS_REUNIS.map(m => m.fin)}::text[]) as m (large,
      fin) on m.fin = d.motif
    where d.flux_fin is null and d.foyer_id = n.foyer_id and d.personne_id = n.personne_id and d.etat = n.etat
      and n.motif = m.large`.execute(ctx.db)
  // Nor does VRSD0301 tell why a claim was refused.
  await sql`
    update import_droit n set motif = d.motif, depuis = d.depuis
    from droit d where d.flux_fin is null and d.foyer_id = n.foyer_id and d.personne_id = n.personne_id and d.etat = n.etat
      and n.etat in ('0', '1') and n.motif is null and d.motif is not null`.execute(ctx.db)
  // The same suspension keeps its first day: told without one, under another motive, or again after its motive changed.
  await sql`
    update import_droit n set depuis = least(d.depuis, n.depuis)
    from droit d where d.flux_fin is null and d.foyer_id = n.foyer_id and d.personne_id = n.personne_id
      and d.etat in ('3', '4') and n.etat in ('3', '4') and d.depuis is distinct from n.depuis
      and (n.depuis is null or n.motif is distinct from d.motif or (n.depuis <= d.debut and exists (
        select 1 from droit p where p.foyer_id = d.foyer_id and p.personne_id = d.personne_id and p.flux_fin is not null
          and p.etat in ('3', '4') and p.depuis = d.depuis and p.motif is distinct from d.motif)))`.execute(ctx.db)
  await sql`
    delete from import_droit n using droit d
    where d.flux_fin is null and d.foyer_id = n.foyer_id and d.personne_id = n.personne_id
      and (d.role, d.etat, d.soumis, d.motif) is not distinct from (n.role, n.etat, n.soumis, n.motif)
      and (d.depuis is not distinct from n.depuis or n.etat not in ('3', '4'))
      and not (coalesce(n.entrant and n.etat = '2', false) and not coalesce(d.entrant, false))`.execute(ctx.db)
}

/** Closes the periods that changed and opens the new ones. A suspension told without a first day begins at the reference day. */
export async function ouvrirPeriodes(ctx: Context, { numero, reference }: FluxApplique): Promise<void> {
  await sql`
    update droit d set fin = greatest(d.debut, ${reference}::date), flux_fin = ${numero}
    from import_droit n where d.flux_fin is null and d.foyer_id = n.foyer_id and d.personne_id = n.personne_id`.execute(
    ctx.db,
  )
  await sql`
    insert into droit (personne_id, foyer_id, role, etat, soumis, motif, depuis, entrant, debut, flux_debut)
    select n.personne_id, n.foyer_id, n.role, n.etat, n.soumis, n.motif,
      case when n.etat in ('3', '4') then coalesce(n.depuis, ${reference}::date) else n.depuis end,
      n.entrant, ${reference}::date, ${numero}
    from import_droit n`.execute(ctx.db)
}
