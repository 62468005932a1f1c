import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parcourir, type Suivi, unParseur } from './balises.ts'

/** What reading calls, texts that follow one another put together. */
function unTemoin() {
  const appels: string[] = []
  const suivi: Suivi = {
    attribut: nom => appels.push(`@${nom}`),
    ouvrir: nom => appels.push(`<${nom}`),
    fermer: nom => appels.push(`>${nom}`),
    texte: lu => {
      if (appels.at(-1)?.startsWith('=')) appels[appels.length - 1] += lu
      else appels.push(`=${lu}`)
    },
    doctype: () => appels.push('!'),
  }
  return { appels, suivi }
}

function parSaxes(xml: string): string[] | null {
  const { appels, suivi } = unTemoin()
  try {
    unParseur(suivi).write(xml).close()
    return appels
  } catch {
    return null
  }
}

const morceau = fc.oneof(
  fc.constantFrom(
    '<A>',
    '</A>',
    '<B>',
    '</B>',
    '<A/>',
    '<A />',
    '</A >',
    '<A x="1">',
    '<',
    '>',
    '/',
    ']]>',
    '&amp;',
    '&',
    '\n',
    '\r\n',
    '\t',
    '<!-- -->',
    '<![CDATA[x]]>',
    '<?x?>',
    'é',
    '😀',
    '\u0001',
    '\ufffe',
    '<é>',
    '<1>',
    '< A>',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
const propre: fc.Arbitrary<string> = fc.letrec<{ element: string }>(tie => ({
  element: fc
    .tuple(
      fc.constantFrom('A', 'NOM', 'b_2'),
      fc.array(fc.oneof({ maxDepth: 4 }, fc.constantFrom('\n', 'x é', ' ', '>', 'ŒUF'), tie('element')), {
        maxLength: 4,
      }),
    )
    .map(([nom, enfants]) => `<${nom}>${enfants.join('')}</${nom}>`),
})).element

test('ce que la lecture rapide accepte, saxes le lit de même', () => {
  const verifier = (xml: string) => {
    const { appels, suivi } = unTemoin()
    if (parcourir(xml, suivi)) expect(appels).toEqual(parSaxes(xml))
  }
  fc.assert(
    fc.property(fc.array(morceau, { maxLength: 12 }), m => verifier(`<A>${m.join('')}</A>`)),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.array(morceau, { maxLength: 8 }), m => verifier(m.join(''))),
    { numRuns: 1000 },
  )
})

test('elle accepte les foyers tels qu’ils viennent : balises nues et texte', () => {
  fc.assert(fc.property(propre, xml => parcourir(xml, unTemoin().suivi) && parSaxes(xml) !== null))
})

test.each([
  ['une référence chiffrée', '<A>&#65;</A>'],
  ['un attribut', '<A x="1"></A>'],
  ['un retour chariot', '<A>\r\n</A>'],
  ['une balise mal fermée', '<A><B></A></B>'],
  ['un élément jamais fermé', '<A><B></B>'],
  ['du texte après', '<A></A> '],
  ['une fin de CDATA', '<A>]]></A>'],
  ['un commentaire', '<A><!-- x --></A>'],
])('elle laisse %s à saxes', (_, xml) => {
  expect(parcourir(xml, unTemoin().suivi)).toBe(false)
})
