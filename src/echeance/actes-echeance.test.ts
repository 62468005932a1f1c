import { expect, test } from 'vitest'
import type { annulerContact } from '../accompagnement/annuler-contact.ts'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import type { noterContact } from '../accompagnement/noter-contact.ts'
import type { portefeuille } from '../accompagnement/portefeuille.ts'
import { toutLeDossier } from '../dossier/essai-dossier.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { exigerEcheancesJustes, tenirEcheances } from '../essai-echeances.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { collegues } from './collegues.ts'

const essai = unEssai()
const REPORT = 'personnes/:personneId/echeances/:genre/:faitId/report'
const COLLEGUE = 'personnes/:personneId/echeances/:genre/:faitId/collegue'

const lire = toutLeDossier
const urgence = async (agent: Navigateur) =>
  (await agent.appeler<typeof portefeuille>('GET /portefeuille', {})).json.lignes[0]?.urgence

/** A person never met by their référent, with the key of what is due. */
async function jamaisVue(referent: Navigateur) {
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-ECHEANCE', debut: '2025-03-01' })
  await tenirEcheances(essai)
  const due = (await lire(referent, personneId)).aFaire.find(c => c.quoi === 'premier-contact')
  return { personneId, genre: 'premier-contact', faitId: due?.objetId ?? '' }
}

test('ce qui est remis à plus tard ne demande rien jusqu’à son jour compris, puis demande de nouveau', async () => {
  const moi = await essai.unAgent('referent')
  const cle = await jamaisVue(moi)
  expect(await urgence(moi)).toBe('premier-contact')
  expect((await moi.brut(`PUT /${REPORT}`, { ...cle, jusquau: '2025-03-14', motif: 'en congé' })).status).toBe(200)
  expect(await urgence(moi)).toBe('suivi')
  const due = async () => (await lire(moi, cle.personneId)).aFaire.find(c => c.quoi === 'premier-contact')
  expect(await due()).toMatchObject({ reportee: { jusquau: '2025-03-14', motif: 'en congé' }, avant: '2025-03-08' })
  essai.now = '2025-03-14T20:00:00Z'
  expect(await urgence(moi)).toBe('suivi')
  essai.now = '2025-03-15T06:00:00Z'
  expect(await urgence(moi)).toBe('premier-contact')
  expect(await due()).toMatchObject({ reportee: null })
  await exigerEcheancesJustes(essai)
})

test('un report se défait ; le fil garde les deux', async () => {
  const moi = await essai.unAgent('referent')
  const cle = await jamaisVue(moi)
  await moi.brut(`PUT /${REPORT}`, { ...cle, jusquau: '2025-03-14', motif: 'en congé' })
  expect((await moi.brut(`DELETE /${REPORT}`, cle)).status).toBe(200)
  expect(await urgence(moi)).toBe('premier-contact')
  const titres = (await lire(moi, cle.personneId)).evenements.lignes.map(l => l.titre.replaceAll('\u00a0', ' '))
  expect(titres).toEqual([
    'À faire de nouveau : prendre le premier contact',
    'Remis à plus tard : prendre le premier contact',
  ])
})

test('remis pendant qu’un collègue allait le faire : il est refusé, et dit qui, de cette échéance et non d’une autre', async () => {
  const moi = await essai.unAgent('referent', { nom: 'DIALLO' })
  const collegue = await essai.unAgent('responsable-equipe', { structureId: moi.structureId ?? undefined })
  const charge = await essai.unAgent('charge-orientation', { nom: 'AUTRE' })
  const cle = await jamaisVue(moi)
  const due = (await lire(charge, cle.personneId)).aFaire.find(c => c.quoi === 'notification')
  const notification = { personneId: cle.personneId, genre: 'notification', faitId: due?.objetId ?? '' }
  const remettre = (qui: Navigateur, de: object, jusquau: string) =>
    qui.brut(`PUT /${REPORT}`, { ...de, jusquau, motif: 'en congé', vu: { reporteeJusquau: null } })
  expect((await remettre(moi, cle, '2025-03-14')).status).toBe(200)
  essai.now = '2025-03-10T09:10:00Z'
  expect((await remettre(charge, notification, '2025-03-14')).status).toBe(200)
  const { status, json } = await remettre(collegue, cle, '2025-03-13')
  expect([status, json.code, json.detail]).toEqual([409, 'change-entre-temps', expect.stringMatching(/^Agent DIALLO/)])
})

test.each([
  ['un jour passé', { jusquau: '2025-03-10', motif: 'en congé' }, 400, 'report-passe'],
  ['plus de quatorze jours', { jusquau: '2025-03-25', motif: 'en congé' }, 400, 'report-trop-loin'],
  ['sans dire pourquoi', { jusquau: '2025-03-14', motif: ' ' }, 400, undefined],
  [
    'rien à faire sous cette horloge',
    { jusquau: '2025-03-14', motif: 'en congé', genre: 'bilan' },
    409,
    'echeance-faite',
  ],
  ['une horloge inconnue', { jusquau: '2025-03-14', motif: 'en congé', genre: 'autre' }, 409, 'echeance-faite'],
  ['ce qui tient à autre chose', { jusquau: '2025-03-14', motif: 'en congé', faitId: uuidv7() }, 409, 'echeance-faite'],
])('ne se remet pas à plus tard : %s', async (_, demande, statut, code) => {
  const moi = await essai.unAgent('referent')
  const { status, json } = await moi.brut(`PUT /${REPORT}`, { ...(await jamaisVue(moi)), ...demande })
  expect([status, code && json.code]).toEqual([statut, code])
})

test('un rendez-vous à conclure ne se remet pas : il se déplace', async () => {
  const moi = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, moi, {
    nom: 'ESSAI-ECHEANCE',
    debut: '2025-03-01',
    rendezVous: [['2025-03-05T09:00:00Z']],
  })
  await tenirEcheances(essai)
  const faitId = (await lire(moi, personneId)).rendezVous[0]?.id ?? ''
  const demande = { personneId, genre: 'rendez-vous', faitId, jusquau: '2025-03-14', motif: 'en congé' }
  expect((await moi.brut(`PUT /${REPORT}`, demande)).json.code).toBe('echeance-non-reportable')
})

test('un rendez-vous est à conclure quand il est fini, pas quand il commence', async () => {
  const moi = await essai.unAgent('referent')
  const rendezVous: [string, string?][] = [['2025-03-09T09:00:00Z', 'present'], ['2025-03-10T08:45:00Z']]
  await unSuiviDans(essai, moi, { nom: 'ESSAI-ECHEANCE', debut: '2025-03-01', rendezVous })
  expect(await urgence(moi)).toBe('suivi')
  essai.now = '2025-03-10T09:15:00Z'
  expect(await urgence(moi)).toBe('a-conclure')
})

test('ce que son rôle ne fait pas, nul ne le remet à plus tard, ne le confie ni ne le reprend', async () => {
  const moi = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, moi, { nom: 'ESSAI-ECHEANCE', debut: '2025-03-01' })
  const due = (await lire(moi, personneId)).aFaire.find(c => c.quoi === 'notification')
  const cle = { personneId, genre: 'notification', faitId: due?.objetId ?? '' }
  const report = { jusquau: '2025-03-14', motif: 'en congé' }
  for (const [route, demande] of [
    [`PUT /${REPORT}`, report],
    [`DELETE /${REPORT}`, {}],
    [`PUT /${COLLEGUE}`, { agentId: moi.id }],
    [`DELETE /${COLLEGUE}`, {}],
    [`GET /${COLLEGUE}s`, {}],
  ] as const) {
    const { status, json } = await moi.brut(route, { ...cle, ...demande })
    expect([route, status, json.code]).toEqual([route, 403, 'echeance-d-autrui'])
  }
  const charge = await essai.unAgent('charge-orientation')
  expect((await charge.brut(`PUT /${REPORT}`, { ...cle, ...report })).status).toBe(200)
})

test('ne se confie qu’à qui peut ouvrir le dossier et faire l’acte', async () => {
  const moi = await essai.unAgent('referent')
  const responsable = await essai.unAgent('responsable-equipe', { structureId: moi.structureId ?? undefined })
  const ailleurs = await essai.unAgent('responsable-equipe')
  const collegue = await essai.unAgent('referent', { structureId: moi.structureId ?? undefined })
  const charge = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const autreSecteur = await essai.unAgent('charge-orientation', { secteur: ['59000'] })
  const accueil = await essai.unAgent('accueil')
  const ancien = await essai.unAgent('responsable-equipe', { structureId: moi.structureId ?? undefined })
  const fini = { fin: '2025-03-10', closLe: essai.now }
  await essai.base.territoire('59').updateTable('habilitation').set(fini).where('agentId', '=', ancien.id).execute()
  const aide = await essai.unAgent('co-intervenant')
  const cle = await jamaisVue(moi)
  const champ = { id: uuidv7(), personneId: cle.personneId, agentId: aide.id, champ: 'logement' }
  expect((await moi.brut('POST /personnes/:personneId/groupe-suivi', champ)).status).toBe(200)
  const { json } = await moi.appeler<typeof collegues>(
    'GET /personnes/:personneId/echeances/:genre/:faitId/collegues',
    cle,
  )
  expect(json.collegues.map(c => c.id).sort()).toEqual([responsable.id, charge.id].sort())
  for (const { id } of [ailleurs, collegue, autreSecteur, accueil, ancien, aide, moi])
    expect((await moi.brut(`PUT /${COLLEGUE}`, { ...cle, agentId: id })).json.code).toBe('collegue-impossible')
  expect((await moi.brut(`PUT /${COLLEGUE}`, { ...cle, agentId: responsable.id })).status).toBe(200)
  expect((await lire(moi, cle.personneId)).aFaire[0]).toMatchObject({ confieeA: 'Agent ESSAI', recueDe: null })
  expect((await lire(responsable, cle.personneId)).aFaire[0]?.recueDe).toBe('Agent ESSAI')
  expect((await moi.brut(`DELETE /${COLLEGUE}`, cle)).status).toBe(200)
  expect((await lire(moi, cle.personneId)).aFaire[0]?.confieeA).toBe(null)
})

test('qui change de référent reprend ce qui était confié, pas ce qui était remis à plus tard', async () => {
  const moi = await essai.unAgent('referent')
  const structureId = moi.structureId ?? undefined
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  const suivant = await essai.unAgent('referent', { structureId })
  const cle = await jamaisVue(moi)
  await moi.brut(`PUT /${COLLEGUE}`, { ...cle, agentId: responsable.id })
  const { personneId } = cle
  const relais = { id: uuidv7(), personneId, referentId: suivant.id }
  expect((await responsable.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  const due = (await lire(suivant, personneId)).aFaire.find(c => c.quoi === 'premier-contact')
  expect(due).toMatchObject({ objetId: relais.id, confieeA: null, reportee: null })
  await exigerEcheancesJustes(essai)
})

test('un contact hors rendez-vous répond au premier contact ; annulé, il est dû de nouveau', async () => {
  const moi = await essai.unAgent('referent')
  const { personneId } = await jamaisVue(moi)
  const contact = { id: uuidv7(), personneId, le: '2025-03-08', moyen: 'telephone' as const, note: 'rappelle lundi' }
  const noter = (demande = {}) =>
    moi.appeler<typeof noterContact>('POST /personnes/:personneId/contacts', { ...contact, ...demande })
  expect([(await noter()).status, (await noter()).status]).toEqual([200, 200])
  expect(await urgence(moi)).toBe('suivi')
  expect((await lire(moi, personneId)).contacts).toMatchObject([
    { le: '2025-03-08', moyen: 'telephone', note: 'rappelle lundi' },
  ])
  await moi.appeler<typeof annulerContact>('POST /personnes/:personneId/contacts/:contactId/annulation', {
    personneId,
    contactId: contact.id,
  })
  expect(await urgence(moi)).toBe('premier-contact')
  expect((await lire(moi, personneId)).contacts).toEqual([])
  await exigerEcheancesJustes(essai)
})

test.each([
  ['2025-03-11', 'contact-a-venir'],
  ['2025-02-06', 'contact-trop-ancien'],
])('un contact du %s ne se note pas', async (le, code) => {
  const moi = await essai.unAgent('referent')
  const { personneId } = await jamaisVue(moi)
  const { status, json } = await moi.brut('POST /personnes/:personneId/contacts', {
    id: uuidv7(),
    personneId,
    le,
    moyen: 'telephone',
  })
  expect([status, json.code]).toEqual([400, code])
})

test.each([
  ['2025-02-08', 'suivi'],
  ['2025-02-07', 'sans-contact'],
])('vu le %s, trente jours après : %s ; un contact noté repart de son jour', async (jour, attendue) => {
  const moi = await essai.unAgent('referent')
  const rendezVous: [string, string][] = [[`${jour}T09:00:00Z`, 'present']]
  const personneId = await unSuiviDans(essai, moi, { nom: 'ESSAI-ECHEANCE', debut: '2025-02-01', rendezVous })
  await tenirEcheances(essai)
  expect(await urgence(moi)).toBe(attendue)
  await moi.brut('POST /personnes/:personneId/contacts', {
    id: uuidv7(),
    personneId,
    le: '2025-03-10',
    moyen: 'message',
  })
  expect(await urgence(moi)).toBe('suivi')
})
