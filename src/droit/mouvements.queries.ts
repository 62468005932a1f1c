import { sql } from 'kysely'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import type { FluxApplique } from './droits.queries.ts'

/** Before and after of each person whose right changed: in the scope of droits et devoirs, right still open, suspended. */
const TOUCHES = (numero: number) => sql`
  touche as (select distinct personne_id from import_droit),
  situation as (
    select t.personne_id,
      coalesce(bool_or(d.concerne) filter (where d.flux_debut < ${numero}), false) as avant,
      coalesce(bool_or(d.etat in ('0', '2', '3', '4')) filter (where d.flux_debut < ${numero}), false) as ouvert_avant,
      coalesce(bool_or(d.concerne) filter (where d.flux_fin is null), false) as apres,
      coalesce(bool_or(d.etat in ('0', '2', '3', '4')) filter (where d.flux_fin is null), false) as ouvert,
      coalesce(bool_or(d.etat in ('3', '4')) filter (where d.flux_fin is null), false) as suspendu
    from touche t join droit d on d.personne_id = t.personne_id
      and (d.flux_fin is null or d.flux_fin = ${numero})
    group by t.personne_id)`

/** Is somebody following this person? An orientation or a référent that isn't closed (rule E1 c). */
const SUIVI = sql`(exists (select 1 from orientation o where o.personne_id = s.personne_id and o.fin is null)
  or exists (select 1 from accompagnement a where a.personne_id = s.personne_id and a.fin is null))`

/**
 * Finds who leaves for good (right closed, or suspended beyond the delay: rule E1, « clôture de l'accompagnement ») and who only
 * pauses (short suspension, income above the threshold). `moisSuspension`: parameter suivi.suspension-mois.
 */
export async function trouverSorties(ctx: Context, flux: FluxApplique, moisSuspension: number): Promise<void> {
  await sql`
    with ${TOUCHES(flux.numero)}
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select s.personne_id, case when s.ouvert then 'veille' else 'sortie' end,
      case when s.ouvert and s.suspendu then 'suspension' when s.ouvert then 'plus-soumise' else coalesce(f.motif, 'radiation') end, f.foyer_id, f.role
    from situation s
      left join (select distinct on (n.personne_id) n.personne_id, n.foyer_id, n.role,
          case when n.etat = 'absent' then n.motif when n.motif = 'MUT' then 'mutation' else 'radiation' end as motif
        from import_droit n order by n.personne_id, n.etat = 'absent') f on f.personne_id = s.personne_id
    where (s.avant and s.ouvert and not s.apres)
      or (s.ouvert_avant and not s.ouvert and (s.avant or ${SUIVI}
        or exists (select 1 from entree e where e.personne_id = s.personne_id and e.oriente_le is null and e.close_le is null)))`.execute(
    ctx.db,
  )
  // Suspended beyond the delay at the reference day, whether this flow speaks of them, brings them back, or says nothing.
  await sql`
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select distinct on (s.personne_id) s.personne_id, 'sortie', 'suspension-longue', s.foyer_id, s.role
    from droit s
    where (s.flux_fin is null or s.flux_fin = ${flux.numero}) and s.flux_debut < ${flux.numero} and s.etat in ('3', '4')
      and (s.depuis + make_interval(months => ${moisSuspension}))::date < ${flux.reference}::date
      and not exists (select 1 from droit d where d.personne_id = s.personne_id and d.concerne and d.flux_fin is null and d.flux_debut < ${flux.numero})
      and (${SUIVI} or exists (select 1 from entree e where e.personne_id = s.personne_id and e.oriente_le is null and e.close_le is null))
      and not exists (select 1 from import_mouvement m where m.personne_id = s.personne_id and m.genre = 'sortie')`.execute(
    ctx.db,
  )
}

/** Closes the delays of those who left before being oriented, or who are no longer soumis. A short suspension lets the delay run. */
export async function cloreEntrees(ctx: Context, { recuLe }: FluxApplique): Promise<void> {
  await sql`
    update entree e set close_le = greatest(e.recu_le, ${recuLe}::date), close_motif = m.motif
    from import_mouvement m where m.personne_id = e.personne_id and e.oriente_le is null and e.close_le is null
      and (m.genre = 'sortie' or m.motif = 'plus-soumise')`.execute(ctx.db)
}

/**
 * Among those who come (back) into droits et devoirs: `reprise` when their follow-up isn't closed, else `entree` with its motive
 * when S1 counts them in (docs/adr/0003-nouveaux-entrants.md). Call after the sorties are applied. Nobody enters with a starting stock: no M-1 is known.
 */
export async function trouverEntrees(ctx: Context, flux: FluxApplique, moisSuspension: number): Promise<void> {
  const { numero, reference, fluxM1 } = flux
  await sql`
    with ${TOUCHES(numero)}
    insert into import_mouvement (personne_id, genre)
    select s.personne_id, 'reprise' from situation s where not s.avant and s.apres and ${SUIVI}`.execute(ctx.db)
  if (flux.premier || fluxM1 === null) return
  await sql`
    with ${TOUCHES(numero)},
    candidat as (
      select distinct on (s.personne_id) s.personne_id, n.foyer_id, n.role, n.foyer_connu, n.arrive_le
      from situation s join import_droit n on n.personne_id = s.personne_id and n.etat = '2' and n.soumis
      where not s.avant and s.apres and not ${SUIVI}
        and not exists (select 1 from droit d where d.personne_id = s.personne_id and d.concerne
          and d.flux_debut <= ${fluxM1} and (d.flux_fin is null or d.flux_fin > ${fluxM1}))
      order by s.personne_id, n.role desc, n.foyer_id),
    passe as (
      select c.*, a.etat, a.motif as motif_avant, a.foyer_id as foyer_avant, a.debut as debut_avant,
        (coalesce(a.depuis, a.debut) + make_interval(months => ${moisSuspension}))::date < ${reference}::date as longue,
        exists (select 1 from droit d where d.personne_id = c.personne_id and d.flux_debut < ${numero} and d.concerne) as deja_concernee,
        exists (select 1 from droit d where d.personne_id = c.personne_id and d.flux_debut < ${numero} and d.etat = '2') as deja_versable,
        exists (select 1 from droit d join flux x on x.numero = d.flux_debut where d.personne_id = c.personne_id and x.premier) as stock
      from candidat c left join lateral (
        select d.* from droit d where d.personne_id = c.personne_id and d.flux_debut < ${numero}
        order by (d.foyer_id = c.foyer_id and d.flux_fin is not distinct from ${numero}) desc, coalesce(d.flux_fin, ${numero}) desc, d.flux_debut desc
        limit 1) a on true),
    arrivee as (
      select p.*, case
        when p.foyer_avant is distinct from p.foyer_id and p.foyer_connu then 'entree-dans-un-foyer'
        when p.arrive_le is not null then 'arrivee-departement'
        else 'premiere-demande' end as nouvelle
      from passe p)
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select personne_id, 'entree', motif, foyer_id, role from (
      select a.*, case
        when etat is null or etat in ('0', '1') or (etat = 'absent' and motif_avant = 'sortie-du-foyer') then nouvelle
        when etat in ('5', '6', 'absent') then case
          when foyer_avant <> foyer_id and foyer_connu then 'entree-dans-un-foyer'
          when arrive_le >= debut_avant then 'arrivee-departement'
          else 'retour-apres-radiation' end
        when etat in ('3', '4') then case
          when longue then 'retour-apres-suspension-longue'
          when deja_concernee then null
          when deja_versable then 'passage-sous-le-seuil'
          when stock then null
          else nouvelle end
        when foyer_avant = foyer_id then 'passage-sous-le-seuil'
        else nouvelle end as motif
      from arrivee a) e
    where e.motif is not null`.execute(ctx.db)
}

/**
 * Opens the delay of each new entrant. One who left and came back within the same month was only ever one entrant: the delay
 * opened since M-1 runs again. Returns how many entered.
 */
export async function ouvrirEntrees(ctx: Context, flux: FluxApplique): Promise<number> {
  await sql`
    update entree e set close_le = null, close_motif = null
    from import_mouvement m where m.genre = 'entree' and m.personne_id = e.personne_id and e.flux > ${flux.fluxM1} and e.oriente_le is null
      and e.close_motif <> 'suivi-connu'`.execute(ctx.db)
  const ouvertes = await sql`
    insert into entree (id, personne_id, foyer_id, role, motif, recu_le, flux)
    select gen_random_uuid(), m.personne_id, m.foyer_id, m.role, m.motif, ${flux.recuLe}::date, ${flux.numero}
    from import_mouvement m where m.genre = 'entree'
    on conflict (personne_id) where oriente_le is null and close_le is null do nothing`.execute(ctx.db)
  await enregistrerTous(
    ctx,
    sql`select m.personne_id, m.genre as type, null::jsonb as avant,
      jsonb_strip_nulls(jsonb_build_object('motif', m.motif, 'recuLe', ${flux.recuLe}::text, 'flux', ${flux.numero}::int)) as apres
      from (select personne_id, case genre when 'veille' then 'mise-en-veille' else genre end as genre, motif from import_mouvement) m`,
    flux.recuLe,
  )
  return Number(ouvertes.numAffectedRows ?? 0)
}
