import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitStructureFermee } from './offre.recits.ts'
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
    if (personnes > 0) {
      const qui = personnes === 1 ? 'Une personne y est encore suivie' : `${personnes} personnes y sont encore suivies`
      throw new Refusal(
        'conflict',
        'structure-occupee',
        `${qui} ou orientée${personnes === 1 ? '' : 's'}. Réorientez-${personnes === 1 ? 'la' : 'les'} vers une autre structure, puis fermez celle-ci.`,
      )
    }
    if (agents > 0) {
      const qui = agents === 1 ? 'Un agent y a' : `${agents} agents y ont`
      throw new Refusal(
        'conflict',
        'structure-avec-agents',
        `${qui} encore un rôle. Retirez-le dans la page des agents, puis fermez la structure.`,
      )
    }
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
