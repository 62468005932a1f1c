import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { cheminEchantillon, testSurEchantillon } from '../../essai-echantillons.ts'
import { genererFlux } from './generer-flux.ts'

const SCHEMA = 'cnaf/vrsb0801.xsd'

const dossier = mkdtempSync(join(tmpdir(), 'schema-'))
afterAll(() => rmSync(dossier, { recursive: true }))

testSurEchantillon(SCHEMA)(
  'chaque fichier de 300 foyers sur 15 mois est valide selon vrsb0801.xsd',
  async () => {
    const flux = await genererFlux({ foyers: 300, mois: 15, graine: 8, debut: '2024-11', dossier, departement: '59' })
    expect(flux.length).toBeGreaterThan(15 + 14 * 4)
    // xmllint answers 0 only when every file is valid, and names the first faults otherwise.
    execFileSync('xmllint', ['--noout', '--schema', cheminEchantillon(SCHEMA), ...flux.map(f => f.fichier)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  },
  60_000,
)
