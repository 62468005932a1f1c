import { describe, expect, test } from 'vitest'
import {
  ecrituresAilleurs,
  proprietaires,
  tablesNommeesParLeSocle,
  tablesSansProprietaire,
} from './regles-ecritures.ts'
import { lireSources, uneSource } from './sources.ts'

const migrations = () => lireSources('migrations/**/*.sql')

test('chaque table dit à qui elle appartient, et ce propriétaire existe', () => {
  expect(tablesSansProprietaire(migrations())).toEqual([])
  const dossiers = new Set(lireSources('src/*/**/*.ts').map(s => s.chemin.split('/')[1]))
  expect([...proprietaires(migrations())].filter(([, domaine]) => !dossiers.has(domaine))).toEqual([])
})

test('seul le dossier qui possède une table y écrit', () => {
  expect(ecrituresAilleurs(lireSources('src/**/*.ts'), proprietaires(migrations()))).toEqual([])
})

test('le socle ne nomme la table d’aucun domaine', () => {
  expect(tablesNommeesParLeSocle(lireSources('src/socle/**/*.ts'), proprietaires(migrations()))).toEqual([])
})

describe('la règle se voit échouer', () => {
  const tables = proprietaires([
    uneSource(
      'migrations/territoire/1.sql',
      `create table foyer (id uuid); comment on table foyer is 'personne: un foyer';
       comment on table rendez_vous is 'rendez-vous: une convocation'; comment on table import_foyer is 'echanges: sas';
       comment on table import_droit is 'droit: sas';`,
    ),
  ])
  const chemin = 'src/orientation/orienter.ts'
  const ailleurs = (texte: string, ou = chemin) => ecrituresAilleurs([uneSource(ou, texte)], tables)

  test.each([
    ['une insertion', `db.insertInto('foyer').values({})`, 'foyer'],
    ['une mise à jour, nom en CamelCase', `db.updateTable('rendezVous as r').set({})`, 'rendez_vous'],
    ['une suppression', `trx.deleteFrom("foyer").execute()`, 'foyer'],
    ['une fusion', `db.mergeInto('foyer')`, 'foyer'],
    ['du SQL : insert', 'sql`insert into foyer (id) values (1)`', 'foyer'],
    [
      'du SQL : update avec alias, dans un with',
      'sql`with x as (update foyer f\n set present = true) select 1`',
      'foyer',
    ],
    ['du SQL : delete', 'sql`delete from only foyer using droit d`', 'foyer'],
    ['du SQL : truncate de plusieurs', 'sql`truncate table import_foyer, foyer`', 'foyer'],
    ['du SQL : copy', `client.query(copyFrom('copy foyer (id) from stdin'))`, 'foyer'],
  ])('%s', (_, texte, table) => {
    expect(ailleurs(texte)).toContainEqual(expect.stringContaining(`écrit dans ${table}, qui appartient à`))
    expect(ailleurs(texte, 'src/personne/x.test.ts')).toEqual([])
  })
  test('une table au nom calculé', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the text under test.
    expect(ailleurs('sql`insert into ${sql.table(t)} select 1`')).toEqual([
      `${chemin} écrit dans une table au nom calculé : écrivez son nom`,
    ])
    expect(ailleurs('db.insertInto(table)')).toHaveLength(1)
  })
  test('lire ailleurs est permis, verrouiller aussi', () => {
    expect(ailleurs('sql`select * from foyer f join rendez_vous r on true for update of f`')).toEqual([])
    expect(
      ailleurs('sql`insert into foyer (id) values (1) on conflict (id) do update set a = 1`', 'src/personne/a.ts'),
    ).toEqual([])
  })
  test.each([
    ['un droit donné', 'sql`grant truncate on §.import_foyer, §.import_droit to §`', 2],
    ['une lecture', 'sql`select 1 from commun.foyer f where f.id = 1`', 1],
    ['une lecture par Kysely, une jointure', `db.selectFrom('foyer as f').innerJoin('rendezVous as r', 'a', 'b')`, 2],
    ['un mot qui n’est pas une table, une colonne', 'sql`select foyer, 1 from pg_class`', 0],
  ])('le socle qui nomme une table : %s', (_, texte, fautes) => {
    expect(tablesNommeesParLeSocle([uneSource('src/socle/x.ts', texte)], tables)).toHaveLength(fautes)
    expect(tablesNommeesParLeSocle([uneSource(chemin, texte)], tables)).toEqual([])
  })
  test('une table sans propriétaire', () => {
    expect(tablesSansProprietaire([uneSource('m.sql', 'create unlogged table orpheline (id uuid);')])).toEqual([
      'orpheline',
    ])
  })
})
