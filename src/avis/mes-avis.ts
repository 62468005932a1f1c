import { sql } from 'kysely'
import { z } from 'zod'
import { traits } from '../agent/roles.ts'
import { AVIS } from '../avis.ts'
import { parNom } from '../lecture/par-nom.ts'
import { prenomLisible } from '../personne/noms.ts'
import { garderListe } from '../socle/lectures/lecture-liste.ts'
import { lire } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enListe, enSuite, leJour } from '../socle/ui/phrases.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { compterNonLus, visibles } from './avis.queries.ts'
import { AVIS_PAR_PAGE, LigneAvis } from './avis.ts'

/** Persons named in a line that tells of several. */
const NOMMEES = 3
/** Moments told in a line that tells of several. */
const MOMENTS = 6

type Brute = {
  id: number
  genre: string
  le: string
  lu: boolean
  n: number
  objetId: string | null
  faits: unknown
  avant: unknown
  apres: unknown
  par: string | null
  /** The first of those whom the agent may open, and how many. */
  personnes: { id: string; nom: string; prenom: string; sexe: string }[]
  combien: number
  agents: Record<string, string>
  /** Of the first appointments that it tells of: ISO instants, in order. */
  debuts: string[] | null
  lus: Record<string, unknown> | null
}

/** SQL branches of a `case`: what a kind of notice says that no event holds. */
const LUS = sql.join(
  AVIS.flatMap(({ genre, lus }) => {
    const paires = Object.entries(lus ?? {}).map(([nom, lu]) => sql`${sql.lit(nom)}, ${lu}`)
    return paires.length ? sql`when ${genre} then jsonb_build_object(${sql.join(paires)})` : []
  }),
  sql` `,
)

/** The notices of the agent who asks: those not read first, then the latest; told from the events as they stand. */
export const mesAvis = useCase(
  {
    route: 'GET /avis',
    summary: 'Mes avis, les non lus d’abord',
    permission: 'connecte',
    input: z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
    output: z.object({
      aujourdhui: z.iso.date(),
      nonLus: z.int(),
      lignes: z.array(LigneAvis),
      pages: z.int(),
      /** The last that was there: `PUT /avis/lecture` reads up to it. */
      jusqua: z.int().nullable(),
    }),
  },
  async (ctx, { page }) => {
    const [{ rows }, nonLus] = await Promise.all([
      sql<{ lignes: Brute[]; total: number; jusqua: number | null }>`
        with v as materialized (${visibles(ctx, sql`true`)}),
        l as (
          select genre, groupe, max(id) as id, max(le) as le, bool_and(lu_le is not null) as lu, count(*) as n,
            count(distinct personne_id) as combien, (array_agg(evenement_id order by id desc))[1] as evenement_id,
            (array_agg(objet_id order by id desc))[1] as objet_id, (array_agg(faits order by id desc))[1] as faits,
            array_agg(evenement_id) as evenements,
            (array_agg(distinct personne_id) filter (where personne_id is not null))[:${NOMMEES}] as personnes
          from v group by genre, groupe),
        page as (select * from l order by lu, le desc, id desc limit ${AVIS_PAR_PAGE} offset ${(page - 1) * AVIS_PAR_PAGE})
        select (select count(*)::int from l) as total, (select max(id) from v) as jusqua, coalesce((
          select json_agg(json_build_object('id', q.id, 'genre', q.genre, 'le', q.le, 'lu', q.lu, 'n', q.n, 'objetId', q.objet_id,
            'faits', q.faits, 'avant', e.avant, 'apres', e.apres, 'combien', q.combien,
            'par', case when e.acteur = 'systeme' then null else e.acteur_nom end,
            'personnes', (select coalesce(json_agg(json_build_object('id', p.id, 'nom', p.nom, 'prenom', p.prenom, 'sexe', p.sexe)
              order by ${parNom()}), '[]') from personne p where p.id = any(q.personnes)),
            'debuts', case when q.genre = any(${A_MOMENTS}) and q.n > 1 then (select json_agg(m.debut order by m.debut) from (
              select f.apres ->> 'debut' as debut from evenement f where f.id = any(q.evenements)
              order by 1 limit ${MOMENTS}) m) end,
            'lus', case q.genre ${LUS} else null end,
            'agents', (select coalesce(json_object_agg(g.id, g.nom), '{}') from agent_nom g where q.faits is not null
              and g.id::text in (select f.id #>> '{}' from jsonb_path_query(q.faits, '$.**.agentId') f (id))))
            order by q.lu, q.le desc, q.id desc)
          from page q left join evenement e on e.id = q.evenement_id), '[]') as lignes`.execute(ctx.db),
      compterNonLus(ctx),
    ])
    const { lignes = [], total = 0, jusqua = null } = rows[0] ?? {}
    const nommees = new Set(lignes.flatMap(l => l.personnes.map(p => p.id)))
    await garderListe(ctx, 'avis', { page }, [...nommees])
    return {
      aujourdhui: ctx.today,
      nonLus,
      lignes: lignes.flatMap(brute => ligne(ctx, brute) ?? []),
      pages: Math.max(1, Math.ceil(total / AVIS_PAR_PAGE)),
      jusqua,
    }
  },
)

const A_MOMENTS = AVIS.filter(a => a.plusieurs?.moments).map(a => a.genre)
const CONNUS = new Map(AVIS.map(a => [a.genre, a]))

function ligne(ctx: Context, { id, le, lu, n, personnes, combien, par, ...brute }: Brute): LigneAvis | null {
  const avis = CONNUS.get(brute.genre)
  if (!avis) return null
  const apres = lire(avis.schema, brute.apres ?? brute.faits)
  const seule = combien === 1 ? personnes[0] : undefined
  const noms = personnes.map(p => `${prenomLisible(p.prenom)} ${p.nom}`)
  const ou = typeof avis.ou === 'string' ? avis.ou : avis.ou(apres)
  const commun = { id, le, lu, par }
  if (n > 1 && avis.plusieurs) {
    const titre = avis.plusieurs.dire(n, { lus: brute.lus ?? {} })
    const dits = (brute.debuts ?? []).flatMap(d => leJour(d, ctx.today, ctx.fuseau) ?? [])
    const quand = enListe(n > dits.length && dits.length ? [...dits, pluriel(n - dits.length, 'autre')] : dits) || null
    if (seule) return { ...commun, personne: noms[0] ?? null, titre, detail: quand, vers: fiche(ctx, seule.id, ou) }
    const reste = combien - personnes.length
    const detail = enSuite(enListe(reste ? [...noms, pluriel(reste, 'autre')] : noms), quand)
    return { ...commun, personne: null, titre, detail, vers: ecran(ctx, avis.plusieurs.ou) }
  }
  const phrase = avis.dire(lire(avis.schema, brute.avant), apres, {
    sexe: seule?.sexe ?? '',
    aujourdhui: ctx.today,
    fuseau: ctx.fuseau,
    lus: brute.lus ?? {},
    nomAgent: agent => brute.agents[agent] ?? 'un agent parti',
  })
  if (seule) return { ...commun, personne: noms[0] ?? null, ...phrase, vers: fiche(ctx, seule.id, ou) }
  const vers = avis.plusieurs ? ecran(ctx, avis.plusieurs.ou) : ou.replace(':id', brute.objetId ?? '')
  return { ...commun, personne: null, ...phrase, vers }
}

/** Where the role of the agent opens a person; `suite`: what follows the address of the file. */
function fiche(ctx: Context, personneId: string, suite: string): string {
  const voit = traits(ctx.agent.role)?.voit
  if (voit === 'champ') return `/mes-co-interventions/${personneId}`
  return voit === 'carte' ? '/accueil' : `/personnes/${personneId}${suite}`
}

/** A screen of the rail of the agent's role, else the one where they begin. */
function ecran(ctx: Context, chemin: string): string {
  const rail = traits(ctx.agent.role)?.rail ?? []
  return rail.includes(chemin.split('?')[0] ?? '') ? chemin : (rail[0] ?? '/')
}
