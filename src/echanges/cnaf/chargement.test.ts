import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { importerMois } from './essai-import.ts'
import { unFoyer } from './fixtures.ts'

const essai = unEssai()

/** Every index and constraint of the territory, as PostgreSQL would write them again. */
async function definitions(): Promise<string[]> {
  const { rows } = await sql<{ definition: string }>`
    select indexdef as definition from pg_indexes where schemaname = 't_59'
    union all
    select conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 't_59'::regnamespace
    order by 1`.execute(essai.base.territoire('59'))
  return rows.map(r => r.definition)
}

test('le premier import laisse les index et les références comme il les a trouvés', async () => {
  const avant = await definitions()
  expect(avant.length).toBeGreaterThan(40)
  await importerMois(essai, '2025-01', [unFoyer({ numero: '00000000001' })])
  expect(await definitions()).toEqual(avant)
})

test('une transaction qui met les index de côté sans les refaire est refusée', async () => {
  const avant = await definitions()
  const oubli = essai.enTransaction(ctx => sql`select ouvrir_chargement()`.execute(ctx.db))
  await expect(oubli).rejects.toThrow(/chargement ouvert/)
  expect(await definitions()).toEqual(avant)
})

test('le territoire ne peut ni lire ni écrire ce qui sera exécuté au nom du propriétaire', async () => {
  const glisser = essai.enTransaction(ctx =>
    sql`insert into chargement (definition) values ('drop table personne')`.execute(ctx.db),
  )
  await expect(glisser).rejects.toThrow(/row-level security/)
  const leurre = essai.enTransaction(async ctx => {
    await sql`create temporary table chargement (ordre integer, definition text)`.execute(ctx.db)
    await sql`insert into chargement values (1, 'drop table entree')`.execute(ctx.db)
    await sql`grant all on chargement to public`.execute(ctx.db)
    await sql`select fermer_chargement()`.execute(ctx.db)
  })
  await expect(leurre).resolves.toBeUndefined()
  expect(await sql`select from entree`.execute(essai.base.territoire('59'))).toBeTruthy()
})
