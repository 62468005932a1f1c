import { expect, test } from 'vitest'
import { enSource } from '../../echanges/listes/essai-tableur.ts'
import { lireCsv } from '../../lecture/tableau/csv.ts'
import { ecrireCsv } from './csv.ts'

test('un tableau s’écrit comme un tableur français l’ouvre', () => {
  const lignes = [['Titre'], ['a;b "c"', 3], ['deux\nlignes', ''], []]
  expect(ecrireCsv(lignes).toString()).toBe('\ufeffTitre\r\n"a;b ""c""";3\r\n"deux\nlignes";\r\n\r\n')
})

test.each(['=1+1', '+33 6 39 98 00 01', '-2+3', '@SOMME(A1)', '\t=1', '＝1'])(
  '« %s » ne sera jamais une formule',
  cellule => {
    expect(ecrireCsv([[cellule]]).toString()).toBe(`\ufeff'${cellule}\r\n`)
  },
)

test('ce qui est écrit se relit à l’identique, formules comprises', async () => {
  const lignes = [
    ['Nom', 'Téléphone', 'Note'],
    ['LÉVÊQUE', '+33 6 39 98 00 01', '-'],
    ["'Alma", '"entre guillemets"', 'a;b\nc'],
  ]
  const relu: string[][] = []
  for await (const { cellules } of (await lireCsv(enSource(ecrireCsv(lignes)))).rangees()) relu.push(cellules)
  expect(relu).toEqual(lignes)
})
