import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { conserverAu } from '../protection/essai-conserver.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { refusDeTaille, TAILLE_MAX } from './document.ts'
import type { documentsDe } from './documents-de.ts'
import { deposerParEcran, examiner, unePhoto, unPdf } from './essai-documents.ts'
import { examinerDocuments } from './examen/examiner-documents.job.ts'
import type { lecteursDocument } from './lecteurs-document.ts'
import { rangerDocuments } from './ranger-documents.job.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const ANNONCER = 'POST /personnes/:personneId/documents'
const annonce = (personneId: string, autre = {}) => ({
  ...{ id: uuidv7(), personneId, nom: 'a.pdf', type: 'cv', confidentialite: 'partage', taille: 9 },
  ...autre,
})
const etats = async (agent: Navigateur, personneId: string) => {
  const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  return Object.fromEntries(json.documents.map(d => [d.id, d.etat]))
}
const dit = (reponse: Promise<{ status: number; json: { code?: string } }>) =>
  reponse.then(({ status, json }) => (status === 200 ? 200 : `${status} ${json.code}`))
const ouvrir = (agent: Navigateur, documentId: string) =>
  dit(agent.brut('GET /documents/:documentId/contenu', { documentId }))
const retirer = (agent: Navigateur, documentId: string) =>
  dit(agent.brut('POST /documents/:documentId/retrait', { documentId, motif: 'erreur' }))
const remettre = (agent: Navigateur, documentId: string) =>
  dit(agent.brut('POST /documents/:documentId/remise', { documentId }))
const corriger = (agent: Navigateur, documentId: string) =>
  dit(agent.brut('PUT /documents/:documentId', { documentId, type: 'cv', titre: 'CV', confidentialite: 'partage' }))

async function unDossier() {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  return { agent, personneId }
}
async function ranger(instant: string): Promise<void> {
  essai.now = instant
  await sonner(essai, rangerDocuments)
  expect(await travaillerUneFois(essai, [rangerDocuments])).toEqual([])
}

test('vingt mégaoctets passent, un octet de plus non ; autant d’octets qu’annoncé passent, un de plus non', async () => {
  expect([refusDeTaille(TAILLE_MAX), refusDeTaille(TAILLE_MAX + 1)?.code]).toEqual([null, 'trop-lourd'])
  const { agent, personneId } = await unDossier()
  const { id, ...reste } = annonce(personneId)
  await agent.brut(ANNONCER, { id, ...reste })
  const envoyer = (octets: string) =>
    dit(agent.brut('PUT /documents/:documentId/contenu', { documentId: id, debut: 0, octets: Buffer.from(octets) }))
  expect([await envoyer('%PDF-1.7\nx'), await envoyer('%PDF-1.7\n')]).toEqual(['409 document-trop-long', 200])
})

test('l’identifiant d’un document annoncé n’est pris ni par un autre agent, ni pour une autre taille', async () => {
  const { agent, personneId } = await unDossier()
  const autre = await essai.unAgent('charge-orientation')
  const premiere = annonce(personneId)
  expect((await agent.brut(ANNONCER, premiere)).status).toBe(200)
  expect(await dit(autre.brut(ANNONCER, premiere))).toBe('409 identifiant-pris')
  expect(await dit(agent.brut(ANNONCER, { ...premiere, taille: 10 }))).toBe('409 identifiant-pris')
})

test('ce qui est en vérification n’est qu’à son auteur, ne se retire, ne se remet ni ne se corrige, et ne vient pas deux fois', async () => {
  const { agent, personneId } = await unDossier()
  const autre = await essai.unAgent('charge-orientation')
  const pdf = unPdf()
  const { id } = await deposerParEcran(agent, personneId, pdf)
  expect([await etats(agent, personneId), await etats(autre, personneId)]).toEqual([{ [id]: 'examen' }, {}])
  expect([await ouvrir(agent, id), await ouvrir(autre, id)]).toEqual([
    '409 document-en-examen',
    '404 document-introuvable',
  ])
  expect([await retirer(agent, id), await remettre(agent, id), await corriger(agent, id)]).toEqual([
    '409 retrait-impossible',
    '409 remise-impossible',
    '409 document-hors-dossier',
  ])
  expect(await deposerParEcran(agent, personneId, pdf)).toMatchObject({ etat: 'refuse', refus: { code: 'deja-la' } })
  await examiner(essai)
  await retirer(agent, id)
  expect(await corriger(agent, id)).toBe('409 document-hors-dossier')
  // What was taken back may come again.
  expect(await deposerParEcran(agent, personneId, pdf)).toMatchObject({ etat: 'examen', refus: null })
})

test('deux vérifications à la fois d’une même photo : elle est gardée une fois, et s’ouvre', async () => {
  const { agent, personneId } = await unDossier()
  const { id } = await deposerParEcran(agent, personneId, await unePhoto(), { nom: 'IMG_1.jpg' })
  const chantier = { base: essai.base, maintenant: () => essai.now, territoire: essai.ctx().territoire }
  await Promise.all([examinerDocuments(chantier as never, {}), examinerDocuments(chantier as never, {})])
  expect([await etats(agent, personneId), await compter(essai, 'fichier')]).toEqual([{ [id]: 'garde' }, 1])
  expect(await ouvrir(agent, id)).toBe(200)
})

test('un document retiré se remet quinze jours, un refus se lit sept jours : pas un de moins', async () => {
  const { agent, personneId } = await unDossier()
  const { id } = await deposerParEcran(agent, personneId, unPdf())
  const refuse = await deposerParEcran(agent, personneId, Buffer.from('%PDF-1.7\nrien de plus'))
  await examiner(essai)
  await retirer(agent, id)
  await ranger('2025-03-17T09:00:00Z')
  expect(await etats(agent, personneId)).toEqual({ [id]: 'retire', [refuse.id]: 'refuse' })
  await ranger('2025-03-17T09:00:01Z')
  expect(await etats(agent, personneId)).toEqual({ [id]: 'retire' })
  await ranger('2025-03-25T09:00:00Z')
  expect(await etats(agent, personneId)).toEqual({ [id]: 'retire' })
  await ranger('2025-03-25T09:00:01Z')
  expect(await etats(agent, personneId)).toEqual({ [id]: 'efface' })
})

test('une pièce d’identité se garde six mois, pas un jour de moins ; retirée entre-temps, elle part à son terme aussi', async () => {
  const { agent, personneId } = await unDossier()
  const [gardee, retiree] = [
    await deposerParEcran(agent, personneId, unPdf(), { type: 'identite' }),
    await deposerParEcran(agent, personneId, unPdf('une autre'), { type: 'identite' }),
  ]
  await examiner(essai)
  await sql`update session set expire_le = '2026-01-01'`.execute(essai.base.commun)
  // Six months later it is summer time.
  await ranger('2025-09-10T08:00:00Z')
  await retirer(agent, retiree.id)
  expect(await etats(agent, personneId)).toEqual({ [gardee.id]: 'garde', [retiree.id]: 'retire' })
  await ranger('2025-09-10T08:00:01Z')
  expect(await etats(agent, personneId)).toEqual({ [gardee.id]: 'efface', [retiree.id]: 'efface' })
})

test('passé la conservation des documents, celui d’un dossier qui vit encore part avec ses octets', async () => {
  const { agent, personneId } = await unDossier()
  await deposerParEcran(agent, personneId, unPdf())
  await examiner(essai)
  const duree = { cle: 'conservation.documents-annees', valeur: '1', effetLe: '2025-01-01', saisiLe: essai.now }
  await db().insertInto('parametre').values(duree).execute()
  const restent = async () => [
    await compter(essai, 'personne'),
    await compter(essai, 'document'),
    await compter(essai, 'fichier'),
  ]
  await conserverAu(essai, '2026-03-10T04:00:00Z')
  expect(await restent()).toEqual([1, 1, 1])
  await conserverAu(essai, '2026-03-12T04:00:00Z')
  expect(await restent()).toEqual([1, 0, 0])
})

test('l’ancien référent lit ce qui était partagé de son temps ; ni ce qui est venu après, ni ce qui était réservé, et ne change rien', async () => {
  const charge = await essai.unAgent('charge-orientation')
  const referent = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-TRANSMISE', debut: '2025-01-10' })
  const deposer = (qui: Navigateur, confidentialite = 'partage') =>
    deposerParEcran(qui, personneId, unPdf(uuidv7()), { confidentialite })
  const [partage, reserve, sien] = [await deposer(charge), await deposer(charge, 'reserve'), await deposer(referent)]
  const commence = annonce(personneId)
  expect((await referent.brut(ANNONCER, commence)).status).toBe(200)
  await examiner(essai)
  expect(await ouvrir(referent, reserve.id)).toBe(200)
  await db().updateTable('accompagnement').set({ fin: '2025-03-10', finMotif: 'changement' }).execute()
  essai.now = '2025-03-11T08:00:00Z'
  await deposer(charge)
  await examiner(essai)
  expect(await etats(referent, personneId)).toEqual({ [partage.id]: 'garde', [sien.id]: 'garde' })
  expect(await ouvrir(referent, reserve.id)).toBe('404 document-introuvable')
  expect([await retirer(referent, sien.id), await corriger(referent, sien.id)]).toEqual([
    '403 lecture-seule',
    '403 lecture-seule',
  ])
  const octets = Buffer.from('%PDF-1.7\n')
  const envoi = referent.brut('PUT /documents/:documentId/contenu', { documentId: commence.id, debut: 0, octets })
  expect(await dit(envoi)).toBe('403 lecture-seule')
})

test('qui a ouvert un document : de celui-là, pas d’un autre de la même personne', async () => {
  const { agent, personneId } = await unDossier()
  const [un, autre] = [
    await deposerParEcran(agent, personneId, unPdf()),
    await deposerParEcran(agent, personneId, unPdf('un autre')),
  ]
  await examiner(essai)
  await ouvrir(agent, un.id)
  const lecteurs = async (documentId: string) =>
    (await agent.appeler<typeof lecteursDocument>('GET /documents/:documentId/lectures', { documentId })).json.length
  expect([await lecteurs(un.id), await lecteurs(autre.id)]).toEqual([1, 0])
})
