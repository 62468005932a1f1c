import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unMonde } from '../maison/essai-monde.ts'

const essai = unEssai()

test('qui a quitté un foyer n’emporte pas l’adresse où les autres vivent maintenant', async () => {
  const { personneId, autreId, dedans } = await unMonde(essai)
  const db = essai.base.territoire('59')
  await db.updateTable('foyer').set({ voie: '99 rue du Refuge', montantCentimes: 12_345 }).execute()
  const porter = async () =>
    (await dedans.referent.brut('GET /personnes/:personneId/donnees', { personneId, adresse: true })).texte
  expect(await porter()).toContain('99 rue du Refuge')
  const { foyerId } = await db
    .selectFrom('membre')
    .select('foyerId')
    .where('personneId', '=', personneId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('membre')
    .values({ personneId: autreId, foyerId, role: 'CJT', aCharge: false, debut: '2024-01-10' })
    .execute()
  await db.updateTable('membre').set({ fin: '2025-03-01' }).where('personneId', '=', personneId).execute()
  const porte = await porter()
  expect(porte).toContain('Foyers au RSA')
  expect(porte).not.toMatch(/99 rue du Refuge|123\.45/)
})
