import { AUCUNE_REPONSE, type Reponses, type Severite } from './diagnostic.ts'

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
