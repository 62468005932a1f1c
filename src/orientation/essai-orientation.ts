import { AUCUNE_REPONSE, type Reponses, type Severite } from '../diagnostic/diagnostic.ts'
import type { etablirDiagnostic } from '../diagnostic/etablir-diagnostic.ts'
import type { Navigateur } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'

const sansFrein = { severite: 'aucun' as const, aide: false }
export const frein = (severite: Severite) => ({ severite, aide: true })

/** Every answer of someone ready to work: the engine proposes the emploi. */
export const REPONSES_EMPLOI: Reponses = {
  ...AUCUNE_REPONSE,
  disponibilite: 'immediate',
  motivationTravail: true,
  motivationAccompagnement: true,
  logement: sansFrein,
  sante: sansFrein,
  mobilite: sansFrein,
  famille: sansFrein,
  langue: sansFrein,
  budget: sansFrein,
  autonomie: 'complete',
  experience: 'proche',
  situationPro: 'sans-emploi',
}

/** An agent makes a diagnosis through the real route; some answers may differ from those of someone ready to work. */
export async function unDiagnostic(agent: Navigateur, personneId: string, changements: Partial<Reponses> = {}) {
  const saisie = {
    id: uuidv7(),
    personneId,
    etabliLe: '2025-03-10',
    conjoint: false,
    reponses: { ...REPONSES_EMPLOI, ...changements },
    synthese: null,
    notePrivee: null,
  }
  return agent.appeler<typeof etablirDiagnostic>('POST /personnes/:personneId/diagnostics', saisie)
}
