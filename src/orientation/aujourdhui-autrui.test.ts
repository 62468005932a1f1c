import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { cloreLeDossier } from './essai-annulation.ts'

/** What is kept in memory of a day shows nobody what only another may see, nor what may no longer be seen. */
const essai = unEssai()
const RUE = '6 QUAI DU SECRET'
const db = () => essai.base.territoire('59')
const lire = async (agent: Navigateur) => (await agent.brut('GET /aujourdhui', { etat: 'a-conclure' })).texte

/** A couple; he is visited at home, and it is to be concluded. */
async function uneVisite() {
  const [awa, partiel] = [
    await essai.unAgent('charge-orientation'),
    await essai.unAgent('charge-orientation', { secteur: ['59350'] }),
  ]
  const elle = await unePersonne(essai, { nom: 'ESSAI-ABRI', entreeRecueLe: '2025-03-03' })
  const lui = await unePersonne(essai, { nom: 'ESSAI-VISITE', entreeRecueLe: '2025-03-03' })
  await db()
    .updateTable('membre')
    .set({ foyerId: elle.foyerId, role: 'CJT' })
    .where('personneId', '=', lui.id)
    .execute()
  const visite = { personneId: lui.id, agentId: awa.id, objet: 'diagnostic', modalite: 'domicile', lieu: RUE }
  const pris = {
    convocation: 'courrier',
    convoqueLe: '2025-03-04',
    prisPar: awa.id,
    prisLe: essai.now,
    dureeMinutes: 45,
  }
  await db()
    .insertInto('rendezVous')
    .values({ id: uuidv7(), ...visite, ...pris, debut: '2025-03-09T09:00:00Z' })
    .execute()
  await tenirEcheances(essai)
  return { awa, partiel, elle, lui }
}

test('le lieu d’une visite se tait dès que qui vit avec la personne garde son adresse pour elle', async () => {
  const { awa, elle } = await uneVisite()
  expect(await lire(awa)).toContain(RUE)
  await noter(awa, elle.id, { adresseConfidentielle: true })
  const apres = await lire(awa)
  expect(apres).toContain('ESSAI-VISITE')
  expect(apres).not.toContain(RUE)
})

test('lue par qui voit tout, la journée ne montre rien à qui n’a qu’une commune ; fermé, le dossier n’y est plus', async () => {
  const { awa, partiel, lui } = await uneVisite()
  expect(await lire(awa)).toContain('ESSAI-VISITE')
  expect(await lire(partiel)).not.toContain('ESSAI-VISITE')
  const agrandi = { secteur: ['59350', '59599'] }
  await db().updateTable('habilitation').set(agrandi).where('id', '=', partiel.habilitationId).execute()
  expect(await lire(partiel)).toContain('ESSAI-VISITE')
  await db()
    .updateTable('habilitation')
    .set({ secteur: ['59350'] })
    .where('id', '=', partiel.habilitationId)
    .execute()
  expect(await lire(partiel)).not.toContain('ESSAI-VISITE')
  expect((await cloreLeDossier(awa, lui.id)).status).toBe(200)
  expect(await lire(awa)).not.toContain('ESSAI-VISITE')
})
