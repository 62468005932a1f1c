import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  ['courrier', null, { modele: 'convocation' }, 'Courrier édité : convocation', null],
  ['courrier', null, { modele: 'autre' }, 'Courrier édité : lettre', null],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
