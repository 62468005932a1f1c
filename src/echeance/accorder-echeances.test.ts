import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { unEssai } from '../essai.ts'
import { echeancesFausses, exigerEcheancesJustes, tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { accorder } from './accorder.queries.ts'
import { accorderEcheances, etablirEcheances } from './accorder-echeances.job.ts'

const essai = unEssai()
const territoire = { code: '59', nom: 'Nord', demo: false }

test('chaque nuit, ce que les tables ont appris à la main est suivi', async () => {
  const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-01' })
  await tenirEcheances(essai)
  await essai.base
    .territoire('59')
    .updateTable('entree')
    .set({ recuLe: '2025-03-05' })
    .where('personneId', '=', id)
    .execute()
  expect(await echeancesFausses(essai)).not.toEqual([])
  await sonner(essai, accorderEcheances)
  await travaillerUneFois(essai, [accorderEcheances])
  await exigerEcheancesJustes(essai)
})

test('une base qui n’en tenait pas en a, une fois', async () => {
  await unePersonne(essai, { entreeRecueLe: '2025-03-01' })
  await sql`delete from echeance`.execute(essai.ctx().db)
  await etablirEcheances(essai.base, [territoire], essai.now)
  await exigerEcheancesJustes(essai)
  await sql`update echeance set pour = pour + 1`.execute(essai.ctx().db)
  await etablirEcheances(essai.base, [territoire], essai.now)
  expect(await echeancesFausses(essai)).not.toEqual([])
})

test('deux qui écrivent ensemble d’une personne : le second tient compte des deux', async () => {
  const referent = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-ENSEMBLE', debut: '2025-01-02' })
  await tenirEcheances(essai)
  const ids = sql`select ${personneId}::uuid as id`
  const venue = Promise.withResolvers<void>()
  // One moves the beginning and holds the person; the other puts the follow-up on hold meanwhile.
  const premier = essai.enTransaction(async ctx => {
    await accorder(ctx, ids)
    venue.resolve()
    await new Promise(r => setTimeout(r, 300))
    await ctx.db
      .updateTable('accompagnement')
      .set({ debut: '2025-02-03' })
      .where('personneId', '=', personneId)
      .execute()
    await accorder(ctx, ids)
  })
  await venue.promise
  const second = essai.enTransaction(async ctx => {
    await ctx.db
      .insertInto('priseDeContact')
      .values({
        id: '0195c0de-0000-7000-8000-0000000000aa',
        personneId,
        le: '2025-02-10',
        moyen: 'telephone',
        par: referent.id,
        saisiLe: essai.now,
      })
      .execute()
    await accorder(ctx, ids)
  })
  await Promise.all([premier, second])
  await exigerEcheancesJustes(essai)
})
