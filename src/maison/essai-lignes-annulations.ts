import { uuidv7 } from '../socle/uuid.ts'
import { type Ligne, personne } from './essai-ligne.ts'
import type { Monde } from './essai-monde.ts'

const lOrientation = ({ personneId, orientationId }: Monde) => ({ personneId, orientationId })
const leReferent = ({ personneId, accompagnementId }: Monde) => ({ personneId, accompagnementId })

/** What is cancelled, closed, opened again, after what is read before; what is explained of a decision, and handed over. */
export const LIGNES_ANNULATIONS: Record<string, Ligne> = {
  'POST /personnes/:personneId/relais/:suiviId/lecture': personne(({ personneId, relaisId }) => ({
    personneId,
    suiviId: relaisId,
  })),
  'GET /personnes/:personneId/orientations/:orientationId/annulation': personne(lOrientation),
  'POST /personnes/:personneId/orientations/:orientationId/annulation': personne(monde => ({
    ...{ ...lOrientation(monde), id: uuidv7(), etat: monde.etats.orientation },
    ...{ motif: 'Essai de la maison', rendezVous: 'garder' },
  })),
  'GET /personnes/:personneId/referents/:accompagnementId/annulation': personne(leReferent),
  'POST /personnes/:personneId/referents/:accompagnementId/annulation': personne(monde => ({
    ...{ ...leReferent(monde), id: uuidv7(), etat: monde.etats.referent },
    ...{ motif: 'Essai de la maison', rendezVous: 'garder' },
  })),
  'POST /orientations/:orientationId/explication': personne(({ orientationId }) => ({
    ...{ id: uuidv7(), orientationId, mode: 'remise-en-main-propre' },
  })),
  'POST /personnes/:personneId/clotures': personne(({ personneId, etats }) => ({
    ...{ id: uuidv7(), personneId, etat: etats.clore, motif: 'emploi', le: '2025-03-10' },
  })),
  'POST /personnes/:personneId/clotures/:clotureId/reouverture': personne(({ closId, clotureId, etats }) => ({
    ...{ personneId: closId, clotureId, etat: etats.rouvrir, motif: 'Essai de la maison' },
  })),
}
