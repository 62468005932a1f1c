import { sql } from 'kysely'
import { roleOuvert } from '../agent/en-cours.queries.ts'
import { rolesOu } from '../agent/roles.ts'
import { enregistrerChacun } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitGroupeSuivi } from './groupe-suivi.recits.ts'

/** An agent who comes in for no field any more leaves the groupes de suivi. */
export async function finDesCoInterventions(ctx: Context, agentId: string): Promise<void> {
  const { rows } = await sql<{ personneId: string; agent: string; champ: string }>`
    update membre_suivi m set fin = ${ctx.today}, retire_par = ${ctx.agent.id}, retire_le = ${ctx.now} from agent_nom n
    where n.id = m.agent_id and m.agent_id = ${agentId} and m.fin is null
      and not ${roleOuvert(
        sql.ref('n.id'),
        rolesOu(r => r.voit === 'champ'),
      )}
    returning m.personne_id, n.nom as agent, m.champ`.execute(ctx.db)
  await enregistrerChacun(
    ctx,
    recitGroupeSuivi,
    rows.map(({ personneId, ...avant }) => ({ id: personneId, avant })),
  )
}
