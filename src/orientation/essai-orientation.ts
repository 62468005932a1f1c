import type { z } from 'zod'
import type { Reponses } from '../diagnostic/diagnostic.ts'
import { REPONSES_EMPLOI } from '../diagnostic/essai-reponses.ts'
import type { etablirDiagnostic } from '../diagnostic/etablir-diagnostic.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { Reorientation } from './reorientation/reorientation.ts'

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

export const ORIENTER = 'POST /personnes/:personneId/orientations'

/** A chargé d’orientation, a structure with one référent, and a person whose delay runs since 3 March. */
export async function lePlateau(essai: Essai, dominantes = ['emploi', 'equilibre', 'remobilisation']) {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure({ nom: 'Maison de l’insertion', dominantes })
  const referent = await essai.unAgent('referent', { structureId, nom: 'ROUET' })
  const personne = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  return { agent, structureId, referent, personne }
}
export type Plateau = Awaited<ReturnType<typeof lePlateau>>

/** What the chargé sends to orient the person of the plateau: emploi, its référent, notified by letter; anew, since they move. */
export const demande = ({ structureId, referent, personne }: Plateau, changements = {}) => ({
  id: uuidv7(),
  personneId: personne.id,
  reorientation: { motif: 'demenagement' } as z.input<typeof Reorientation> | null,
  dominante: 'emploi' as const,
  structureId,
  referentId: referent.id as string | null,
  notification: { mode: 'courrier' as const } as { mode: 'courrier' | 'courriel'; le?: string } | null,
  ...changements,
})
