import { expect, test } from 'vitest'
import { parPaquets } from './lignes.ts'

test('une liste déjà lue sort entière, mille lignes à la fois, chacune une fois', async () => {
  const lignes = Array.from({ length: 2001 }, (_, n) => n)
  const pages = await Array.fromAsync(parPaquets(lignes))
  expect(pages.map(p => [p.total, p.lignes.length])).toEqual([
    [2001, 1000],
    [2001, 1000],
    [2001, 1],
  ])
  expect(pages.flatMap(p => p.lignes)).toEqual(lignes)
})
