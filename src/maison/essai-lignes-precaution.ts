import { AUCUNE, aSaisir } from '../precaution/precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { type Ligne, liste, personne } from './essai-ligne.ts'

/** What must be known before acting; her address is confidential. */
export const LIGNES_PRECAUTION: Record<string, Ligne> = {
  'GET /personnes/:personneId/precautions': personne(({ personneId }) => ({ personneId })),
  'POST /precautions': liste(({ personneId }) => ({ personnes: [personneId] })),
  'PUT /personnes/:personneId/precautions': personne(({ personneId }) => ({
    personneId,
    ...aSaisir({ ...AUCUNE, adresseConfidentielle: true, sansMessage: true }),
  })),
  'POST /personnes/:personneId/adresse': personne(({ personneId }) => ({
    personneId,
    id: uuidv7(),
    motif: 'visite',
  })),
}
