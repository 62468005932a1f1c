import { sql } from 'kysely'
import { roleOuvert } from '../agent/en-cours.queries.ts'
import { direRendezVousATransmettre } from '../agent/habilitation.ts'
import { jourDe } from '../socle/contexte.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { RECOIVENT } from './rendez-vous.queries.ts'

/**
 * Refuses that an agent who receives nobody any more leaves appointments to come: somebody would come for nothing. An account that is
 * closed is closed at once, whatever waits: its page tells what is to be given to others.
 */
export async function exigerRendezVousTransmis(ctx: Context, agentId: string): Promise<void> {
  const { rows } = await sql<{ n: number; premier: string | null }>`
    select count(*)::int as n, min(r.debut) as premier from rendez_vous r join agent a on a.id = r.agent_id and a.desactive_le is null
    where r.agent_id = ${agentId} and r.issue is null and r.debut > ${ctx.now}
      and not ${roleOuvert(sql.ref('r.agent_id'), RECOIVENT)}`.execute(ctx.db)
  const { n = 0, premier = null } = rows[0] ?? {}
  if (premier === null) return
  throw new Refusal('conflict', 'rendez-vous-a-transmettre', direRendezVousATransmettre(n, jourDe(premier, ctx.fuseau)))
}
