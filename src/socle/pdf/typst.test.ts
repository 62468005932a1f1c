import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ecrireAutrement } from './ecrire-autrement.ts'
import { rendreImage, rendrePdf } from './typst.ts'

const LETTRE = {
  ...{ territoire: 'Nord', jour: 'le 10 mars', appel: 'Madame', copieA: null },
  exemplaires: [{ adresse: ['Madame ESSAI'], copie: null }],
}
const SECTIONS = [{ titre: 'Identité', lignes: [[['Nom', 'ESSAI']]] }]

/** Each template with one text wherever it may print one. */
const MODELES: Record<string, (texte: string) => object> = {
  cloture: t => ({ ...LETTRE, appel: t, le: t, rendezVousAnnules: [t], appeler: { nom: t, telephone: null } }),
  'donnees-personne': t => ({
    territoire: t,
    jour: t,
    personne: t,
    sections: [...SECTIONS, { titre: t, lignes: [[[t, t]]] }],
  }),
  'document-fictif': t => ({ titre: t, lignes: [t] }),
}

/** Whatever the alphabet, what keyboards and Word write, and what no text should hold. */
const ECRITURES = [
  ...[
    'Łódź ŞĞİ Trần Đức',
    'Привіт',
    'Γειά',
    'გამარჯობა Բարև',
    'שלום',
    'السلام عليكم',
    '你好 臺灣',
    'ひらカタ',
    '한국어',
    'नमस्ते',
    'தமிழ்',
    'ไทย',
    'አማርኛ',
  ],
  ...[
    '😀 👩‍👧 🏳️‍🌈',
    '→ ✓ ☎ ❖',
    '\uf0b7 point',
    '\u0001\u0085\u200b\ufeff',
    '\ud800',
    '\uffff',
    '𝒜𝓑',
    'e\u0301\u0323',
    '#panic("x") @a $x$',
  ],
]

test.each(Object.keys(MODELES))(
  'aucun caractère ne fait échouer un document : %s',
  modele => {
    const rendre = (texte: string) =>
      rendrePdf(modele, MODELES[modele]?.(`Essai ${texte}`) ?? {})
        .subarray(0, 5)
        .toString()
    for (const texte of ECRITURES) expect([texte, rendre(texte)]).toEqual([texte, '%PDF-'])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), texte => rendre(texte) === '%PDF-'),
      { numRuns: 30 },
    )
  },
  60_000,
)

test('une photo aussi, quel que soit son titre', async () => {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  for (const titre of ECRITURES)
    expect(rendreImage('photo', { titre, description: titre, paysage: false }, jpeg).subarray(0, 5).toString()).toBe(
      '%PDF-',
    )
})

test('ce qu’aucune police ne dessine s’écrit en lettres, une puce de Word en puce ; le reste ne change pas', () => {
  const seulement =
    (...signes: string[]) =>
    (signe: string) =>
      signes.includes(signe)
  const dit = { nom: '한국', lieux: ['\uf0b7 Łódź', 'ab'], absent: null, heures: 3 }
  expect(ecrireAutrement(dit, seulement('Ł', 'ó', 'ź'))).toEqual({
    ...{ nom: 'HanGug', lieux: ['• Łódź', 'ab'], absent: null, heures: 3 },
  })
  expect(ecrireAutrement('a\u0001b\u{10fffd}c', () => false)).toBe('a b c')
  expect(ecrireAutrement('\u2a6a\ufffc', () => false)).not.toBe('')
})

test('une machine sans police en donne autant : rien n’est pris que ce que le programme porte', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'polices-'))
  const fichier = join(dossier, 'essai.pdf')
  writeFileSync(fichier, rendrePdf('cloture', MODELES.cloture?.(ECRITURES.join(' ')) ?? {}))
  const dites = execFileSync('pdffonts', [fichier], { encoding: 'utf8' }).split('\n').slice(2)
  rmSync(dossier, { recursive: true })
  const noms = dites.filter(Boolean).map(l =>
    l
      .split(' ')[0]
      ?.replace(/^[A-Z]{6}\+/, '')
      .replace(/-.*/, ''),
  )
  const portees = ['LibertinusSerif', 'NotoNaskhArabic', 'NotoSansHans', 'NotoEmoji', 'DejaVuSansMono']
  expect([...new Set(noms)].toSorted()).toEqual(portees.toSorted())
  const modeles = readdirSync('courriers').filter(m => m !== 'polices.typ')
  const libres = modeles.filter(
    m => !/fallback: false|import "lettre\.typ"/.test(readFileSync(`courriers/${m}`, 'utf8')),
  )
  expect(libres).toEqual([])
})

test('ce qui échoue ne dit rien de ce qui était écrit', () => {
  const secret = 'SECRET-ESSAI'
  try {
    rendrePdf('cloture', { appel: secret })
    expect.unreachable()
  } catch (erreur) {
    expect(erreur).toMatchObject({ name: 'CompositionImpossible', code: 'MODELE' })
    expect(JSON.stringify([(erreur as Error).message, (erreur as Error).stack, erreur])).not.toContain(secret)
  }
})
