import { AUCUNE_REPONSE, NOMS_SITUATIONS, type Reponses, type Situation } from '../diagnostic/diagnostic.ts'
import type { Dominante } from '../offre/dominante.ts'
import type { Hasard } from './generer/hasard.ts'

/**
 * How often each obstacle is met (CNE pilots: mobilité 43 %, santé 29 %, garde d’enfant 25 %, logement 20 %, compétences 12 %,
 * administratif 15 %).
 */
const FREQUENCES: readonly (readonly [Situation, number])[] = [
  ['mobilite', 43],
  ['sante', 29],
  ['famille', 25],
  ['logement', 20],
  ['budget', 15],
  ['langue', 12],
]
const SANS_FREIN = { severite: 'aucun', aide: false } as const

/** Answers of somebody whom the matrix would send to this dominante. */
export function reponsesDe(dominante: Dominante, tire: Hasard): Reponses {
  const reponses: Reponses = {
    ...AUCUNE_REPONSE,
    logement: SANS_FREIN,
    sante: SANS_FREIN,
    mobilite: SANS_FREIN,
    famille: SANS_FREIN,
    langue: SANS_FREIN,
    budget: SANS_FREIN,
    motivationTravail: true,
    motivationAccompagnement: true,
    situationPro: 'sans-emploi',
    rqth: tire.chance(0.06),
    independant: false,
    artiste: false,
    disponibilite: 'immediate',
    autonomie: 'complete',
    experience: 'proche',
  }
  if (dominante === 'emploi') return reponses
  const legers = tire.entre(1, 2)
  for (let i = 0; i < legers; i++) reponses[tire.pondere(FREQUENCES)] = { severite: 'leger', aide: tire.chance(0.7) }
  if (dominante === 'equilibre') {
    const experience = tire.choix(['proche', 'moyenne'] as const)
    // One heavy obstacle alone is still the équilibre (rule O1): for half of those who have one only, it is.
    const seul =
      legers === 1 && experience === 'proche' ? NOMS_SITUATIONS.find(s => reponses[s].severite === 'leger') : null
    if (seul) reponses[seul] = { severite: 'lourd', aide: true }
    return { ...reponses, disponibilite: 'proche', autonomie: 'moyenne', experience }
  }
  for (let i = 0; i < legers; i++) reponses[tire.pondere(FREQUENCES)] = { severite: 'lourd', aide: tire.chance(0.8) }
  return {
    ...reponses,
    disponibilite: tire.choix(['proche', 'aucune']),
    autonomie: tire.choix(['moyenne', 'aucune']),
    experience: 'eloignee',
  }
}
