import type { Essai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** An opening that nobody reviewed, and one that each agent is asked to explain, of somebody of no list. */
export async function lesOuvertures(essai: Essai, personneId: string, agents: readonly { id: string }[]) {
  const commun = { personneId, role: 'charge-orientation', le: '2025-03-09T10:00:00Z', motif: 'urgence' }
  const revue = { revue: 'a-expliquer', revueMot: 'Pourquoi ?', revueLe: '2025-03-09T12:00:00Z' }
  const [premier] = agents
  const ouvertureId = uuidv7()
  const leurs = agents.map(agent => ({ ...commun, ...revue, id: uuidv7(), agentId: agent.id }))
  await essai.base
    .territoire('59')
    .insertInto('ouverture')
    .values([{ ...commun, id: ouvertureId, agentId: premier?.id ?? '' }])
    .execute()
  await essai.base.territoire('59').insertInto('ouverture').values(leurs).execute()
  return { ouvertureId, ouvertureDe: Object.fromEntries(leurs.map(o => [o.agentId, o.id])) }
}
