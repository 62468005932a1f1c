import { uuidv7 } from '../socle/uuid.ts'
import { type Ligne, personne, territoire } from './essai-ligne.ts'

/** Openings out of one's usual persons: one that waits to be reviewed, one to be explained by each agent. */
export const LIGNES_OUVERTURES: Record<string, Ligne> = {
  'POST /personnes/:personneId/raison': personne(({ personneId }) => ({ id: uuidv7(), personneId, motif: 'urgence' })),
  'GET /audit/ouvertures': territoire(),
  'GET /ouvertures': territoire(),
  'PUT /audit/ouvertures/:ouvertureId': territoire(({ ouvertureId }) => ({ ouvertureId, revue: 'normal' })),
  'PUT /ouvertures/:ouvertureId/explication': territoire(({ ouvertureDe }, agentId) => ({
    ouvertureId: ouvertureDe[agentId] ?? uuidv7(),
    explication: 'Elle m’a appelée, son référent était absent.',
  })),
}
