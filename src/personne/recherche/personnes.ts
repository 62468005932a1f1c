import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { parNom } from '../../lecture/par-nom.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { LIGNES_PAR_PAGE } from '../../socle/ui/liste/lignes-par-page.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { communeDe } from '../../territoire/commune.queries.ts'
import { estUnNir } from '../matricule/matricule.ts'
import { lireRecherche, type Recherche } from './lire-recherche.ts'
import { Situation } from './situations.ts'
import { personnesTrouvees } from './trouver-personnes.queries.ts'

/** A search that matches more than this is too wide to be read: the best of the first ones are shown, and it is said. */
export const CANDIDATS_MAX = 2000

export const PersonneTrouvee = z.object({
  id: z.uuid(),
  nom: z.string(),
  nomNaissance: z.string(),
  prenom: z.string(),
  dateNaissance: z.string(),
  commune: z.string().nullable(),
  situation: Situation,
  /** Who supports the person, or who will: the référent, else the structure. */
  suiviPar: z.string().nullable(),
  /** Reception day of the running entry. */
  entreeLe: z.string().nullable(),
})

export const DemandePersonnes = z.object({
  q: z.string().trim().max(200),
  situation: Situation.nullable().default(null),
})

/** Persons found, by pages: same search as the box, with a filter on the situation. Only persons in scope. */
export const personnes = useCase(
  {
    route: 'POST /personnes/recherche',
    summary: 'La liste des personnes trouvées',
    permission: 'personne.chercher',
    lecture: true,
    montre: 'recherche',
    input: DemandePersonnes.extend({
      page: z.int().min(1).max(10_000).default(1),
    }),
    output: z.object({
      personnes: z.array(PersonneTrouvee),
      total: z.int(),
      /** There are more than `total`: the search is to be narrowed. */
      davantage: z.boolean(),
      /** Nobody is spelt that way: these are the nearest names. */
      approchant: z.boolean(),
      page: z.int(),
      pages: z.int(),
    }),
  },
  async (ctx, { page, ...demande }) => {
    const trouvees = await chercherPersonnes(ctx, { ...demande, page, parPage: LIGNES_PAR_PAGE })
    return { ...trouvees, page, pages: Math.max(1, Math.ceil(trouvees.total / LIGNES_PAR_PAGE)) }
  },
)

/** `compter`: how many there are is wanted, not only the first ones. */
type Demande = { q: string; situation: Situation | null; page: number; parPage: number; compter?: boolean }
type Trouvees = {
  personnes: z.input<typeof PersonneTrouvee>[]
  total: number
  davantage: boolean
  approchant: boolean
}

/**
 * Finds persons in scope; a name nobody bears is looked up again by likeness. Found by a NIR, it is known to be theirs, as if it had been
 * read: that leaves its trace.
 */
export async function chercherPersonnes(ctx: Context, demande: Demande): Promise<Trouvees> {
  const recherche = lireRecherche(demande.q, ctx.today)
  if (recherche.genre === 'vide') return { personnes: [], total: 0, davantage: false, approchant: false }
  const { situation, page, parPage, compter = true } = demande
  const limite = compter ? CANDIDATS_MAX + 1 : parPage
  const filtre = situation ? sql`${SITUATION_SQL} = ${situation}` : sql`true`
  const { rows } = await sql<{
    total: number
    approchant: boolean | null
    personnes: z.input<typeof PersonneTrouvee>[]
  }>`
    with ${personnesTrouvees(ctx, recherche, filtre, limite)},
    page as materialized (
      select t.id, ${rang(recherche)} as rang, p.nom, p.prenom from trouvees t join personne p on p.id = t.id
      order by 2, t.rang, ${parNom()}, p.id limit ${sql.lit(parPage)} offset ${sql.lit((page - 1) * parPage)}
    )
    select (select count(*)::int from trouvees) as total, (select bool_and(approche) from trouvees) as approchant,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'nom', p.nom, 'nomNaissance', p.nom_naissance,
          'prenom', p.prenom, 'dateNaissance', p.date_naissance,
          'commune', ${communeDe(sql.ref('p.id'))},
          'situation', ${SITUATION_SQL},
          'suiviPar', coalesce(
            (select c.referent from suivi_courant c where c.personne_id = p.id),
            (select s.nom from orientation o join structure s on s.id = o.structure_id
              where o.personne_id = p.id and o.fin is null)),
          'entreeLe', (select e.recu_le from entree e
            where e.personne_id = p.id and e.oriente_le is null and e.close_le is null))
        order by g.ordre), '[]')
      from (select id, row_number() over () as ordre from page) g join personne p on p.id = g.id) as personnes`.execute(
    ctx.db,
  )
  const { total = 0, approchant = false, personnes: lues = [] } = rows[0] ?? {}
  if (parNir(recherche))
    await consulter(
      ctx,
      lues.map(p => p.id),
      'recherche-nir',
    )
  return {
    personnes: lues,
    total: Math.min(total, CANDIDATS_MAX),
    davantage: total > CANDIDATS_MAX,
    approchant: approchant ?? false,
  }
}

const parNir = (recherche: Recherche): boolean =>
  recherche.genre === 'nir' || (recherche.genre === 'numero' && recherche.numeros.some(estUnNir))

/** Whole words before beginnings. */
function rang(recherche: Recherche): RawBuilder<unknown> {
  if (recherche.genre !== 'nom' || !recherche.mots.length) return sql`0`
  return sql`case when t.approche then t.rang else
    -(select count(*) from unnest((select ${recherche.mots}::text[])) as m (mot)
      where ' ' || p.recherche || ' ' like '% ' || m.mot || ' %') end`
}

/** The situation of `p`, one of SITUATIONS, by what is running. */
const SITUATION_SQL = sql<Situation>`case
  when exists (select 1 from dossier_clos z where z.personne_id = p.id) then 'clos'
  when exists (select 1 from entree e where e.personne_id = p.id and e.oriente_le is null and e.close_le is null) then 'a-orienter'
  when exists (select 1 from orientation o where o.personne_id = p.id and o.fin is null) then 'suivie'
  when exists (select 1 from droit d where d.personne_id = p.id and d.concerne and d.flux_fin is null) then 'stock'
  else 'hors-droits' end`
