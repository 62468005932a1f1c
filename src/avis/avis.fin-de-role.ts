import { sql } from 'kysely'
import { roleOuvert } from '../agent/en-cours.queries.ts'
import { rolesOu } from '../agent/roles.ts'
import { AVIS } from '../avis.ts'
import type { Context } from '../socle/use-case.ts'

/** An agent forgets what none of their roles lets them read any more: a role given back tells nothing of before. */
export async function finDesAvis(ctx: Context, agentId: string): Promise<void> {
  const parPermission = Map.groupBy(AVIS, a => a.permission ?? 'connecte')
  for (const [permission, avis] of parPermission) {
    const roles = rolesOu(r => permission === 'connecte' || r.permissions.some(p => p === permission))
    await sql`delete from avis where agent_id = ${agentId} and genre = any(${avis.map(a => a.genre)})
      and not ${roleOuvert(sql.ref('avis.agent_id'), roles)}`.execute(ctx.db)
  }
}
