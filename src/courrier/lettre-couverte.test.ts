import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { DOMICILIEE, noter } from '../precaution/essai-precaution.ts'
import type { SaisiePrecautions } from '../precaution/precaution.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { texte } from './essai-pdf.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const PDF = 'GET /courriers/:courrierId/pdf'

/** A person whom a référent follows, and a convocation posted to her. */
async function uneConvocation(precautions: Partial<SaisiePrecautions> = {}) {
  const referent = await essai.unAgent('referent')
  const [charge, accueil] = [await essai.unAgent('charge-orientation'), await essai.unAgent('accueil')]
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-ABRI', debut: '2025-01-10' })
  expect((await noter(charge, personneId, precautions)).status).toBe(200)
  expect((await prendre(charge, personneId, { convocation: 'courrier' })).status).toBe(200)
  const { courrierId, rendezVousId } = await db()
    .selectFrom('courrier')
    .select(['id as courrierId', 'rendezVousId'])
    .executeTakeFirstOrThrow()
  const ouvrir = (agent: Navigateur, motif?: string) => agent.brut(PDF, { courrierId, motif })
  const auGuichet = () =>
    accueil.brut('GET /accueil/rendez-vous/:rendezVousId/convocation', { rendezVousId: rendezVousId ?? '' })
  const lettres = async (agent: Navigateur) =>
    (await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })).json.lettres
  const lues = async () =>
    (await db().selectFrom('consultation').select('acteurId').where('quoi', '=', 'adresse').execute()).map(
      c => c.acteurId,
    )
  return { referent, charge, personneId, ouvrir, auGuichet, lettres, lues }
}

test('une lettre postée montre une rue : l’adresse devenue confidentielle, elle s’ouvre avec une raison, tracée et racontée', async () => {
  const { referent, charge, personneId, ouvrir, auGuichet, lettres, lues } = await uneConvocation()
  expect(texte((await ouvrir(charge)).brut)).toContain('12 RUE EXEMPLE')
  expect([(await auGuichet()).status, (await lettres(charge))[0]?.adresseADemander]).toEqual([200, false])
  expect((await noter(charge, personneId, { adresseConfidentielle: true })).status).toBe(200)
  expect([await lues(), (await lettres(charge))[0]?.adresseADemander]).toEqual([[], false])
  // Who made it is about to post it: asked for nothing, it is told all the same.
  expect([(await ouvrir(charge)).status, await lues()]).toEqual([200, [charge.id]])
  await db().updateTable('courrier').set({ editeLe: '2025-03-09T09:00:00Z' }).execute()
  expect((await lettres(charge))[0]?.adresseADemander).toBe(true)
  for (const agent of [charge, referent]) {
    const { status, json } = await ouvrir(agent)
    expect([status, json.code]).toEqual([409, 'adresse-a-demander'])
    expect((await ouvrir(agent, 'par curiosité')).status).toBe(400)
  }
  // The desk isn't shown where she lives: neither on the card, nor on her letter.
  expect((await auGuichet()).json.code).toBe('adresse-couverte')
  expect(await lues()).toEqual([charge.id])
  expect((await ouvrir(referent, 'remise-de-courrier')).status).toBe(200)
  expect(await lues()).toEqual([charge.id, referent.id])
  const fil = await referent.brut('GET /personnes/:personneId/evenements', { personneId })
  expect(fil.texte).toContain('Adresse confidentielle lue')
})

test('adressée à qui la domicilie, elle ne montre pas sa rue : elle s’ouvre comme les autres', async () => {
  const { charge, personneId, ouvrir, auGuichet, lettres, lues } = await uneConvocation(DOMICILIEE)
  await noter(charge, personneId, { ...DOMICILIEE, adresseConfidentielle: true })
  expect((await lettres(charge))[0]?.adresseADemander).toBe(false)
  expect([(await ouvrir(charge)).status, (await auGuichet()).status, await lues()]).toEqual([200, 200, []])
})

test('l’ancien référent n’ouvre plus les lettres de son temps qui montrent la rue, et ne se les voit plus proposer', async () => {
  const { referent, charge, personneId, ouvrir, lettres } = await uneConvocation()
  await db().updateTable('accompagnement').set({ fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  expect([(await ouvrir(referent)).status, (await lettres(referent)).length]).toEqual([200, 1])
  await noter(charge, personneId, { adresseConfidentielle: true })
  expect([(await ouvrir(referent, 'visite')).status, await lettres(referent)]).toEqual([403, []])
})
