import { expect, test } from 'vitest'
import { resumer } from './resumer.ts'

const dit = (...args: Parameters<typeof resumer>) => resumer(...args).replaceAll('\u00a0', ' ')
const comptes = { 'premier-contact': 3, 'bilan-depasse': 1, suivi: 8 }
const charge = '38 personnes suivies sur 50, et 5 en veille'

test('le portefeuille entier dit la charge du référent et ce qui presse', () => {
  expect(dit({ comptes, aFaire: 4, charge, partie: false })).toBe(
    '38 personnes suivies sur 50, et 5 en veille. 4 personnes demandent votre attention.',
  )
  expect(dit({ comptes: { suivi: 8 }, aFaire: 0, charge, partie: false })).toMatch(
    /^38 personnes suivies .* Rien ne presse : tout/,
  )
  expect(dit({ comptes, aFaire: 4, charge: null, partie: false })).toBe(
    '12 personnes, dont 4 demandent votre attention.',
  )
})

test('filtré, il ne parle que des personnes gardées, sans la charge de tout le portefeuille', () => {
  for (const qui of [charge, null]) {
    expect(dit({ comptes, aFaire: 4, charge: qui, partie: true })).toBe(
      'Avec ces filtres : 12 personnes, dont 4 demandent votre attention.',
    )
    expect(dit({ comptes: { suivi: 1 }, aFaire: 0, charge: qui, partie: true })).toBe(
      'Avec ces filtres : 1 personne, rien ne presse.',
    )
    expect(dit({ comptes: {}, aFaire: 0, charge: qui, partie: true })).toBe('')
  }
})
