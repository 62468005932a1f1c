import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { capturesMontrees, MONTREES } from '../../outils/montrees.ts'
import { RACINE } from './sources.ts'

test('le dépôt ne garde que les captures que README et guide montrent, une douzaine', () => {
  const dossier = join(RACINE, MONTREES)
  const gardees = readdirSync(dossier).toSorted()
  expect(gardees).toEqual(capturesMontrees())
  expect(gardees.length).toBeLessThanOrEqual(15)
  const poids = gardees.reduce((total, nom) => total + statSync(join(dossier, nom)).size, 0)
  expect(poids).toBeLessThan(5_000_000)
})
