import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { nommerCommunes } from './nommer-communes.job.ts'

const essai = unEssai()

test('chaque nuit, les communes du département reprennent leur nom officiel', async () => {
  const db = essai.base.territoire('59')
  await db.insertInto('commune').values({ code: '59599', nom: 'TOURCOING CEDEX' }).execute()
  await sonner(essai, nommerCommunes)
  expect(await travaillerUneFois(essai, [nommerCommunes])).toEqual([])
  const { nom } = await db.selectFrom('commune').select('nom').where('code', '=', '59599').executeTakeFirstOrThrow()
  expect(nom).toBe('Tourcoing')
  const { n } = await db
    .selectFrom('commune')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBeGreaterThan(600)
})

test('une commune d’ailleurs, où vit un foyer du territoire, a aussi son nom officiel', async () => {
  const db = essai.base.territoire('59')
  await unePersonne(essai, { codeInsee: '62498', commune: 'LENS CEDEX' })
  await unePersonne(essai, { codeInsee: '75112', commune: 'PARIS 12' })
  await unePersonne(essai, { codeInsee: '99132', commune: 'LONDRES' })
  await sonner(essai, nommerCommunes)
  expect(await travaillerUneFois(essai, [nommerCommunes])).toEqual([])
  const communes = await db
    .selectFrom('commune')
    .select('nom')
    .where('code', 'not like', '59%')
    .orderBy('code')
    .execute()
  expect(communes.map(c => c.nom.replaceAll('\u00a0', ' '))).toEqual(['Lens', 'Paris 12e Arrondissement'])
})
