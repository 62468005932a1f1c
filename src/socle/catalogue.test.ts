import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enMaitre, unEssai } from '../essai.ts'
import { verifierCatalogue } from './catalogue.ts'
import { migrer } from './migrer.ts'

const essai = unEssai({ vider: false })
let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: essai.url })
  await client.connect()
})
afterAll(() => client.end())

test('une base entière est à jour ; ce qu’un administrateur y ajoute ne gêne pas', async () => {
  await enMaitre(essai, 'create index a_lui on t_59.personne (nom)')
  expect(await migrer(essai.url)).toEqual({ territoires: ['59'] })
})

const SANS_DECLENCHEUR = `do $$ declare d record; begin
  for d in select tgrelid::regclass as t, tgname from pg_trigger
    where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 't_59'::regnamespace)
  loop execute format('alter table %s disable trigger %I', d.t, d.tgname); end loop; end $$`

test.each([
  ['une fonction', 'drop function t_59.texte_ferme cascade', /fonction texte_ferme\(/],
  [
    'ce que faisait une fonction',
    'create or replace function commun.ajouter_tache(tache text, charge jsonb) returns void language sql as $$ select $$',
    /schéma commun .*fonction ajouter_tache/,
  ],
  ['une colonne', 'alter table t_59.rendez_vous drop column lieu', /colonne rendez_vous\.lieu text/],
  ['un index', 'drop index t_59.import_fichier', /index import_fichier de import/],
  [
    'un index qui ne sert pas, que laisse une création coupée',
    `update pg_index set indisvalid = false where indexrelid = 't_59.import_fichier'::regclass`,
    /index import_fichier de import/,
  ],
  ['une table', 'drop table t_59.avis', /table avis/],
  ['un déclencheur', SANS_DECLENCHEUR, /déclencheur /],
  [
    'une extension à sa place',
    'alter extension fuzzystrmatch set schema public',
    /extensions .*extension fuzzystrmatch/,
  ],
])('il manque %s : c’est dit', async (_, ordre, phrase) => {
  await client.query(`begin; ${ordre}`)
  try {
    await expect(verifierCatalogue(client, ['t_59'])).rejects.toMatchObject({
      code: 'base-incomplete',
      message: expect.stringMatching(phrase),
    })
  } finally {
    await client.query('rollback')
  }
})

test('une migration d’une autre suite de versions, à la place de l’une des nôtres : migrer refuse en la nommant', async () => {
  const renommer = (de: string, en: string) =>
    enMaitre(essai, `update t_59.migration set name = '${en}' where name = '${de}'`)
  await renommer('000003_personne', '000003_ailleurs')
  await expect(migrer(essai.url)).rejects.toMatchObject({
    code: 'migrations-d-ailleurs',
    message: expect.stringMatching(/schéma t_59.*«\u00a0000003_ailleurs\u00a0».*Démarrez/),
  })
  await renommer('000003_ailleurs', '000003_personne')
})

test('une migration faite sous une horloge en retard reste à sa place', async () => {
  await enMaitre(essai, `update t_59.migration set run_on = '2001-01-01' where name = '000005_parcours'`)
  expect(await migrer(essai.url)).toEqual({ territoires: ['59'] })
})

test('il manque les contraintes d’exclusion, que perd une copie sans ses extensions : migrer refuse', async () => {
  const { rows } = await client.query<{ nom: string; table: string }>(
    `select conname as nom, conrelid::regclass as "table" from pg_constraint
     where contype = 'x' and connamespace = 't_59'::regnamespace`,
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { nom, table } of rows) await client.query(`alter table ${table} drop constraint ${nom}`)
  for (const { nom } of rows) await expect(migrer(essai.url)).rejects.toThrow(`contrainte ${nom}`)
})
