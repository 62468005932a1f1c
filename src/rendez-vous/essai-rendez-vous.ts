import type { Navigateur } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { prendreRendezVous } from './prendre-rendez-vous.ts'

/** An agent books an appointment of their own through the real route: Wednesday 12 March 2025 at 9:30, unless `suite` says else. */
export const prendre = (agent: Navigateur, personneId: string, suite: Record<string, unknown> = {}) =>
  agent.appeler<typeof prendreRendezVous>('POST /personnes/:personneId/rendez-vous', {
    id: uuidv7(),
    personneId,
    agentId: agent.id,
    debut: '2025-03-12T09:30',
    lieu: '12 rue Exemple, Tourcoing',
    ...suite,
  })
