import { sql } from 'kysely'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import type { CodeDefinition } from './definition-entree.ts'
import { entrants, photo, porteeDuFlux } from './definitions.queries.ts'
import { EST_UNE_ENTREE } from './delai.queries.ts'
import { recitEntree, recitMiseEnVeille, recitReprise, recitSortie } from './droit.recits.ts'
import type { FluxApplique } from './droits.queries.ts'
import { AVANT_APRES, enLongueSuspension, LA_PLUS_SURE, RAISON_DE_FIN } from './moments.queries.ts'
import { motiver } from './motif-entree.queries.ts'

/** Before and after of each person whose right changed: in the scope of droits et devoirs, right still open, suspended. */
const TOUCHES = (numero: number) => sql`
  touche as (select distinct personne_id from import_droit),
  situation as (
    select t.personne_id, ${AVANT_APRES(sql`${numero}::int`)}
    from touche t join droit d on d.personne_id = t.personne_id
      and (d.flux_fin is null or d.flux_fin = ${numero})
    group by t.personne_id)`

/** Is somebody following this person? An orientation or a référent that isn't closed (rule E1 c). */
const SUIVI = sql`(exists (select 1 from orientation o where o.personne_id = s.personne_id and o.fin is null)
  or exists (select 1 from accompagnement a where a.personne_id = s.personne_id and a.fin is null))`

/** An agent closed this file: what a flow gives back of before isn't given back, only a new entry opens it again (rule A10). */
const CLOS = sql`exists (select 1 from dossier_clos z where z.personne_id = s.personne_id)`
/** The person is said to be dead: no flow opens that file again. */
const DECEDEE = sql`exists (select 1 from dossier_clos z where z.personne_id = s.personne_id and z.motif = 'deces')`

const DELAI_OUVERT = sql`exists (select 1 from entree e where e.personne_id = s.personne_id and e.oriente_le is null
  and e.close_le is null)`

/**
 * What a daily flow closed since M-1 and this one brings back was never closed: the monthly flow alone would have said nothing of
 * it (a claim that changes hands, a closing taken back). Marks the follow-ups to open again (import_mouvement 'annulation'), opens
 * the delays again.
 */
export async function annulerSorties(ctx: Context, { numero, fluxM1 }: FluxApplique): Promise<void> {
  if (fluxM1 === null) return
  await sql`
    with ${TOUCHES(numero)}
    insert into import_mouvement (personne_id, genre, motif)
    select distinct on (s.personne_id) s.personne_id, 'annulation', v.apres ->> 'motif'
    from situation s join evenement v on v.personne_id = s.personne_id and v.type = 'sortie' and (v.apres ->> 'flux')::int > ${fluxM1}
    where not s.ouvert_avant and s.ouvert and v.apres ->> 'motif' <> 'suspension-longue' and not ${SUIVI} and not ${CLOS}
    order by s.personne_id, v.id desc`.execute(ctx.db)
  await sql`
    with ${TOUCHES(numero)},
    rouverte as (update entree e set close_le = null, close_motif = null
    from situation s
    where e.personne_id = s.personne_id and not (s.avant or s.suspendu_avant) and (s.apres or s.suspendu) and not ${SUIVI} and not ${CLOS}
      and e.oriente_le is null and ${EST_UNE_ENTREE}
      and (e.close_motif <> 'suspension-longue' or (e.flux > ${fluxM1} and s.apres))
      and not exists (select 1 from entree r where r.personne_id = e.personne_id and r.flux > e.flux)
      and exists (select 1 from evenement v where v.personne_id = e.personne_id and v.type in ('sortie', 'mise-en-veille')
        and v.apres ->> 'motif' = e.close_motif and (v.apres ->> 'flux')::int > ${fluxM1})
      returning e.personne_id, e.motif, e.foyer_id, e.role)
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select personne_id, 'delai-rouvert', motif, foyer_id, role from rouverte`.execute(ctx.db)
}

/**
 * Finds who leaves for good (right closed, or suspended beyond the delay: rule E1, « clôture de l'accompagnement ») and who only
 * pauses (short suspension, income above the threshold). Of two rights lost, the one told closed gives the motive, then the
 * departure told. `moisSuspension`: parameter suivi.suspension-mois.
 */
export async function trouverSorties(ctx: Context, flux: FluxApplique, moisSuspension: number): Promise<void> {
  await sql`
    with ${TOUCHES(flux.numero)}
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select s.personne_id, case when s.ouvert then 'veille' else 'sortie' end,
      case when s.ouvert and s.suspendu then 'suspension' when s.ouvert then 'plus-soumise' else coalesce(f.motif,
        'radiation') end, f.foyer_id, f.role
    from situation s
      left join (select distinct on (n.personne_id) n.personne_id, n.foyer_id, n.role,
          ${RAISON_DE_FIN} as motif
        from import_droit n order by n.personne_id, ${LA_PLUS_SURE}) f on f.personne_id = s.personne_id
    where (s.avant and s.ouvert and not s.apres)
      or (s.ouvert_avant and not s.ouvert and (s.avant or ${SUIVI} or ${DELAI_OUVERT}))
    union all
    select s.personne_id, 'veille', case when s.suspendu then 'suspension' else 'plus-soumise' end, null, null
    from situation s join import_mouvement m on m.personne_id = s.personne_id and m.genre = 'annulation'
    where not s.apres and ${SUIVI}`.execute(ctx.db)
  // Suspended beyond the delay at the reference day, whether this flow speaks of them, brings them back, or says nothing.
  await sql`
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select distinct on (s.personne_id) s.personne_id, 'sortie', 'suspension-longue', s.foyer_id, s.role
    from droit s
    where (s.flux_fin is null or s.flux_fin = ${flux.numero})
      and ${enLongueSuspension('s', sql`${moisSuspension}::int`, sql`${flux.reference}::date`)}
      and not (exists (select 1 from droit d where d.personne_id = s.personne_id and d.concerne and d.flux_fin is null)
        and exists (select 1 from droit d where d.personne_id = s.personne_id and d.concerne and d.flux_debut < ${flux.numero}
          and (d.flux_fin is null or d.flux_fin = ${flux.numero})))
      and (${SUIVI} or ${DELAI_OUVERT})
      and not exists (select 1 from import_mouvement m where m.personne_id = s.personne_id and m.genre = 'sortie')`.execute(
    ctx.db,
  )
  await sql`
    delete from import_mouvement v using import_mouvement m
    where v.genre = 'veille' and m.genre = 'sortie' and m.personne_id = v.personne_id`.execute(ctx.db)
}

/** Closes the delays of those who left before being oriented, or who are no longer soumis. A short suspension lets the delay run. */
export async function cloreEntrees(ctx: Context, { recuLe }: FluxApplique): Promise<void> {
  await sql`
    update entree e set close_le = greatest(e.recu_le, ${recuLe}::date), close_motif = m.motif
    from import_mouvement m where m.personne_id = e.personne_id and e.oriente_le is null and e.close_le is null
      and (m.genre = 'sortie' or m.motif = 'plus-soumise')`.execute(ctx.db)
}

/** Flows that hold the organism of household `f`. */
const DE_SON_ORGANISME = sql`f.organisme || ' ' || f.numero_organisme = any(m.organismes)`
/**
 * What the territory has chosen, the definition as of the day the flow was received (parameters entree.definition,
 * suivi.suspension-mois).
 */
export type ReglesEntree = { definition: CodeDefinition; moisSuspension: number }

/**
 * Among those who come (back) into droits et devoirs: `reprise` when their follow-up isn't closed, else `entree` with its motive
 * when the definition of the territory counts them in (docs/adr/0003-nouveaux-entrants.md, 0007-definitions-entree.md); a delay is
 * opened for nobody who is followed. Call after the sorties are applied. Nobody enters with a starting stock: no M-1 is known.
 */
export async function trouverEntrees(ctx: Context, flux: FluxApplique, regles: ReglesEntree): Promise<void> {
  const { numero, reference, fluxM1 } = flux
  const { definition, moisSuspension } = regles
  await sql`
    with ${TOUCHES(numero)}
    insert into import_mouvement (personne_id, genre)
    select s.personne_id, 'reprise' from situation s where not s.avant and s.apres and ${SUIVI}`.execute(ctx.db)
  if (flux.premier || fluxM1 === null) return
  if (definition !== 'convention-2024') {
    const portee = porteeDuFlux(numero, fluxM1, reference)
    await sql`
      with ${photo(portee)}
      insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
      select s.personne_id, 'entree', coalesce(s.motif, 'autre-definition'), s.foyer_id, s.role
      from (${entrants(definition, portee, moisSuspension)}) s join foyer f on f.id = s.foyer_id
      where not ${SUIVI} and not ${DELAI_OUVERT} and not ${DECEDEE}
        and not exists (select 1 from entree e where e.personne_id = s.personne_id and e.flux > ${fluxM1})
        and (${flux.mensuel} or exists (select 1 from flux m where m.type in ('M', 'R') and ${DE_SON_ORGANISME}))`.execute(
      ctx.db,
    )
    return
  }
  await sql`
    with ${TOUCHES(numero)}
    insert into import_mouvement (personne_id, genre, motif, foyer_id, role)
    select e.personne_id, 'entree', e.motif, e.foyer_id, e.role from (${motiver(
      sql`select distinct on (s.personne_id) s.personne_id, n.foyer_id, n.role, n.foyer_connu, n.arrive_le,
          ${numero}::int as numero, ${fluxM1}::int as m1, ${reference}::date as reference
        from situation s join import_droit n on n.personne_id = s.personne_id and n.etat = '2' and n.soumis
          join foyer f on f.id = n.foyer_id
        where not s.avant and s.apres and not ${SUIVI} and not ${DELAI_OUVERT} and not ${DECEDEE}
          and (${flux.mensuel} or exists (select 1 from flux m where m.type in ('M', 'R') and ${DE_SON_ORGANISME}))
          and not exists (select 1 from droit d where d.personne_id = s.personne_id and d.concerne
            and d.flux_debut <= ${fluxM1} and (d.flux_fin is null or d.flux_fin > ${fluxM1}))
        order by s.personne_id, n.role desc, f.numero_demande_rsa`,
      moisSuspension,
    )}) e
    where e.motif is not null`.execute(ctx.db)
}

/**
 * Opens the delay of each new entrant, and writes every movement in the timelines (a delay opened again as the entry it was).
 * Returns how many entered.
 */
export async function ouvrirEntrees(ctx: Context, flux: FluxApplique): Promise<number> {
  const ouvertes = await sql`
    insert into entree (id, personne_id, foyer_id, role, motif, recu_le, flux)
    select gen_random_uuid(), m.personne_id, m.foyer_id, m.role, m.motif, ${flux.recuLe}::date, ${flux.numero}
    from import_mouvement m where m.genre = 'entree'
    on conflict (personne_id) where oriente_le is null and close_le is null do nothing`.execute(ctx.db)
  await raconter(ctx, flux)
  return Number(ouvertes.numAffectedRows ?? 0)
}

/** What the flow did to each person, in the order in which it happened: one may leave and come back in the same. */
async function raconter(ctx: Context, { numero, recuLe }: FluxApplique): Promise<void> {
  const dire = (recit: typeof recitSortie, genre: string) =>
    enregistrerTous(
      ctx,
      recit,
      {
        de: sql`import_mouvement m where m.genre = ${genre}`,
        id: sql`m.personne_id`,
        apres: { motif: sql`m.motif`, flux: sql`${numero}::int` },
      },
      recuLe,
    )
  await dire(recitSortie, 'sortie')
  await dire(recitMiseEnVeille, 'veille')
  await dire(recitReprise, 'reprise')
  await enregistrerTous(
    ctx,
    recitEntree,
    {
      de: sql`import_mouvement m left join entree e on m.genre = 'delai-rouvert' and e.personne_id = m.personne_id
        and e.oriente_le is null and e.close_le is null where m.genre in ('entree', 'delai-rouvert')`,
      id: sql`m.personne_id`,
      apres: { motif: sql`m.motif`, recuLe: sql`coalesce(e.recu_le, ${recuLe}::date)`, flux: sql`${numero}::int` },
    },
    recuLe,
  )
}
