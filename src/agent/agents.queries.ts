import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import { DERNIER_ADMINISTRATEUR, direSuivisATransmettre } from './habilitation.ts'
import { rolesQui } from './roles.ts'
import { fermerSessions } from './session/session.queries.ts'

/** Without the signs that are read one for another on paper: 0 O, 1 l I, 5 S, 2 Z, 8 B. */
const LISIBLES = 'abcdefghijkmnpqrtuvwxy34679'

/** « vkq3-tmxa-9hrd-puw7 »: 76 random bits, easy to dictate. */
export function motDePasseProvisoire(): string {
  const groupe = () => Array.from({ length: 4 }, () => LISIBLES[randomInt(LISIBLES.length)]).join('')
  return [groupe(), groupe(), groupe(), groupe()].join('-')
}

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

/** Refuses what would leave the territory with nobody to administer it. Administrators are locked: two can't leave at once. */
export async function exigerAutreAdministrateur(ctx: Context, saufHabilitations: string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select h.id from habilitation h join agent a on a.id = h.agent_id
    where h.role = any(${rolesQui('territoire.administrer')}) and ${habilitationEnCours(ctx.today)} and a.desactive_le is null
      and not a.a_completer for update of h`.execute(ctx.db)
  if (rows.some(r => !saufHabilitations.includes(r.id))) return
  throw new Refusal('conflict', 'dernier-administrateur', DERNIER_ADMINISTRATEUR)
}

/**
 * Ends what an agent has open in this territory, at once; what they have open in another is its own. Signing in again is all it costs
 * if the command then fails.
 */
export async function deconnecterPartout(ctx: Context, agentId: string): Promise<void> {
  await fermerSessions(ctx, agentId, ctx.territoire.code)
}

/** Takes away the access to this territory of who still works in another: their account there is again that one's to care for. */
export async function oterAccesPartage(ctx: Context, agentId: string): Promise<void> {
  const ici = ctx.territoire.code
  await ctx.commun
    .deleteFrom('acces as a')
    .where('a.identiteId', '=', agentId)
    .where('a.territoire', '=', ici)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('acces as b')
          .select('b.territoire')
          .where('b.identiteId', '=', agentId)
          .where('b.territoire', '<>', ici),
      ),
    )
    .execute()
}
