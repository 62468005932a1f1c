import { expect, test } from 'vitest'
import { enSource } from '../../echanges/listes/essai-tableur.ts'
import { lireCsv } from '../../lecture/tableau/csv.ts'
import { type Cellule, type Colonne, dansFuseau, type Genre } from './colonnes.ts'
import { csv, ecrireCsv } from './csv.ts'

test('un tableau s’écrit comme un tableur français l’ouvre', () => {
  const lignes = [['Titre'], ['a;b "c"', 3], ['deux\nlignes', ''], []]
  expect(ecrireCsv(lignes).toString()).toBe('\ufeffTitre\r\n"a;b ""c""";3\r\n"deux\nlignes";\r\n\r\n')
})

const TITRES = ['Nom', 'Téléphone', 'Note']
/** What spreadsheets take for a formula, also behind blanks that they leave out. */
const FORMULES = ['=1+1', '+33 6 39 98 00 01', '-2+3', '@SOMME(A1)', '\t=1', '\r1', '＝1', '＋1', '－1', '＠A1']
const BLANCS = [' =1+1', '\u00a0=1+1', '\u202f+1', '\u2007\u3000＝1', '\n=1', '\ufeff@A1', '\u200b-1']

test.each([...FORMULES, ...BLANCS])('« %j » ne sera jamais une formule, et se relit à l’identique', async cellule => {
  const ecrit = ecrireCsv([TITRES, [cellule, 'x', '']])
  expect(ecrit.toString().replaceAll('"', '').split('\r\n')[1]).toBe(`'${cellule};x;`)
  const relues = await Array.fromAsync((await lireCsv(enSource(ecrit))).rangees())
  expect(relues.map(r => r.cellules)).toEqual([TITRES, [cellule, 'x', '']])
})

test.each(['a=1', 'L’été - le soir', "'Alma", ' Roubaix', '12,5'])('« %s » reste comme il est écrit', cellule =>
  expect(ecrireCsv([[cellule]]).toString()).toContain(cellule),
)

test('un nombre en est un, avec une virgule, même négatif', () =>
  expect(ecrireCsv([[-12.5, 0, 1250]]).toString()).toBe('\ufeff-12,5;0;1250\r\n'))

test('ce qui est écrit se relit à l’identique, formules comprises', async () => {
  const lignes = [TITRES, ['LÉVÊQUE', '+33 6 39 98 00 01', '-'], ["'Alma", '"entre guillemets"', 'a;b\nc']]
  const relu: string[][] = []
  for await (const { cellules } of (await lireCsv(enSource(ecrireCsv(lignes)))).rangees()) relu.push(cellules)
  expect(relu).toEqual(lignes)
})

test('page après page : la marque et les entêtes une fois, des euros, des pour cent et l’heure du territoire', async () => {
  const colonne = (genre: Genre, rang: number): Colonne<Cellule[]> => ({
    ...{ titre: genre, genre, valeur: ligne => ligne[rang] ?? null },
  })
  const colonnes = (['texte', 'centimes', 'taux', 'entier', 'instant', 'booleen'] as const).map(colonne)
  async function* pages() {
    yield [['a', 1250, 1250, 1250, '2025-03-10T09:00:00.000Z', true]]
    yield [['b', -5, 0, -5, '2025-07-10T22:30:00.000Z', false], [null]]
  }
  expect(Buffer.concat(await Array.fromAsync(csv(dansFuseau(colonnes, 'Indian/Reunion'), pages()))).toString()).toBe(
    [
      '\ufefftexte;centimes;taux;entier;instant;booleen',
      'a;12,5;12,5;1250;2025-03-10 13:00:00;oui',
      'b;-0,05;0;-5;2025-07-11 02:30:00;non',
      ';;;;;',
      '',
    ].join('\r\n'),
  )
})
