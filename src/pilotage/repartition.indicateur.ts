import { type RawBuilder, sql } from 'kysely'
import { type Dominante, NOMS_DOMINANTES } from '../offre/dominante.ts'
import type { Organisme } from '../offre/structure.ts'
import type { Context } from '../socle/use-case.ts'
import { jourDeMesure, personneRetenue } from './filtre.queries.ts'
import type { DemandeIndicateur } from './pilotage.ts'

/** `personnes` are followed that day; `enVeille` have a follow-up that sleeps, and are counted nowhere else. */
type Effectifs = { personnes: number; enVeille: number }
export type Repartition = {
  /** The day it is measured: the last of the period, or the day of measure when it comes first. */
  le: string
  valeur: number
  enVeille: number
  parDominante: ({ dominante: Dominante } & Effectifs)[]
  /** `organisme` null: oriented, no référent yet. */
  parOrganisme: ({ organisme: Organisme | null } & Effectifs)[]
  parStructure: ({ structureId: string | null; structure: string | null; organisme: Organisme | null } & Effectifs)[]
}

export function jourDeRepartition(ctx: Context, demande: DemandeIndicateur): string {
  const jours = [demande.au, jourDeMesure(ctx, demande)]
  return jours.sort()[0] ?? ctx.today
}

/**
 * SQL rows, one per person whose orientation runs on a day (debut ≤ day < fin): personne_id, dominante, structure_id (of the
 * référent), organisme, referent_id, en_veille. A follow-up resumed since then slept that day if what came next in the
 * timeline is its resumption: `veille_depuis` only tells the present.
 */
export function personnesOrientees(ctx: Context, demande: DemandeIndicateur): RawBuilder<unknown> {
  const le = sql`${jourDeRepartition(ctx, demande)}::date`
  return sql`select o.personne_id, o.dominante, a.structure_id, s.nom as structure, s.organisme, a.referent_id,
      case v.type when 'reprise' then true when 'mise-en-veille' then false
        else coalesce(a.veille_depuis <= ${le}, false) end as en_veille
    from orientation o
    left join accompagnement a on a.personne_id = o.personne_id and a.debut <= ${le} and (a.fin is null or a.fin > ${le})
    left join structure s on s.id = a.structure_id
    left join (select distinct on (personne_id) personne_id, type from evenement
      where type in ('mise-en-veille', 'reprise') and le >= (${le} + 1)::timestamptz
      order by personne_id, le, id) v on v.personne_id = o.personne_id
    where o.debut <= ${le} and (o.fin is null or o.fin > ${le})
      and ${personneRetenue(ctx, demande, sql.ref('o.personne_id'), le)}`
}

/** I05, persons by dominante and by body and structure of the référent on a day. Source: S1 annexe 4 §2-b, OARSA. */
export async function repartition(ctx: Context, demande: DemandeIndicateur): Promise<Repartition> {
  type Ligne = Effectifs & {
    niveau: number
    dominante: Dominante | null
    organisme: Organisme | null
    structureId: string | null
    structure: string | null
  }
  // grouping(): 7 the whole, 3 by dominante, 5 by body, 4 by structure.
  const { rows } = await sql<Ligne>`
    select grouping(dominante, organisme, structure_id) as niveau, dominante, organisme, structure_id, max(structure) as structure,
      count(*) filter (where not en_veille) as personnes, count(*) filter (where en_veille) as en_veille
    from (${personnesOrientees(ctx, demande)}) p
    group by grouping sets ((), (dominante), (organisme), (organisme, structure_id))
    order by personnes desc, structure`.execute(ctx.db)
  const niveau = (n: number) => rows.filter(r => r.niveau === n)
  const [total] = niveau(7)
  return {
    le: jourDeRepartition(ctx, demande),
    valeur: total?.personnes ?? 0,
    enVeille: total?.enVeille ?? 0,
    parDominante: NOMS_DOMINANTES.map(dominante => {
      const ligne = niveau(3).find(r => r.dominante === dominante)
      return { dominante, personnes: ligne?.personnes ?? 0, enVeille: ligne?.enVeille ?? 0 }
    }),
    parOrganisme: niveau(5).map(({ organisme, personnes, enVeille }) => ({ organisme, personnes, enVeille })),
    parStructure: niveau(4).map(({ structureId, structure, organisme, personnes, enVeille }) => ({
      structureId,
      structure,
      organisme,
      personnes,
      enVeille,
    })),
  }
}
