import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ouvrirBase } from '../base.ts'
import { serveur } from '../serveur.ts'
import { RACINE } from './sources.ts'

const FICHIER = `${RACINE}docs/openapi.json`

test('docs/openapi.json décrit l’API telle qu’elle est', async () => {
  // Nothing is asked of the database: describing is enough.
  const base = ouvrirBase('postgres://personne:aucun@localhost/aucune')
  const app = await serveur(base, { ecrans: undefined })
  await app.ready()
  const decrite = `${JSON.stringify(app.swagger(), null, 1)}\n`
  await app.close()
  await base.fermer()
  if (process.env.UPDATE_OPENAPI) writeFileSync(FICHIER, decrite)
  expect(
    readFileSync(FICHIER, 'utf8') === decrite,
    'L’API a changé. Relisez, puis : UPDATE_OPENAPI=1 npx vitest run src/maison/openapi.test.ts',
  ).toBe(true)
})
