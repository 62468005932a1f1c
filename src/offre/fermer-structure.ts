import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitStructureFermee } from './offre.recits.ts'
import { ceQuiOccupe } from './structure.ts'
import { structureVerrouillee } from './structures.queries.ts'

/**
 * Closes a structure from today on, its teams and places with it: no one is oriented there any more. Refuses while persons are
 * oriented to it or followed there, and while agents still have a role in it.
 */
export const fermerStructure = useCase(
  {
    route: 'POST /structures/:structureId/fermeture',
    summary: 'Fermer une structure',
    permission: 'territoire.administrer',
    input: z.object({ structureId: z.uuid() }),
    output: z.object({ id: z.uuid(), fermeeLe: z.string() }),
  },
  async (ctx, { structureId }) => {
    const structure = await structureVerrouillee(ctx, structureId)
    if (structure.fermeeLe) return { id: structureId, fermeeLe: structure.fermeeLe }
    const { rows } = await sql<{ personnes: number; agents: number }>`
      select (select count(*) from (
          select personne_id from accompagnement where structure_id = ${structureId} and fin is null
          union select personne_id from orientation where structure_id = ${structureId} and fin is null) suivies) as personnes,
        (select count(distinct agent_id) from habilitation where structure_id = ${structureId} and fin is null) as agents`.execute(
      ctx.db,
    )
    const { personnes = 0, agents = 0 } = rows[0] ?? {}
    const occupee = ceQuiOccupe({ personnes, agents })
    if (occupee) throw new Refusal('conflict', personnes > 0 ? 'structure-occupee' : 'structure-avec-agents', occupee)
    await ctx.db
      .updateTable('equipe')
      .set({ fermeeLe: ctx.today })
      .where('structureId', '=', structureId)
      .where('fermeeLe', 'is', null)
      .execute()
    await ctx.db
      .updateTable('antenne')
      .set({ fermeeLe: ctx.today })
      .where('structureId', '=', structureId)
      .where('fermeeLe', 'is', null)
      .execute()
    await ctx.db.updateTable('structure').set({ fermeeLe: ctx.today }).where('id', '=', structureId).execute()
    await ctx.record({ objet: 'structure', id: structureId }, recitStructureFermee, { apres: { fermeeLe: ctx.today } })
    return { id: structureId, fermeeLe: ctx.today }
  },
)
