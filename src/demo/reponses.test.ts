import { expect, test } from 'vitest'
import { freins } from '../diagnostic/diagnostic.ts'
import { proposer } from '../diagnostic/proposition/moteur.ts'
import { REFERENTIEL } from '../diagnostic/proposition/referentiel.ts'
import { NOMS_DOMINANTES } from '../offre/dominante.ts'
import { hasard } from './generer/hasard.ts'
import { reponsesDe } from './reponses.ts'

const PARAMETRES = { 'orientation.freins-legers-max': 2, 'orientation.freins-lourds-max': 1 }

test.each(NOMS_DOMINANTES)('les réponses inventées mènent bien où la démonstration le dit : %s', dominante => {
  const tire = hasard(7, 1)
  const tous = Array.from({ length: 200 }, () => reponsesDe(dominante, tire))
  for (const r of tous) expect(proposer(r, { age: 40 }, REFERENTIEL, PARAMETRES).dominante).toBe(dominante)
  const unLourd = tous.some(r => freins(r).length === 1 && freins(r)[0]?.severite === 'lourd')
  expect(unLourd).toBe(dominante !== 'emploi')
})
