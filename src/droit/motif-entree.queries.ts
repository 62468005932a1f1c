import { type RawBuilder, sql } from 'kysely'

/**
 * The starting stock of the organism that told right `d`: null when it was first seen in a file of organisms already known. No join:
 * without nested loops it would read every household for each candidate.
 */
const STOCK_DE_DEPART = sql`select min(m.numero) from flux m where m.premier
  and (select f.organisme || ' ' || f.numero_organisme from foyer f where f.id = d.foyer_id) = any(m.organismes)`

/** What candidate `c` went through before the flow they come with. A right closed since M-1 and back now was never closed. */
const VECU = sql`
  select d.* from droit d where d.personne_id = c.personne_id and d.flux_debut < c.numero
    and not (d.etat in ('1', '5', '6', 'absent') and d.flux_debut > c.m1)`

/** + 0: a bare min would be looked for along the index of flux_debut, right after right of the whole territory, for each candidate. */
const PREMIER_FLUX = sql`min(d.flux_debut + 0)`

/**
 * Where candidate `c` stood once flow `quand` was applied, all households together: the best right; of equal ones the last closed, then
 * that of the household they come (back) through.
 */
const SITUATION = (quand: RawBuilder<unknown>) => sql`
  select v.* from (select distinct on (d.foyer_id) d.* from (${VECU}) d
    where d.flux_debut <= ${quand} order by d.foyer_id, d.flux_debut desc) v
  order by case when v.concerne then 0 when v.etat in ('3', '4') then 1 when v.etat = '2' then 2 when v.etat = '0' then 3 else 4 end,
    case when v.etat in ('1', '5', '6', 'absent') then v.flux_debut else 0 end desc, v.foyer_id = c.foyer_id desc, v.flux_debut desc
  limit 1`

/**
 * The candidates with `motif`: why the convention counts them in (S1 annexe 4 §4, docs/adr/0003-nouveaux-entrants.md), null when it
 * doesn't. `candidats` gives personne_id, foyer_id and role of the right they come through, foyer_connu (the household was au RSA),
 * arrive_le, numero (the flow they come with), m1 (the last monthly one before it) and reference (its day). A short suspension is
 * looked through, as is one that no monthly flow has seen. `moisSuspension`: parameter suivi.suspension-mois.
 */
export const motiver = (candidats: RawBuilder<unknown>, moisSuspension: number) => sql`
  select p.*, case
    when p.longue then 'retour-apres-suspension-longue'
    when p.continue then null
    when p.etat is null or p.etat in ('0', '1') or (p.etat = 'absent' and p.motif_avant = 'sortie-du-foyer') then n.nouvelle
    when p.etat in ('5', '6', 'absent') then case
      when r.rejoint then 'entree-dans-un-foyer'
      when p.arrive_le >= p.debut_avant then 'arrivee-departement'
      else 'retour-apres-radiation' end
    when p.suspendue or p.foyer_avant = p.foyer_id then 'passage-sous-le-seuil'
    else n.nouvelle end as motif
  from (
    select c.*, s.suspendue, case when v.etat in ('3', '4') and not s.suspendue then b.foyer_id else v.foyer_id end as foyer_avant,
      case when v.etat in ('3', '4') then b.etat else v.etat end as etat,
      case when v.etat in ('3', '4') then b.motif else v.motif end as motif_avant,
      case when v.etat in ('3', '4') then b.debut else v.debut end as debut_avant,
      s.suspendue and exists (select 1 from droit d where d.personne_id = c.personne_id and d.flux_debut < c.numero
        and d.etat in ('3', '4')
        and coalesce(d.flux_fin, c.numero) > s.depuis_flux
        and (d.depuis + make_interval(months => ${moisSuspension}))::date < case when d.flux_fin <= c.m1 then d.fin
          else c.reference end) as longue,
      coalesce(case when v.etat in ('3', '4') then b.concerne else v.concerne end, false) or (s.suspendue and b.etat is null
        and exists (select 1 from droit d where d.personne_id = c.personne_id and d.flux_debut <= (${STOCK_DE_DEPART}))) as continue
    from (${candidats}) c
      left join lateral (${SITUATION(sql`c.numero - 1`)}) v on true
      left join lateral (
        select s.*, (select ${PREMIER_FLUX} from (${VECU}) d where d.flux_debut > x.quand) as suspendue_par
        from (select distinct d.flux_debut as quand from (${VECU}) d) x cross join lateral (${SITUATION(sql`x.quand`)}) s
        where v.etat in ('3', '4') and s.etat not in ('3', '4')
        order by x.quand desc limit 1) b on true
      cross join lateral (select coalesce(b.suspendue_par, (select ${PREMIER_FLUX} from (${VECU}) d)) as depuis_flux) y
      cross join lateral (select y.depuis_flux, coalesce(v.etat in ('3', '4') and exists (select 1 from flux m
        where m.type in ('M', 'R') and m.numero between y.depuis_flux and c.numero - 1), false) as suspendue) s) p
    cross join lateral (select p.foyer_connu
      and (p.foyer_avant is distinct from p.foyer_id or (p.etat = 'absent' and p.motif_avant = 'sortie-du-foyer')) as rejoint) r
    cross join lateral (select case when r.rejoint then 'entree-dans-un-foyer' when p.arrive_le is not null then 'arrivee-departement'
      else 'premiere-demande' end as nouvelle) n`
