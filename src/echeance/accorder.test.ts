import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { echeancesFausses, tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'

const essai = unEssai()

test('une entrée doit une convocation et court vers l’orientation', async () => {
  await unePersonne(essai, { entreeRecueLe: '2025-03-01' })
  expect(await echeancesFausses(essai)).not.toEqual([])
  await tenirEcheances(essai)
  expect(await echeancesFausses(essai)).toEqual([])
  const { rows } =
    await sql`select genre, depuis, pour, commande, des is not null as venue from echeance order by genre`.execute(
      essai.ctx().db,
    )
  console.log(rows)
})
