import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { habilitationEnCours } from '../../agent/en-cours.queries.ts'
import { ROLE_DE_SUIVI } from '../../agent/roles.ts'
import type { Context } from '../../socle/use-case.ts'
import { chargeDe, plafondEffectif } from '../referent.queries.ts'
import type { PlacesDeStructure } from './places.ts'

/**
 * SQL rows structure_id, id, nom, equipe, suivis, plafond: the référents at work in structures (`s`, by a condition), with how many
 * persons each follows, wherever, against their cap (rule A2).
 */
export const referentsDesStructures = (ctx: Context, quand: RawBuilder<SqlBool>): RawBuilder<unknown> => sql`
  select h.structure_id, a.id, a.nom, e.nom as equipe, ${chargeDe(sql.ref('a.id'))} as suivis,
    ${plafondEffectif(ctx, sql.ref('h.plafond'))} as plafond
  from habilitation h join agent_nom a on a.id = h.agent_id left join equipe e on e.id = h.equipe_id
  where h.role = ${ROLE_DE_SUIVI} and a.desactive_le is null and ${habilitationEnCours(ctx.today)}
    and h.structure_id in (select s.id from structure s where ${quand})`

/**
 * SQL rows of `PlacesDeStructure` with structure_id: the one definition of the room of a structure (rules O2, A2, O8). `libres` is what
 * its référents can still take, never below zero for any of them, within its capacity when it has one, less the persons oriented there
 * whom nobody follows yet; null when it has no référent: nobody can say. `referents`: rows of `referentsDesStructures`. Who waits « en
 * veille » takes no place.
 */
export const placesDesStructures = (
  quand: RawBuilder<SqlBool>,
  referents: RawBuilder<unknown>,
): RawBuilder<PlacesDeStructure & { structureId: string }> => sql`
  select p.structure_id, p.suivis, p.veille, p.attente, p.total,
    case when p.total is not null then greatest(0, least(p.place, p.total - p.suivis) - p.attente) end as libres
  from (
    select s.id as structure_id, coalesce(c.suivis, 0) as suivis, coalesce(c.veille, 0) as veille, coalesce(w.attente, 0) as attente,
      r.place, case when r.plafond is not null then least(s.capacite, r.plafond) end as total
    from structure s
    left join (select k.structure_id, count(*) filter (where k.veille_depuis is null)::int as suivis,
        count(k.veille_depuis)::int as veille
      from accompagnement k where k.fin is null and k.structure_id in (select s.id from structure s where ${quand}) group by 1) c
      on c.structure_id = s.id
    left join (select o.structure_id, count(*)::int as attente from orientation o
      where o.fin is null and o.structure_id in (select s.id from structure s where ${quand}) and not exists (
        select 1 from accompagnement k where k.personne_id = o.personne_id and k.structure_id = o.structure_id and k.fin is null)
      group by 1) w on w.structure_id = s.id
    left join (select x.structure_id, sum(greatest(0, x.plafond - x.suivis))::int as place, sum(x.plafond)::int as plafond
      from (${referents}) x group by 1) r on r.structure_id = s.id
    where ${quand}) p`
