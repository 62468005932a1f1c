import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { empreinteNir } from '../socle/auth/nir.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { lireRecherche, type Recherche } from './lire-recherche.ts'
import { Situation } from './situations.ts'

const PAR_PAGE = 50
/** A search that matches more than this is too wide to be read: the best of the first ones are shown, and it is said. */
const CANDIDATS_MAX = 2000

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

/** Persons found, by pages of 50: same search as the box, with a filter on the situation. Only persons in scope. */
export const personnes = useCase(
  {
    route: 'POST /personnes/recherche',
    summary: 'La liste des personnes trouvées',
    permission: 'personne.chercher',
    input: z.object({
      q: z.string().trim().max(200),
      situation: Situation.nullable().default(null),
      page: z.int().min(1).max(40).default(1),
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
    const trouvees = await chercherPersonnes(ctx, { ...demande, page, parPage: PAR_PAGE })
    return { ...trouvees, page, pages: Math.max(1, Math.ceil(trouvees.total / PAR_PAGE)) }
  },
)

type Demande = { q: string; situation: Situation | null; page: number; parPage: number }
type Trouvees = {
  personnes: z.input<typeof PersonneTrouvee>[]
  total: number
  davantage: boolean
  approchant: boolean
}

/** Finds persons in scope; a name nobody bears is looked up again by likeness. */
export async function chercherPersonnes(ctx: Context, demande: Demande): Promise<Trouvees> {
  const recherche = lireRecherche(demande.q)
  if (recherche.genre === 'vide') return { personnes: [], total: 0, davantage: false, approchant: false }
  const exactes = await lire(ctx, demande, candidats(ctx, recherche), rang(recherche))
  if (exactes.total > 0 || recherche.genre !== 'nom' || !recherche.mots.length) return { ...exactes, approchant: false }
  // Four letters out of six in the right order, roughly: one slip of the pen in a short name.
  await sql`set local pg_trgm.word_similarity_threshold = 0.4`.execute(ctx.db)
  const approchantes = await lire(ctx, demande, candidatsApprochants(recherche), ressemblance(recherche.mots))
  return { ...approchantes, approchant: approchantes.total > 0 }
}

/** SQL condition on `p`: each kind of key has its index. */
function candidats(ctx: Context, recherche: Exclude<Recherche, { genre: 'vide' }>): RawBuilder<unknown> {
  switch (recherche.genre) {
    case 'nir':
      return sql`p.nir_empreinte = ${empreinteNir(ctx.territoire.code, recherche.nir)}`
    case 'telephone':
      return sql`p.telephone = any(${recherche.formes})`
    case 'numero':
      return sql`p.id in (select m.personne_id from membre m join foyer f on f.id = m.foyer_id
        where m.fin is null and (f.numero_demande_rsa = any(${recherche.numeros}) or f.matricule = any(${recherche.numeros})))`
    case 'nom': {
      const debutDeMot = recherche.mots.map(
        mot => sql`(p.recherche like ${`${mot}%`} or p.recherche like ${`% ${mot}%`})`,
      )
      const naissance = recherche.naissance ? [sql`p.date_naissance = ${recherche.naissance}::date`] : []
      return sql.join([...debutDeMot, ...naissance], sql` and `)
    }
  }
}

function candidatsApprochants({ mots, naissance }: Extract<Recherche, { genre: 'nom' }>): RawBuilder<unknown> {
  const conditions = mots.map(mot => sql`${mot} <% p.recherche`)
  if (naissance) conditions.push(sql`p.date_naissance = ${naissance}::date`)
  return sql.join(conditions, sql` and `)
}

/** Whole words first, then by name. */
function rang(recherche: Recherche): RawBuilder<unknown> {
  if (recherche.genre !== 'nom' || !recherche.mots.length) return sql`0`
  return sql`-(${sql.join(
    recherche.mots.map(mot => sql`(' ' || p.recherche || ' ' like ${`% ${mot} %`})::int`),
    sql` + `,
  )})`
}

const ressemblance = (mots: string[]): RawBuilder<unknown> =>
  sql`-(${sql.join(
    mots.map(mot => sql`word_similarity(${mot}, p.recherche)`),
    sql` + `,
  )})`

async function lire(
  ctx: Context,
  { situation, page, parPage }: Demande,
  condition: RawBuilder<unknown>,
  ordre: RawBuilder<unknown>,
): Promise<Omit<Trouvees, 'approchant'>> {
  const { rows } = await sql<{ total: number; personnes: z.input<typeof PersonneTrouvee>[] }>`
    with candidats as materialized (
      select p.id, p.nom, p.prenom, ${ordre} as rang from personne p
      where ${condition} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}
        and ${situation ? sql`${SITUATION_SQL} = ${situation}` : sql`true`}
      limit ${CANDIDATS_MAX + 1}
    ), page as (
      select * from candidats order by rang, nom, prenom, id limit ${parPage} offset ${(page - 1) * parPage}
    )
    select (select count(*)::int from candidats) as total,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'nom', p.nom, 'nomNaissance', p.nom_naissance,
          'prenom', p.prenom, 'dateNaissance', p.date_naissance,
          'commune', (select f.commune from membre m join foyer f on f.id = m.foyer_id
            where m.personne_id = p.id and m.fin is null order by f.present desc limit 1),
          'situation', ${SITUATION_SQL},
          'suiviPar', coalesce(
            (select a.prenom || ' ' || a.nom from accompagnement c join agent a on a.id = c.referent_id
              where c.personne_id = p.id and c.fin is null),
            (select s.nom from orientation o join structure s on s.id = o.structure_id
              where o.personne_id = p.id and o.fin is null)),
          'entreeLe', (select e.recu_le from entree e
            where e.personne_id = p.id and e.oriente_le is null and e.close_le is null))
        order by g.rang, p.nom, p.prenom, p.id), '[]')
      from page g join personne p on p.id = g.id) as personnes`.execute(ctx.db)
  const { total = 0, personnes: lues = [] } = rows[0] ?? {}
  return { personnes: lues, total: Math.min(total, CANDIDATS_MAX), davantage: total > CANDIDATS_MAX }
}

/** The situation of `p`, one of SITUATIONS, by what is running. */
const SITUATION_SQL = sql<Situation>`case
  when exists (select 1 from entree e where e.personne_id = p.id and e.oriente_le is null and e.close_le is null) then 'a-orienter'
  when exists (select 1 from orientation o where o.personne_id = p.id and o.fin is null) then 'suivie'
  when exists (select 1 from droit d where d.personne_id = p.id and d.concerne and d.flux_fin is null) then 'stock'
  else 'hors-droits' end`
