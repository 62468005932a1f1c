import { type RawBuilder, sql } from 'kysely'
import { type CodeDefinition, SUSPENSIONS_OUVERTES } from './definition-entree.ts'
import { motiver } from './motif-entree.queries.ts'

/**
 * What definitions compare: the state of rights after two flows. `releve` gives by organism the flow m, the one before m1 and
 * the reference day of m; `touchees` the persons whose right changed between them: nobody else can enter. `quotidiens`: condition
 * on daily flow `x` to be looked at.
 */
export type Portee = {
  releve: RawBuilder<unknown>
  memeOrganisme: RawBuilder<unknown>
  touchees: RawBuilder<unknown>
  quotidiens: RawBuilder<unknown>
}

/**
 * A month 'YYYY-MM' as its monthly flows leave it, against the last ones before it. An organism without a flow in the month hasn't moved;
 * a starting stock, which has no M-1, is taken as its own: nobody enters (docs/adr/0003-nouveaux-entrants.md).
 */
export function porteeDuMois(mois: string): Portee {
  const debut = `${mois}-01`
  const suivant = Temporal.PlainDate.from(debut).add({ months: 1 }).toString()
  return {
    releve: sql`
      select r.organisme, r.numero as m, r.reference, case when r.reference < ${debut}::date then r.numero else coalesce((
          select p.numero from flux p where p.type in ('M', 'R') and p.organismes && r.organismes and p.reference < ${debut}::date
          order by p.reference desc, p.numero desc limit 1), r.numero) end as m1
      from (select distinct on (o.organisme) o.organisme, f.numero, f.reference, f.organismes
        from flux f cross join unnest(f.organismes) as o (organisme)
        where f.type in ('M', 'R') and f.reference < ${suivant}::date order by o.organisme, f.reference desc, f.numero desc) r`,
    memeOrganisme: sql`r.organisme = f.organisme || ' ' || f.numero_organisme`,
    // No index on flux_debut: before statistics are there, the planner would take it for every right of every candidate of an import.
    touchees: sql`select distinct d.personne_id from droit d
      where d.flux_debut > (select min(r.m1) from releve r where r.m1 < r.m) and d.flux_debut <= (select max(r.m) from releve r)`,
    quotidiens: sql`x.reference >= ${debut}::date and x.reference < ${suivant}::date`,
  }
}

/** The persons that a flow being applied changes, as it leaves them, against M-1. */
export function porteeDuFlux(numero: number, m1: number, reference: string): Portee {
  return {
    releve: sql`select ${numero}::int as m, ${m1}::int as m1, ${reference}::date as reference`,
    memeOrganisme: sql`true`,
    touchees: sql`select distinct i.personne_id from import_droit i`,
    quotidiens: sql`x.numero = ${numero}`,
  }
}

/** A right open for analyse-flux-insertion: state 2 or 3, or 4 for a reason that doesn't end the right. */
const OUVERT = sql`(coalesce(d.soumis, false) and (d.etat in ('2', '3') or (d.etat = '4'
  and d.motif = any(${[...SUSPENSIONS_OUVERTES]}::text[]))))`

/**
 * CTEs of a scope: `photo` holds the rights of the persons who changed, in force after m (present) or after m1 (avant), with what the
 * definitions ask of all the rights before. Windows, not joins: the planner knows nothing of the size of this, and would loop.
 */
export const photo = ({ releve, memeOrganisme, touchees }: Portee) => sql`
  releve as materialized (${releve}),
  touchee as materialized (${touchees}),
  photo as materialized (
    select v.*, bool_or(v.avant and v.concerne) over personne as concerne_avant,
      min(case v.etat when '2' then 0 when '3' then 1 when '4' then 1 when '0' then 2 when '1' then 3 when '5' then 4 when '6' then 4 end)
        filter (where v.avant) over personne as rang_avant,
      min(v.depuis) filter (where v.avant and v.etat in ('3', '4')) over personne as suspendue_depuis,
      bool_or(v.avant and v.ouvert) over demande as ouvert_avant
    from (
      select d.personne_id, d.foyer_id, d.role, d.etat, coalesce(d.soumis, false) as soumis, d.concerne, d.motif, d.depuis, d.debut,
        d.flux_debut, f.numero_demande_rsa, f.arrive_le, r.m, r.m1, r.reference, ${OUVERT} as ouvert,
        d.flux_debut <= r.m and (d.flux_fin is null or d.flux_fin > r.m) as present,
        d.flux_debut <= r.m1 and (d.flux_fin is null or d.flux_fin > r.m1) as avant
      from touchee t join droit d on d.personne_id = t.personne_id join foyer f on f.id = d.foyer_id join releve r on ${memeOrganisme}
      where d.flux_debut <= r.m and (d.flux_fin is null or d.flux_fin > r.m1)) v
    window personne as (partition by v.personne_id), demande as (partition by v.personne_id, v.foyer_id, v.role))`

/**
 * Followed when `p` became soumise between m1 and m: an orientation or a référent begun before the flow that says so was received,
 * and not closed by then.
 */
export const SUIVIE = sql`exists (
  select 1 from (select x.recu_le from droit d join flux x on x.numero = d.flux_debut
    where d.personne_id = p.personne_id and d.concerne and d.flux_debut > p.m1 and d.flux_debut <= p.m order by d.flux_debut limit 1) e
  where exists (select 1 from orientation o where o.personne_id = p.personne_id and o.debut < e.recu_le and (o.fin is null
    or o.fin > e.recu_le))
    or exists (select 1 from accompagnement o where o.personne_id = p.personne_id and o.debut < e.recu_le and (o.fin is null
      or o.fin > e.recu_le)))`

/** The rule of each definition on `photo`: one row per person, with the right she comes through. */
const REGLES: Record<CodeDefinition, (portee: Portee) => RawBuilder<unknown>> = {
  'convention-2024': () => sql`
    select p.* from (${parPersonne(sql`p.present and p.concerne and not coalesce(p.concerne_avant, false)`)}) p where not ${SUIVIE}`,
  'plan-pauvrete-webrsa': () =>
    parPersonne(sql`p.present and p.concerne
      and (coalesce(p.rang_avant, 4) = 4 or (p.rang_avant = 1 and p.suspendue_depuis < p.debut - interval '1 year'))`),
  'analyse-flux-2021': () => parPersonne(sql`p.present and p.ouvert and not coalesce(p.ouvert_avant, false)`),
  'premier-quotidien': ({ quotidiens }) => sql`
    select distinct on (p.personne_id) p.* from (
      select d.personne_id, d.foyer_id, d.role, f.numero_demande_rsa, f.arrive_le, d.flux_debut, x.numero as m, x.reference, m.numero as m1
      from flux x join droit d on d.flux_debut = x.numero join foyer f on f.id = d.foyer_id
        cross join lateral (select max(m.numero) as numero from flux m where m.type in ('M', 'R') and m.numero < x.numero
          and f.organisme || ' ' || f.numero_organisme = any(m.organismes)) m
      where x.type = 'I' and ${quotidiens} and d.entrant and m.numero is not null
        and not exists (select 1 from droit q where q.personne_id = d.personne_id and q.foyer_id = d.foyer_id
          and q.flux_fin = d.flux_debut and q.entrant)) p
    order by p.personne_id, p.flux_debut, p.role desc, p.numero_demande_rsa`,
}

/** The rights that answer, one a person: her own claim first. */
function parPersonne(reponse: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select distinct on (p.personne_id) p.* from photo p where ${reponse} order by p.personne_id, p.role desc,
    p.numero_demande_rsa`
}

/**
 * SQL rows (personne_id, foyer_id, role, motif) of those that a definition counts as a flow is applied, to put after `with
 * ${photo(portee)}`. `motif` is why the convention would count them in, null when only this definition does.
 */
export function entrants(definition: CodeDefinition, portee: Portee, moisSuspension: number): RawBuilder<unknown> {
  return motiver(
    sql`select ${CANDIDAT}, coalesce(n.connu, false) as foyer_connu from (${REGLES[definition](portee)}) r
      left join (select i.personne_id, i.foyer_id, bool_or(i.foyer_connu) as connu from import_droit i group by i.personne_id,
        i.foyer_id) n
        on n.personne_id = r.personne_id and n.foyer_id = r.foyer_id`,
    moisSuspension,
  )
}

/** The same (personne_id, foyer_id, role) without the motive, for who only counts. */
export function comptes(definition: CodeDefinition, portee: Portee, moisSuspension: number): RawBuilder<unknown> {
  const regle = REGLES[definition](portee)
  if (definition !== 'convention-2024') return sql`select r.personne_id, r.foyer_id, r.role from (${regle}) r`
  // Whether there is a motive doesn't depend on the household being au RSA: only which one does.
  return sql`select e.personne_id, e.foyer_id, e.role from (${motiver(
    sql`select ${CANDIDAT}, false as foyer_connu
    from (${regle}) r`,
    moisSuspension,
  )}) e
    where e.motif is not null`
}

/** What came before is what M-1 told: the flows since then, were there any, change nothing to a motive (ADR 3). */
const CANDIDAT = sql`r.personne_id, r.foyer_id, r.role, r.arrive_le, r.m1 + 1 as numero, r.m1, r.reference`
