import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { Colonne } from './colonnes.ts'
import { csv } from './csv.ts'
import { xlsx } from './xlsx.ts'

type Ligne = { rang: number }
const COLONNES: Colonne<Ligne>[] = [
  { titre: 'Nom', genre: 'texte', valeur: l => `ESSAI-${l.rang}` },
  { titre: 'Adresse', genre: 'texte', valeur: l => `${l.rang * 7919} rue de la Navette, 59200 Tourcoing` },
  { titre: 'Rang', genre: 'entier', valeur: l => l.rang },
  { titre: 'Montant', genre: 'centimes', valeur: l => l.rang * 3 },
  { titre: 'Jour', genre: 'jour', valeur: () => '2025-03-10' },
  { titre: 'Instant', genre: 'instant', valeur: () => '2025-03-10 10:00:00' },
]

setFlagsFromString('--expose-gc')
const ramasser = runInNewContext('gc') as () => void
/** What is held, in bytes, once what isn't any more has gone: bytes outside the heap go after what held them. */
const tenu = () => {
  ramasser()
  ramasser()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test.each(['csv', 'xlsx'] as const)(
  'cent mille lignes s’écrivent en %s sans que la mémoire ne grandisse avec elles',
  async format => {
    let donnees = 0
    async function* pages() {
      for (let page = 0; page < 100; page++) {
        donnees = page + 1
        yield Array.from({ length: 1000 }, (_, i) => ({ rang: page * 1000 + i }))
      }
    }
    const octets =
      format === 'csv'
        ? csv(COLONNES, pages())
        : xlsx({ colonnes: COLONNES, aPropos: [], le: '2025-03-10T09:00:00Z' }, pages())
    const releves: number[] = []
    let [sortis, recues] = [0, 0]
    for await (const morceau of octets) {
      recues++
      sortis += morceau.length
      // Nothing is asked of the list before what it gave has left, the end of the file apart.
      expect(donnees).toBeLessThanOrEqual(recues)
      if (recues === 10 || recues === 100) releves.push(tenu())
    }
    expect(sortis).toBeGreaterThan(1_000_000)
    const [tot = 0, tard = 0] = releves
    expect(tard - tot).toBeLessThan(2_000_000)
  },
)
