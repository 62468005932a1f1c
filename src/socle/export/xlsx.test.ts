import { expect, test } from 'vitest'
import { type Cellule, type Colonne, dansFuseau, type Genre } from './colonnes.ts'
import { partie } from './essai-export.ts'
import { xlsx } from './xlsx.ts'

const TEXTE: Colonne<string> = { titre: 'Texte', genre: 'texte', valeur: texte => texte }

test('un texte plus long que ce qu’une cellule tient est coupé là : le classeur s’ouvre', async () => {
  async function* pages() {
    yield ['a'.repeat(32_768), 'b'.repeat(32_767)]
  }
  const classeur = xlsx({ colonnes: [TEXTE], aPropos: [], le: '2025-03-10T09:00:00Z' }, pages())
  const feuille = await partie(Buffer.concat(await Array.fromAsync(classeur)), 'xl/worksheets/sheet1.xml')
  const longueurs = [...feuille.matchAll(/<t xml:space="preserve">([ab]+)<\/t>/g)].map(([, texte]) => texte?.length)
  expect(longueurs).toEqual([32_767, 32_767])
})

test('chaque genre est ce qu’il dit : des nombres en euros et en pour cent, des jours, l’heure du territoire, oui ou non', async () => {
  const genres: [Genre, Cellule][] = [
    ['centimes', 1250],
    ['taux', -1250],
    ['entier', 0],
    ['jour', '2025-02-01'],
    ['instant', '2025-02-01T11:00:00.000Z'],
    ['booleen', true],
    ['booleen', false],
    ['texte', ''],
    ['texte', '=1+1'],
    ['texte', '\u00a0=1+1'],
    ['texte', '007'],
  ]
  const colonnes = dansFuseau(
    genres.map(([genre, valeur], n): Colonne<null> => ({ titre: `${n}`, genre, valeur: () => valeur })),
    'Indian/Reunion',
  )
  async function* pages() {
    yield [null]
  }
  const classeur = xlsx({ colonnes, aPropos: [], le: '2025-03-10T09:00:00Z' }, pages())
  const feuille = await partie(Buffer.concat(await Array.fromAsync(classeur)), 'xl/worksheets/sheet1.xml')
  const [, ligne = ''] = /<row r="2">(.*?)<\/row>/s.exec(feuille) ?? []
  expect(ligne.replaceAll(/ s="\d+"| xml:space="preserve"/g, '').split('</c>')).toEqual([
    '<c r="A2"><v>12.5</v>',
    '<c r="B2"><v>-12.5</v>',
    '<c r="C2"><v>0</v>',
    '<c r="D2"><v>45689</v>',
    // Noon in Paris.
    '<c r="E2"><v>45689.625</v>',
    '<c r="F2" t="b"><v>1</v>',
    '<c r="G2" t="b"><v>0</v>',
    '<c r="I2" t="inlineStr"><is><t>=1+1</t></is>',
    '<c r="J2" t="inlineStr"><is><t>\u00a0=1+1</t></is>',
    '<c r="K2" t="inlineStr"><is><t>007</t></is>',
    '',
  ])
})
