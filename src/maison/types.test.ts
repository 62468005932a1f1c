import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { ecrireCatalogue, ecrireTypes } from '../../outils/generer-types.ts'
import { creerTerritoire, migrer } from '../socle/migrer.ts'

test('les types des tables sont ceux de la base migrée ; une colonne de plus les rend périmés', async () => {
  const { serveur, nom } = inject('modele')
  const url = new URL(serveur)
  url.pathname = `/${nom}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: serveur })
  await admin.connect()
  await admin.query(`create database ${url.pathname.slice(1)}`)
  await admin.end()
  await migrer(url.href, false)
  await creerTerritoire(url.href, { code: '00', nom: 'Modèle' })
  expect(
    () => ecrireTypes(url.href, true),
    'src/socle/tables.ts est périmé : node outils/lancer.mjs outils/generer-types.ts',
  ).not.toThrow()

  expect(
    await ecrireCatalogue(url.href, true),
    'migrations/catalogue.txt est périmé : node outils/lancer.mjs outils/generer-types.ts',
  ).toBe(true)

  const base = new pg.Client({ connectionString: url.href })
  await base.connect()
  await base.query('alter table t_00.personne add column essai text')
  await base.end()
  expect(() => ecrireTypes(url.href, true)).toThrow()
  expect(await ecrireCatalogue(url.href, true)).toBe(false)
})
