import { expect, test } from 'vitest'
import { direEffacees, direQui } from './mots.ts'

const bilan = {
  confieNom: 'Rita LISIÈRE',
  confieLe: '2026-11-20T08:00:00Z',
  personnes: true,
  decidees: 0,
  jusquau: '2027-02-18',
}

test('une ligne qui attend se dit au singulier, plusieurs au pluriel', () => {
  const une = { ...bilan, attente: 1, confiees: 1, aMoi: 0, confiable: false }
  expect(direQui(une, false)).toMatch(/^Confiée aux chargés d’orientation le 20.novembre.* par Rita LISIÈRE\.$/)
  expect(direQui({ ...une, attente: 3, confiees: 3 }, false)).toMatch(/^Confiées aux/)
  expect(direQui({ ...une, attente: 3, confiees: 1 }, false)).toMatch(/^1 confiée aux/)
  expect(direQui({ ...une, confiees: 0, confiable: true }, false)).toMatch(/parle cette ligne.*confiez-la/)
  expect(direQui({ ...une, attente: 2, confiees: 0, aMoi: 1 }, true)).toMatch(/l’autre ressemble/)
  expect(direQui({ ...une, confiees: 0, confiable: true }, true)).toMatch(
    /^Elle ressemble.*vos communes.: confiez-la\.$/,
  )
  expect(direQui({ ...une, confiees: 0, aMoi: 1 }, true)).toMatch(/elle est reprise/)
  expect(direQui({ ...une, decidees: 3 }, false)).toMatch(/LISIÈRE\. 3 déjà décidées\.$/)
  expect(direEffacees(1, bilan.jusquau)).toMatch(/^Sans décision, elle est effacée/)
  expect(direEffacees(2, bilan.jusquau)).toMatch(/elles sont effacées/)
})
