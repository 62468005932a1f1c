import { sql } from 'kysely'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { comptesOuverts } from './compte/compte.queries.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import { DERNIER_ADMINISTRATEUR, direSuivisATransmettre } from './habilitation.ts'
import { rolesQui } from './roles.ts'

/** The agent, locked until the end of the command so that two administrators don't undo each other. Refuses 404. */
export async function agentVerrouille(ctx: Context, agentId: string) {
  const agent = await ctx.db.selectFrom('agent').selectAll().where('id', '=', agentId).forUpdate().executeTakeFirst()
  if (!agent) throw agentInconnu()
  return agent
}

export const agentInconnu = () =>
  new Refusal('not-found', 'agent-inconnu', 'Cet agent n’est pas dans ce territoire. Rechargez la liste des agents.')

/**
 * Keeps an agent as they are until the end of the command: who gives them somebody (a second référent, a field, an appointment) waits
 * for who takes a role back, and the other way round.
 */
export async function tenirAgent(ctx: Context, agentId: string): Promise<void> {
  await ctx.db.selectFrom('agent').select('id').where('id', '=', agentId).forShare().execute()
}

/** How many persons have this agent as référent (in one structure when given): what closing would leave alone. */
export async function suivisEnCours(ctx: Context, agentId: string, structureId?: string | null): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('accompagnement')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('referentId', '=', agentId)
    .where('fin', 'is', null)
    .$if(Boolean(structureId), q => q.where('structureId', '=', structureId ?? ''))
    .executeTakeFirstOrThrow()
  return n
}

/** Refuses when follow-ups would be left without their référent (rule A1). */
export async function exigerSuivisTransmis(ctx: Context, agentId: string, structureId?: string | null): Promise<void> {
  const n = await suivisEnCours(ctx, agentId, structureId)
  if (n === 0) return
  throw new Refusal('conflict', 'suivis-a-transmettre', direSuivisATransmettre(n))
}

/**
 * Refuses what would leave the territory with nobody to administer it: who has a role and an open account. Administrators are locked:
 * two can't leave at once.
 */
export async function exigerAutreAdministrateur(ctx: Context, saufHabilitations: string[]): Promise<void> {
  const { rows } = await sql<{ id: string; agentId: string }>`
    select h.id, h.agent_id from habilitation h join agent a on a.id = h.agent_id
    where h.role = any(${rolesQui('territoire.administrer')}) and ${habilitationEnCours(ctx.today)} and a.desactive_le is null
      and not a.a_completer for update of h`.execute(ctx.db)
  const autres = rows.filter(r => !saufHabilitations.includes(r.id)).map(r => r.agentId)
  if ((await comptesOuverts(ctx, autres)).size > 0) return
  throw new Refusal('conflict', 'dernier-administrateur', DERNIER_ADMINISTRATEUR)
}
