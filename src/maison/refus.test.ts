import { describe, expect, test } from 'vitest'
import { refusMalDits } from './regles-refus.ts'
import { lireSources, uneSource } from './sources.ts'

test('chaque refus a un code en minuscules et une phrase entière qui ne dit rien de la personne', () => {
  const produit = lireSources('src/**/*.{ts,tsx}').filter(s => !/\.test\.tsx?$/.test(s.chemin))
  expect(produit.flatMap(refusMalDits)).toEqual([])
})

describe('la règle se voit échouer', () => {
  const fautes = (texte: string) => refusMalDits(uneSource('src/foyer/a.ts', texte)).join('\n')

  test.each([
    ['un code accentué', `throw new Refusal('invalid', 'foyer-fermé', 'Ce foyer est fermé.')`, /sans accent/],
    ['un code en CamelCase', `throw new Refusal('invalid', 'foyerFerme', 'Ce foyer est fermé.')`, /sans accent/],
    ['un refus sans phrase', `throw new Refusal('invalid', 'foyer-ferme')`, /sa phrase/],
    ['une phrase sans fin', `throw new Refusal('invalid', 'foyer-ferme', 'Foyer fermé')`, /phrase entière/],
    [
      'une phrase sans fin, dans une constante',
      `const message = 'Foyer fermé'\nthrow new Refusal('invalid', 'a', message)`,
      /phrase entière/,
    ],
    ['une phrase sans fin, au choix', `throw new Refusal('invalid', 'a', oui ? 'Fermé.' : 'Ouvert')`, /phrase entière/],
    ['une table de messages', `export const MESSAGES = { 'foyer-ferme': 'Foyer fermé' } as const`, /phrase entière/],
    ['un code dans une table de messages', `const MESSAGES_FOYER = { Ferme: 'Le foyer est fermé.' }`, /« Ferme »/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the text under test.
    ['le nom de la personne', "new Refusal('conflict', 'deja', `${p.nom} est déjà suivie.`)", /dirait qui/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the text under test.
    ['son NIR', "const m = `Le NIR ${nir} est faux.`\nnew Refusal('conflict', 'deja', m)", /dirait qui/],
  ])('%s', (_, texte, faute) => expect(fautes(texte)).toMatch(faute))

  test('un refus bien dit passe', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the text under test.
    expect(fautes("new Refusal('conflict', 'trop-long', `Rapprochez les dates : ${JOURS} jours au plus.`)")).toBe('')
  })
})
