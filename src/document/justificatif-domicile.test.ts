import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { noter } from '../precaution/essai-precaution.ts'
import type { documentsDe } from './documents-de.ts'
import { deposerParEcran, examiner, unPdf } from './essai-documents.ts'

const essai = unEssai()
const CONTENU = 'GET /documents/:documentId/contenu'
const db = () => essai.base.territoire('59')
const lectures = async () =>
  (await db().selectFrom('consultation').select('acteurId').where('quoi', '=', 'adresse').execute()).map(
    c => c.acteurId,
  )

/** A proof of where she lives, laid down by her référent, then her address kept to herself. */
async function unJustificatif() {
  const referent = await essai.unAgent('referent')
  const charge = await essai.unAgent('charge-orientation')
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-ABRI', debut: '2025-01-10' })
  const { id: documentId } = await deposerParEcran(referent, personneId, unPdf('Quittance'), { type: 'domicile' })
  const { id: cvId } = await deposerParEcran(referent, personneId, unPdf(), { type: 'cv' })
  expect(await examiner(essai)).toEqual([])
  const ouvrir = (agent: Navigateur, demande = {}) => agent.brut(CONTENU, { documentId, ...demande })
  return { referent, charge, personneId, documentId, cvId, ouvrir }
}

test('un justificatif de domicile s’ouvre comme l’adresse qu’il montre : avec une raison, tracée et racontée', async () => {
  const { referent, charge, personneId, documentId, cvId, ouvrir } = await unJustificatif()
  expect((await ouvrir(charge)).status).toBe(200)
  expect((await noter(referent, personneId, { adresseConfidentielle: true })).status).toBe(200)
  for (const agent of [referent, charge]) {
    const { status, json } = await ouvrir(agent)
    expect([status, json.code]).toEqual([409, 'adresse-a-demander'])
    expect((await ouvrir(agent, { motif: 'par curiosité' })).status).toBe(400)
  }
  expect(await lectures()).toEqual([])
  expect((await ouvrir(charge, { motif: 'visite' })).status).toBe(200)
  expect((await ouvrir(charge, { motif: 'visite', telecharger: true })).status).toBe(200)
  expect(await lectures()).toEqual([charge.id, charge.id])
  const { texte } = await charge.brut('GET /personnes/:personneId/evenements', { personneId })
  expect(texte).toContain('Adresse confidentielle lue')
  expect((await charge.brut(CONTENU, { documentId: cvId })).status).toBe(200)
  const { json } = await charge.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  expect(json.documents.filter(d => d.adresseADemander).map(d => d.id)).toEqual([documentId])
})

test('l’ancien référent, qui lit encore ce qui était là de son temps, ne l’ouvre plus', async () => {
  const { referent, personneId, ouvrir } = await unJustificatif()
  const types = async () => {
    const { json } = await referent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
    return json.documents.map(d => d.type).sort()
  }
  await db().updateTable('accompagnement').set({ fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  expect((await ouvrir(referent)).status).toBe(200)
  expect(await types()).toEqual(['cv', 'domicile'])
  await noter(await essai.unAgent('charge-orientation'), personneId, { adresseConfidentielle: true })
  expect((await ouvrir(referent, { motif: 'visite' })).status).toBe(403)
  expect(await types()).toEqual(['cv'])
  expect(await lectures()).toEqual([])
})

test('qui l’a déposé n’en fait pas un autre document, pour l’ouvrir sans raison', async () => {
  const { referent, personneId, documentId, cvId, ouvrir } = await unJustificatif()
  await noter(referent, personneId, { adresseConfidentielle: true })
  const corriger = (type: string, id = documentId) =>
    referent.brut('PUT /documents/:documentId', {
      documentId: id,
      type,
      titre: 'Quittance de mars',
      confidentialite: 'partage',
    })
  const { status, json } = await corriger('cv')
  expect([status, json.code]).toEqual([409, 'adresse-couverte'])
  expect((await corriger('domicile')).status).toBe(200)
  // What shows no address is corrected as ever.
  expect((await corriger('diplome', cvId)).status).toBe(200)
  expect((await ouvrir(referent)).json.code).toBe('adresse-a-demander')
  await noter(referent, personneId, { adresseConfidentielle: false })
  expect((await corriger('cv')).status).toBe(200)
})
