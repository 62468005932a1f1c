import { type RawBuilder, sql } from 'kysely'
import { ouvrirCriteres } from '../../socle/lectures/lecture-liste.ts'
import type { Context } from '../../socle/use-case.ts'
import type { Filtre } from '../audit.ts'
import { avecReunis, duJournal, structureAlors } from '../lectures.queries.ts'
import { direCriteres } from './listes.ts'

/** Which lists: shown to whom, naming whom, when. */
export type FiltreListes = Pick<Filtre, 'agent' | 'personne' | 'du' | 'au'>

/** SQL condition over `lecture_liste l`. A person was also named by the files that hers absorbed. */
export const listesRetenues = ({ personne, ...qui }: FiltreListes): RawBuilder<unknown> =>
  duJournal('l', qui, personne && sql`l.personnes && ${avecReunis(personne)}`)

/** A list that was read, and some of the names it showed. */
export type ListeLue = {
  id: number
  le: string
  acteur: string
  agentId: string
  agent: string | null
  role: string | null
  structure: string | null
  liste: string
  criteres: string
  personnes: number
  noms: { personneId: string; nom: string; prenom: string }[]
}

/** Names shown of each list; the others are counted. */
const NOMMEES = 5

/** Lists read, newest first, after the one of number `avant`. Only those of the page are given names and criteria. */
export async function lireListes(
  ctx: Context,
  filtre: FiltreListes,
  { avant, limite }: { avant?: number; limite: number },
): Promise<ListeLue[]> {
  const suite = avant ? sql`(l.le, l.id) < (select v.le, v.id from lecture_liste v where v.id = ${avant})` : sql`true`
  const { rows } = await sql<Omit<ListeLue, 'criteres'> & { criteres: Buffer | null }>`
    with page as materialized (
      select * from lecture_liste l where ${listesRetenues(filtre)} and ${suite} order by l.le desc, l.id desc limit ${limite})
    select c.id, c.le, c.acteur, c.acteur_id as agent_id, a.nom as agent, c.role,
      ${structureAlors('c.acteur_id', 'c.role', 'c.le')} as structure, c.liste, c.criteres, cardinality(c.personnes) as personnes,
      coalesce((select json_agg(json_build_object('personneId', p.id, 'nom', p.nom, 'prenom', p.prenom) order by u.rang)
        from unnest(c.personnes[:${sql.lit(NOMMEES)}]) with ordinality u (id, rang) join personne p on p.id = u.id), '[]') as noms
    from page c left join agent_nom a on a.id = c.acteur_id
    order by c.le desc, c.id desc`.execute(ctx.db)
  const demandes = rows.map(({ criteres }) => (criteres ? ouvrirCriteres(ctx.territoire.code, criteres) : {}))
  const noms = await nomsDesAgents(ctx)
  return rows.map((l, i) => ({ ...l, criteres: direCriteres(demandes[i] ?? {}, noms) }))
}

async function nomsDesAgents(ctx: Context): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; nom: string }>`select id, nom from agent_nom`.execute(ctx.db)
  return new Map(rows.map(r => [r.id, r.nom]))
}

/** Where a name was shown in a list: by agent and month, on how many days, in which lists. */
export type VueEnListe = {
  mois: string
  acteur: string
  agent: string | null
  role: string | null
  jours: number
  listes: string[]
}

export async function vuesEnListe(ctx: Context, filtre: FiltreListes): Promise<VueEnListe[]> {
  const { rows } = await sql<VueEnListe>`
    select to_char(l.le::date, 'YYYY-MM') as mois, l.acteur, a.nom as agent, l.role, count(distinct l.le::date)::int as jours,
      array_agg(distinct l.liste order by l.liste) as listes
    from lecture_liste l left join agent_nom a on a.id = l.acteur_id where ${listesRetenues(filtre)}
    group by 1, 2, l.acteur_id, 3, 4 order by 1 desc, 3, 4`.execute(ctx.db)
  return rows
}
