import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { entetesConnus } from '../../echanges/listes/champs/proposer.ts'
import { enSource } from '../../echanges/listes/essai-tableur.ts'
import { unEssai } from '../../essai.ts'
import { deposerParEcran } from '../../import/essai-import.ts'
import { aPart, unLecteurAPart } from './a-part.ts'
import { unClasseur } from './essai-classeur.ts'
import { lireTableau } from './tableau.ts'

// Workbooks made to stop whoever opens them: each weighs some tens of kilobytes.

const TETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const FEUILLE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const LIENS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const classeur = (feuille: string, textes = '') =>
  Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8(
        `${TETE}<workbook ${FEUILLE} xmlns:r="${LIENS}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${LIENS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/sharedStrings.xml': strToU8(`${TETE}<sst ${FEUILLE}>${textes}</sst>`),
      'xl/worksheets/sheet1.xml': strToU8(`${TETE}<worksheet ${FEUILLE}>${feuille}</worksheet>`),
    }),
  )
const cellule = (ou: string, texte: string) => `<c r="${ou}" t="inlineStr"><is><t>${texte}</t></is></c>`
const TITRES = `<row r="1">${cellule('A1', 'Nom')}${cellule('B1', 'Prénom')}${cellule('C1', 'Date de naissance')}</row>`
const rangees = (n: number, faire: (i: number) => string) => Array.from({ length: n }, (_, i) => faire(i + 2)).join('')

const HOSTILES: [string, () => Buffer][] = [
  ['des balises emboîtées sans fin', () => classeur('<a>'.repeat(3_000_000))],
  ['des textes emboîtés sans fin', () => classeur(`<sheetData>${TITRES}</sheetData>`, '<si>'.repeat(3_000_000))],
  [
    'mille attributs',
    () => classeur(`<sheetData><row ${Array.from({ length: 1000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  ],
  ['une balise qui ne finit pas', () => classeur(`<sheetData><row a="${'x'.repeat(5_000_000)}`)],
  [
    'une case qui ne finit pas',
    () => classeur(`<sheetData>${TITRES}<row r="2"><c r="A2" t="str"><v>${'x'.repeat(5_000_000)}`),
  ],
  ['des millions de textes', () => classeur(`<sheetData>${TITRES}</sheetData>`, '<si/>'.repeat(2_100_000))],
  [
    'des textes peu nombreux, et trop lourds une fois dépliés',
    () => classeur(`<sheetData>${TITRES}</sheetData>`, `<si><t>${'x'.repeat(500_000)}</t></si>`.repeat(203)),
  ],
  [
    'des lignes dont seule la millième case est pleine',
    () =>
      classeur(
        `<sheetData>${TITRES}${rangees(31_000, i => `<row r="${i}"><c r="ALK${i}"><v>1</v></c></row>`)}</sheetData>`,
      ),
  ],
]

const lireTout = (contenu: Buffer) =>
  aPart(enSource(contenu, 'liste.xlsx'), async ouvrir => {
    let lues = 0
    for await (const _ of (await lireTableau(enSource(contenu, 'liste.xlsx'), null, entetesConnus, ouvrir)).lignes())
      lues++
    return lues
  })

test.each(HOSTILES)('%s : le classeur est refusé, en clair', async (_, contenu) => {
  await expect(lireTout(contenu())).rejects.toMatchObject({
    kind: 'invalid',
    code: expect.stringMatching(/^classeur-(trop-gros|illisible)$/),
    message: expect.stringContaining('.'),
  })
})

test('un classeur honnête de mille lignes et de cinquante colonnes se lit', async () => {
  const colonnes = Array.from({ length: 47 }, (_, i) => String.fromCharCode(68 + (i % 22)))
  const honnete = classeur(
    `<sheetData>${TITRES}${rangees(1000, i => `<row r="${i}">${cellule(`A${i}`, 'ESSAI')}${cellule(`B${i}`, 'Léa')}${colonnes.map((c, j) => cellule(`${j < 22 ? c : `A${c}`}${i}`, 'x')).join('')}</row>`)}</sheetData>`,
  )
  expect(await lireTout(honnete)).toBe(1000)
})

test.each([
  ['plus de mémoire', { memoireMo: 8, attenteMs: 60_000 }, 'fichier-trop-lourd-a-lire'],
  ['plus de temps', { memoireMo: 256, attenteMs: 1 }, 'fichier-trop-long-a-lire'],
])('ce qui demande %s que prévu est abandonné, et le fichier suivant se lit', async (_, bornes, code) => {
  const lourd = unClasseur({
    feuilles: [{ nom: 'A', lignes: TITRES }],
    textes: Array.from({ length: 400_000 }, (_, i) => `<t>texte partagé numéro ${i}</t>`),
    formats: [],
  })
  const lecteur = await unLecteurAPart(enSource(lourd, 'liste.xlsx'), bornes)
  await expect(lecteur.ouvrir(null)).rejects.toMatchObject({ kind: 'invalid', code })
  await lecteur.fermer()
  expect(await lireTout(classeur(`<sheetData>${TITRES}<row r="2">${cellule('A2', 'ESSAI')}</row></sheetData>`))).toBe(1)
})

test('deux fichiers se lisent ensemble, les autres attendent', async () => {
  const contenu = classeur(`<sheetData>${TITRES}</sheetData>`)
  let [ensemble, plus] = [0, 0]
  const un = () =>
    aPart(enSource(contenu, 'liste.xlsx'), async ouvrir => {
      plus = Math.max(plus, ++ensemble)
      await ouvrir(null)
      ensemble--
    })
  await Promise.all(Array.from({ length: 6 }, un))
  expect(plus).toBe(2)
})

const essai = unEssai()

test('la page des colonnes d’un classeur hostile le refuse, et le serveur répond toujours', async () => {
  const agent = await essai.unAgent('administrateur')
  const importId = await deposerParEcran(agent, 'liste.xlsx', classeur('<a>'.repeat(3_000_000)), { genre: 'personnes' })
  for (let i = 0; i < 3; i++) {
    const [colonnes, autre] = await Promise.all([
      agent.brut('GET /imports/:importId/colonnes', { importId }),
      agent.brut('GET /imports', {}),
    ])
    expect([colonnes.status, colonnes.json.code, autre.status]).toEqual([400, 'classeur-trop-gros', 200])
  }
})
