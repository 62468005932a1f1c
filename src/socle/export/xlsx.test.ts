import { expect, test } from 'vitest'
import type { Colonne } from './colonnes.ts'
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
