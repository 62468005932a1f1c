import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitEquipeFermee } from '../offre.recits.ts'
import { equipeVerrouillee } from './equipes.queries.ts'

/**
 * Closes a team from today on. Refuses while agents have a role in it: its manager would lead nobody, and its référents' persons
 * would have no manager. Those who leave it are led by the responsables of the structure.
 */
export const fermerEquipe = useCase(
  {
    route: 'POST /equipes/:equipeId/fermeture',
    summary: 'Fermer une équipe',
    permission: 'territoire.administrer',
    input: z.object({ equipeId: z.uuid() }),
    output: z.object({ id: z.uuid(), fermeeLe: z.string() }),
  },
  async (ctx, { equipeId: id }) => {
    const equipe = await equipeVerrouillee(ctx, id)
    if (equipe.fermeeLe) return { id, fermeeLe: equipe.fermeeLe }
    const { rows } = await sql<{ agents: number }>`
      select count(distinct agent_id)::int as agents from habilitation where equipe_id = ${id} and fin is null`.execute(
      ctx.db,
    )
    const { agents = 0 } = rows[0] ?? {}
    if (agents > 0) {
      const qui = agents === 1 ? 'Un agent y a encore un rôle' : `${agents} agents y ont encore un rôle`
      throw new Refusal(
        'conflict',
        'equipe-occupee',
        `${qui}, référent ou responsable. Dans la page des agents, changez ${agents === 1 ? 'son' : 'leur'} rôle d’équipe ou retirez-le, puis fermez celle-ci.`,
      )
    }
    await ctx.db.updateTable('equipe').set({ fermeeLe: ctx.today }).where('id', '=', id).execute()
    await ctx.record({ objet: 'structure', id: equipe.structureId }, recitEquipeFermee, {
      apres: { equipeId: id, nom: equipe.nom, fermeeLe: ctx.today },
    })
    return { id, fermeeLe: ctx.today }
  },
)
