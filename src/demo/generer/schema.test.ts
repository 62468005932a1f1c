import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { genererFlux } from './generer-flux.ts'

const schema = resolve('../shared/formats/cnaf/vrsb0801.xsd')
const absent = !existsSync(schema)
  ? 'schéma absent'
  : spawnSync('xmllint', ['--version']).error
    ? 'xmllint absent'
    : null
if (absent) console.info(`Validité VRSB0801 non vérifiée : ${absent}.`)

const dossier = mkdtempSync(join(tmpdir(), 'schema-'))
afterAll(() => rmSync(dossier, { recursive: true }))

test.skipIf(absent)(
  'chaque fichier de 300 foyers sur 15 mois est valide selon vrsb0801.xsd',
  async () => {
    const flux = await genererFlux({ foyers: 300, mois: 15, graine: 8, debut: '2024-11', dossier, departement: '59' })
    expect(flux.length).toBeGreaterThan(15 + 14 * 4)
    // xmllint answers 0 only when every file is valid, and names the first faults otherwise.
    execFileSync('xmllint', ['--noout', '--schema', schema, ...flux.map(f => f.fichier)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  },
  60_000,
)
