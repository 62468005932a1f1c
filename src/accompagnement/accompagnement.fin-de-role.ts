import { sql } from 'kysely'
import { roleOuvert } from '../agent/en-cours.queries.ts'
import { ROLE_DE_SUIVI } from '../agent/roles.ts'
import { enregistrerChacun } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitFinDeBinome } from './accompagnement.recits.ts'

/** An agent who is référent nowhere any more is the second of nobody (rule A1): the référent stays, alone. */
export async function finDesSeconds(ctx: Context, agentId: string): Promise<void> {
  const { rows } = await sql<{ personneId: string; second: string }>`
    update accompagnement ac set co_referent_id = null from agent_nom n
    where n.id = ac.co_referent_id and ac.co_referent_id = ${agentId} and ac.fin is null
      and not ${roleOuvert(sql.ref('n.id'), [ROLE_DE_SUIVI])}
    returning ac.personne_id, n.nom as second`.execute(ctx.db)
  await enregistrerChacun(
    ctx,
    recitFinDeBinome,
    rows.map(({ personneId, second }) => ({ id: personneId, avant: { second } })),
  )
}
