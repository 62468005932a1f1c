import { sql } from 'kysely'
import { z } from 'zod'
import { attendReferent } from '../agent/relations.queries.ts'
import { traits } from '../agent/roles.ts'
import { parNom } from '../lecture/par-nom.ts'
import { Dominante } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'

/** Who waits for a référent: `total` of them, `personnes` are the first. */
export const SansReferent = z.object({
  total: z.int(),
  personnes: z.array(
    z.object({
      personneId: z.uuid(),
      nom: z.string(),
      prenom: z.string(),
      dominante: Dominante,
      depuis: z.iso.date(),
    }),
  ),
})
type SansReferent = z.infer<typeof SansReferent>

/** Those shown; the others are counted, and come as these are designated. */
const AU_PLUS = 100

/**
 * Those oriented to the structure of who leads a team, or the whole of it, whom nobody follows yet, longest waiting first. They are
 * shown to every team until one takes them (relations.queries.ts); to nobody else.
 */
export async function sansReferent(ctx: Context): Promise<SansReferent> {
  if (traits(ctx.agent.role)?.portefeuille !== 'equipe') return { total: 0, personnes: [] }
  const { rows } = await sql<SansReferent['personnes'][number] & { total: number }>`
    select o.personne_id, p.nom, p.prenom, o.dominante, o.debut as depuis, (count(*) over ())::int as total
    from orientation o join personne p on p.id = o.personne_id and p.fusionnee_dans is null
    where o.fin is null and o.structure_id = ${ctx.agent.structureId}
      and ${attendReferent('o')}
    order by o.debut, ${parNom()}, o.personne_id limit ${AU_PLUS}`.execute(ctx.db)
  return { total: rows[0]?.total ?? 0, personnes: rows.map(({ total: _, ...personne }) => personne) }
}
