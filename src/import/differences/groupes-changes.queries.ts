import { type RawBuilder, sql } from 'kysely'
import { perimetre } from '../../agent/perimetre.ts'
import { parNom } from '../../lecture/par-nom.ts'
import { pageDe } from '../../socle/coupe.ts'
import type { Context } from '../../socle/use-case.ts'
import type { LigneChangee } from './differences.ts'

/** Somebody of a household that an import changed. `chezSoi`: what is told of no household is told of them there. */
export type Place = {
  id: string
  nom: string
  prenom: string
  sexe: string
  present: boolean
  chezSoi: boolean
  creee: boolean
}
/** A household, or a person who is in none, and who of it is in the agent's scope: who asked for the RSA first. */
export type Groupe = { foyerId: string | null; nouveau: boolean; personnes: Place[] }
/** A row that changed, of which person or household. `role`: of a place in a household. */
export type LigneDe = LigneChangee & { personneId: string | null; foyerId: string | null; role: string | null }

const PAR_PAGE = 20

/** Read before, and given as it is: the base then knows whether the import changed ten rows or the whole territory; null: unknown. */
export async function numeroDe(ctx: Context, importId: string): Promise<number | null> {
  const { rows } = await sql<{ numero: number }>`select numero from import where id = ${importId}`.execute(ctx.db)
  return rows[0]?.numero ?? null
}

/** SQL, for `p` in the place `l`: who asked for the RSA before the others, each by name. */
const TRI = sql`(coalesce(l.role <> 'DEM', true))::int || forme_comparable(p.nom) || ' ' || forme_comparable(p.prenom)`

/**
 * A page of what an import changed, household by household, by name: those that changed and hold somebody in scope, and those where
 * whoever else changed lives, or lived last; who never was in any stands alone. With how many there are in all.
 */
export async function groupesChanges(ctx: Context, numero: number | null, page: number) {
  const lisible = perimetre(ctx, sql.ref('p.id'))
  const { lignes, ...combien } = await pageDe({ page, taille: PAR_PAGE }, async limite => {
    const { rows } = await sql<{ foyerId: string | null; seule: string | null; enTout: number }>`
      with membres as materialized (
        select l.foyer_id, p.id, ${TRI} as tri
        from import_difference d join membre l on l.foyer_id = (d.cle ->> 'id')::uuid and l.fin is null
          join personne p on p.id = l.personne_id
        where d.import = ${numero}::int and d.table_nom = 'foyer' and ${lisible}),
      autres as (
        select l.foyer_id, p.id, ${TRI} as tri
        from (select distinct personne_id from import_difference
            where import = ${numero}::int and personne_id is not null) t
          join personne p on p.id = t.personne_id
          left join lateral (select m.foyer_id, m.role from membre m where m.personne_id = p.id
            order by m.fin desc nulls first, m.numero desc limit 1) l on true
        where not exists (select 1 from membres m where m.id = t.personne_id) and ${lisible}),
      groupe as (
        select foyer_id, case when foyer_id is null then id end as seule, min(tri collate "C") as tri
        from (select * from membres union all select * from autres) x group by 1, 2)
      select foyer_id, seule, count(*) over () as en_tout from groupe
      order by substr(tri, 2), foyer_id, seule ${limite}`.execute(ctx.db)
    return rows
  })
  const personnes = await personnesDesGroupes(ctx, numero, lignes)
  const de = ({ foyerId, seule }: { foyerId: string | null; seule: string | null }) =>
    personnes.filter(p => (foyerId === null ? p.id === seule : p.foyerId === foyerId))
  return {
    ...combien,
    groupes: lignes.map(({ foyerId, seule }): Groupe => {
      const siennes = de({ foyerId, seule })
      return { foyerId, nouveau: siennes.some(p => p.nouveau), personnes: siennes }
    }),
  }
}

/** Who is told of in these households: who lives there, who came in or left, who changed and lived there last. */
async function personnesDesGroupes(
  ctx: Context,
  numero: number | null,
  groupes: readonly { foyerId: string | null; seule: string | null }[],
) {
  const [foyers, seules] = [groupes.flatMap(g => g.foyerId ?? []), groupes.flatMap(g => g.seule ?? [])]
  const { rows } = await sql<Place & { foyerId: string | null; nouveau: boolean }>`
    with place as (
      select m.foyer_id, m.personne_id, bool_or(m.fin is null) as present, bool_or(m.numero = h.numero) as chez_soi,
        min((m.role <> 'DEM')::int) as rang
      from membre m cross join lateral (
          select c.numero from membre c where c.personne_id = m.personne_id
          order by c.fin desc nulls first, exists (select 1 from import_difference d where d.import = ${numero}::int
            and d.table_nom = 'foyer' and d.cle ->> 'id' = c.foyer_id::text) desc, c.numero desc limit 1) h
        cross join lateral (
          select count(*) as n, count(*) filter (where d.table_nom = 'membre' and (d.cle ->> 'numero')::bigint = m.numero) as siens
          from import_difference d where d.import = ${numero}::int and d.personne_id = m.personne_id) d
      where m.foyer_id = any(${foyers}::uuid[]) and (m.fin is null or d.siens > 0 or (d.n > 0 and m.numero = h.numero))
      group by m.foyer_id, m.personne_id
      union all select null, s, false, true, 0 from unnest(${seules}::uuid[]) s)
    select l.foyer_id, coalesce(f.cree_par = ${numero}::int, false) as nouveau, l.present, l.chez_soi,
      p.id, p.nom, p.prenom, p.sexe, coalesce(p.cree_par = ${numero}::int, false) as creee
    from place l join personne p on p.id = l.personne_id left join foyer f on f.id = l.foyer_id
    where ${perimetre(ctx, sql.ref('p.id'))}
    order by not l.present, l.rang, ${parNom()}, p.id`.execute(ctx.db)
  return rows
}

/** SQL: what changed, but the street of a household where somebody asked that it be kept to themselves. */
const montree = (cote: 'avant' | 'apres') => sql`case
  when d.table_nom = 'foyer' and foyer_confidentiel((d.cle ->> 'id')::uuid)
    then ${sql.ref(`d.${cote}`)} - array['complement', 'voie', 'lieu_dit']
  else ${sql.ref(`d.${cote}`)} end`

const decrite = (quoi: RawBuilder<unknown>) => sql`
  select d.personne_id, d.table_nom as "table", d.cle ->> 'champ' as champ, ${montree('avant')} as avant, ${montree('apres')} as apres,
    case d.table_nom when 'foyer' then d.cle ->> 'id' when 'membre' then coalesce(d.apres ->> 'foyer_id', m.foyer_id::text)
      when 'entree' then (select e.foyer_id::text from entree e where e.id = (d.cle ->> 'id')::uuid)
      else d.cle ->> 'foyer_id' end as foyer_id,
    coalesce(m.role, d.apres ->> 'role') as role,
    (select to_jsonb(r) from droit r where d.table_nom = 'droit' and r.personne_id = d.personne_id
      and r.foyer_id = (d.cle ->> 'foyer_id')::uuid and r.flux_debut = (d.cle ->> 'flux_debut')::int) as droit
  from import_difference d left join membre m on d.table_nom = 'membre' and m.numero = (d.cle ->> 'numero')::bigint
  where ${quoi}`

/** The rows of these persons and households that the import changed. Each part has its index. */
export async function lignesDesGroupes(
  ctx: Context,
  numero: number | null,
  { personnes, foyers }: { personnes: readonly string[]; foyers: readonly string[] },
): Promise<LigneDe[]> {
  const ici = sql`d.import = ${numero}::int`
  const { rows } = await sql<LigneDe>`
    ${decrite(sql`${ici} and d.personne_id = any(${[...personnes]}::uuid[])`)}
    union all
    ${decrite(sql`${ici} and d.table_nom = 'foyer' and d.cle ->> 'id' = any(${[...foyers]}::text[])`)}
    order by "table", champ`.execute(ctx.db)
  return rows
}
