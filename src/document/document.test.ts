import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { deposer } from './deposer.ts'
import { enMo, REFUS, reconnaitre, refusDeTaille, TAILLE_MAX, titreDuFichier } from './document.ts'
import type { documentsDe } from './documents-de.ts'
import { deposerParEcran, examiner, unePhoto, unPdf } from './essai-documents.ts'
import type { lecteursDocument } from './lecteurs-document.ts'
import { rangerDocuments } from './ranger-documents.job.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const liste = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })).json.documents
const ouvrir = (agent: Navigateur, documentId: string) =>
  agent.brut('GET /documents/:documentId/contenu', { documentId })
const garde = async (id: string) => db().selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()

async function unDossier() {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  return { agent, personneId }
}
/** A document in the file, looked into. */
async function unDocument(choix: Parameters<typeof deposerParEcran>[3] = {}, agent?: Navigateur) {
  const dossier = await unDossier()
  const depose = await deposerParEcran(agent ?? dossier.agent, dossier.personneId, unPdf(), choix)
  await examiner(essai)
  return { ...dossier, ...depose }
}

test.each([
  ['%PDF-1.4', 'pdf'],
  ['\n\n%PDF-2.0', 'pdf'],
  ['\xff\xd8\xff\xe0..JFIF', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\0\0\0\x18ftypheic', 'heic'],
  ['PK\x03\x04word', 'bureautique'],
  ['\xd0\xcf\x11\xe0\xa1', 'bureautique'],
  ['<html><script>', 'type'],
  ['<svg xmlns=', 'type'],
  ['MZ\x90', 'type'],
  ['', 'vide'],
])('%j est reconnu par son contenu : %s', (debut, attendu) => {
  expect(reconnaitre(Buffer.from(debut, 'latin1'))).toBe(attendu)
})

test('le poids et le titre se disent comme on les lit', () => {
  expect([enMo(120 * 1024), enMo(3.4 * 1024 * 1024), enMo(TAILLE_MAX)].map(t => t.replace('\u00a0', ' '))).toEqual([
    '120 ko',
    '3,4 Mo',
    '20 Mo',
  ])
  expect([titreDuFichier('Mon_CV.final.pdf'), titreDuFichier('scan')]).toEqual(['Mon CV.final', 'scan'])
  expect(refusDeTaille(TAILLE_MAX)).toBeNull()
})

test('un PDF déposé par morceaux s’ouvre une fois vérifié, tel qu’il est arrivé ; rien n’en est en clair', async () => {
  const { agent, personneId } = await unDossier()
  const pdf = unPdf()
  const { id, status, etat } = await deposerParEcran(agent, personneId, pdf, { morceau: 3000 })
  expect([status, etat]).toEqual([200, 'examen'])
  expect([(await ouvrir(agent, id)).status, (await ouvrir(agent, id)).json.code]).toEqual([409, 'document-en-examen'])
  expect(await examiner(essai)).toEqual([])
  expect(await liste(agent, personneId)).toMatchObject([
    { id, etat: 'garde', titre: 'mon cv', pages: 1, antivirus: 'non-analyse', deposePar: 'Agent ESSAI', aMoi: true },
  ])
  const ouvert = await ouvrir(agent, id)
  expect(ouvert.brut.equals(pdf)).toBe(true)
  expect(ouvert.entetes).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'content-disposition': expect.stringMatching(/^inline/),
  })
  const { rows } = await sql`select 1 from fichier_morceau where position('%PDF'::bytea in octets) > 0`.execute(db())
  expect(rows).toEqual([])
})

test('une photo du téléphone est redressée et devient un PDF, sans ce que l’appareil y avait écrit', async () => {
  const { agent, personneId } = await unDossier()
  const { id } = await deposerParEcran(agent, personneId, await unePhoto(), { nom: 'IMG_1.jpg', type: 'identite' })
  await examiner(essai)
  const pdf = (await ouvrir(agent, id)).brut
  const fichier = join(mkdtempSync(join(tmpdir(), 'photo-')), 'photo.pdf')
  writeFileSync(fichier, pdf)
  const [, largeur = '', hauteur = ''] =
    /Page size:\s+([\d.]+) x ([\d.]+)/.exec(execFileSync('pdfinfo', [fichier], { encoding: 'utf8' })) ?? []
  expect(Number(hauteur)).toBeGreaterThan(Number(largeur))
  expect(pdf.includes('ESSAI-AUTEUR')).toBe(false)
  expect(await compter(essai, 'fichier')).toBe(1)
})

test.each([
  ['un texte', Buffer.from('Bonjour'), 'document-type', /ni un PDF ni une photo.*PDF, et les photos JPEG et PNG/],
  ['un document Word', Buffer.from('PK\x03\x04word/document.xml'), 'document-bureautique', /Enregistrez-le en PDF/],
  ['une page HTML nommée .pdf', Buffer.from('<html><script>alert(1)</script>'), 'document-type', /ni un PDF/],
  ['une photo HEIC', Buffer.from('\0\0\0\x18ftypheic'), 'document-heic', /JPEG/],
])('%s est refusé dès ses premiers octets, et rien n’en est gardé', async (_, octets, code, phrase) => {
  const { agent, personneId } = await unDossier()
  const depose = await deposerParEcran(agent, personneId, octets)
  expect([depose.status, depose.code]).toEqual([400, code])
  expect(depose.detail).toMatch(phrase)
  expect([await liste(agent, personneId), await compter(essai, 'fichier_morceau')]).toEqual([[], 0])
})

test('vide ou trop lourd : refusé avant l’envoi, avec le poids et la limite', async () => {
  const { agent, personneId } = await unDossier()
  const annoncer = (taille: number) =>
    agent.brut('POST /personnes/:personneId/documents', {
      ...{ id: uuidv7(), personneId, nom: 'film.pdf', type: 'autre', confidentialite: 'partage', taille },
    })
  expect((await annoncer(0)).json).toMatchObject({ status: 400, code: 'vide', detail: REFUS.vide })
  const lourd = await annoncer(TAILLE_MAX + 1024 * 1024)
  expect([lourd.status, lourd.json.code]).toEqual([400, 'trop-lourd'])
  expect(String(lourd.json.detail).replaceAll('\u00a0', ' ')).toContain('pèse 21 Mo : la limite est de 20 Mo')
  expect(await compter(essai, 'document')).toBe(0)
})

test('plus d’octets qu’annoncé, un trou, un morceau trop gros : refusés', async () => {
  const { agent, personneId } = await unDossier()
  const id = uuidv7()
  await agent.brut('POST /personnes/:personneId/documents', {
    ...{ id, personneId, nom: 'a.pdf', type: 'autre', confidentialite: 'partage', taille: 20 },
  })
  const envoyer = (debut: number, octets: Buffer) =>
    agent.brut('PUT /documents/:documentId/contenu', { documentId: id, debut, octets })
  expect((await envoyer(0, Buffer.from('%PDF-1.7 et bien plus long'))).json.code).toBe('document-trop-long')
  expect((await envoyer(5, Buffer.from('x'))).json.code).toBe('morceau-manquant')
  expect((await envoyer(0, Buffer.alloc(2 * 1024 * 1024, '%PDF'))).status).toBe(413)
  expect(await compter(essai, 'fichier_morceau')).toBe(0)
})

test('un envoi coupé ne se voit pas, se reprend où il en était, et s’oublie au bout d’une heure', async () => {
  const { agent, personneId } = await unDossier()
  const pdf = unPdf()
  const id = uuidv7()
  const annonce = { id, personneId, nom: 'a.pdf', type: 'autre', confidentialite: 'partage', taille: pdf.length }
  const annoncer = () => agent.brut('POST /personnes/:personneId/documents', annonce)
  const envoyer = (debut: number, fin = pdf.length) =>
    agent.brut('PUT /documents/:documentId/contenu', { documentId: id, debut, octets: pdf.subarray(debut, fin) })
  await annoncer()
  await envoyer(0, 2000)
  expect([await liste(agent, personneId), (await annoncer()).json.recu]).toEqual([[], 2000])
  // The same piece twice, then from further back than where it stopped.
  await envoyer(0, 2000)
  expect((await envoyer(1000)).json).toMatchObject({ recu: pdf.length, etat: 'examen' })
  expect((await envoyer(0)).json).toMatchObject({ recu: pdf.length, etat: 'examen' })
  await examiner(essai)
  expect((await ouvrir(agent, id)).brut.equals(pdf)).toBe(true)

  const autre = { ...annonce, id: uuidv7() }
  await agent.brut('POST /personnes/:personneId/documents', autre)
  await agent.brut('PUT /documents/:documentId/contenu', { documentId: autre.id, debut: 0, octets: pdf.subarray(0, 9) })
  essai.now = '2025-03-10T10:30:00Z'
  await ranger()
  expect([await compter(essai, 'document'), await compter(essai, 'fichier')]).toEqual([1, 1])
})

const ranger = async () => {
  await sonner(essai, rangerDocuments)
  expect(await travaillerUneFois(essai, [rangerDocuments])).toEqual([])
}

test('le même document deux fois : dit depuis quand il y est, gardé une fois ; le même identifiant ailleurs : refusé', async () => {
  const { agent, personneId } = await unDossier()
  const pdf = unPdf()
  const { id } = await deposerParEcran(agent, personneId, pdf)
  await examiner(essai)
  const encore = await deposerParEcran(agent, personneId, pdf)
  expect(encore).toMatchObject({ status: 200, etat: 'refuse', refus: { code: 'deja-la' } })
  expect(encore.refus?.message.replaceAll('\u00a0', ' ')).toBe(
    'Ce document est déjà dans le dossier, depuis le 10 mars (CV) : il n’a pas été gardé une seconde fois.',
  )
  // It was said at once, and the document is there: nothing more to read in the file.
  expect((await liste(agent, personneId)).map(d => d.etat)).toEqual(['garde'])
  expect(await compter(essai, 'fichier')).toBe(1)
  const autre = await unePersonne(essai)
  expect(await deposerParEcran(agent, autre.id, unPdf(), { id })).toMatchObject({
    status: 409,
    code: 'identifiant-pris',
  })
})

test.each([
  ['abîmé', Buffer.from('%PDF-1.7\nrien de plus'), 'abime'],
  ['dont l’image est coupée', 'photo', 'abime'],
])('un document %s est refusé, ses octets partent, et qui l’a déposé lit pourquoi', async (_, contenu, code) => {
  const { agent, personneId } = await unDossier()
  const octets = contenu === 'photo' ? (await unePhoto()).subarray(0, 900) : (contenu as Buffer)
  const { id } = await deposerParEcran(agent, personneId, octets)
  expect(await examiner(essai)).toEqual([])
  expect(await liste(agent, personneId)).toMatchObject([{ id, etat: 'refuse', refus: { code } }])
  expect(await compter(essai, 'fichier')).toBe(0)
  const collegue = await essai.unAgent('charge-orientation')
  expect(await liste(collegue, personneId)).toEqual([])
})

test('une image faite pour remplir la mémoire est refusée', async () => {
  const { agent, personneId } = await unDossier()
  const bombe = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: 'white' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect(bombe.length).toBeLessThan(3_000_000)
  await deposerParEcran(agent, personneId, bombe, { nom: 'bombe.png' })
  await examiner(essai)
  expect(await liste(agent, personneId)).toMatchObject([{ etat: 'refuse', refus: { code: 'trop-grand' } }])
})

test('chaque ouverture est enregistrée, avec le document', async () => {
  const { agent, personneId, id } = await unDocument()
  const autre = await essai.unAgent('charge-orientation', { nom: 'NAVETTE-ESSAI' })
  await ouvrir(autre, id)
  const lectures = await db().selectFrom('consultation').select(['quoi', 'objetId', 'acteurId', 'personneId']).execute()
  expect(lectures).toContainEqual({ quoi: 'document', objetId: id, acteurId: autre.id, personneId })
  const { json } = await agent.appeler<typeof lecteursDocument>('GET /documents/:documentId/lectures', {
    documentId: id,
  })
  expect(json).toMatchObject([{ agent: 'Agent NAVETTE-ESSAI', role: 'charge-orientation' }])
})

test('le fil dit un document partagé par son type, et un autre sans dire lequel', async () => {
  const { agent, personneId } = await unDocument({ type: 'cv' })
  for (const confidentialite of ['reserve', 'structure'])
    await deposerParEcran(agent, personneId, unPdf(confidentialite), { type: 'sante', confidentialite })
  const { rows } = await sql<{ apres: { type?: string } }>`
    select apres from evenement where type = 'document-depose' order by id`.execute(db())
  expect(rows.map(r => r.apres.type)).toEqual(['cv', undefined, undefined])
})

test('retiré, un document ne s’ouvre plus ; remis, il s’ouvre ; après le délai, il n’en reste que la mention', async () => {
  const { agent, personneId, id } = await unDocument()
  const retirer = () => agent.brut('POST /documents/:documentId/retrait', { documentId: id, motif: 'autre-personne' })
  expect((await retirer()).json).toEqual({ etat: 'retire' })
  expect((await retirer()).json).toEqual({ etat: 'retire' })
  expect((await ouvrir(agent, id)).json.code).toBe('document-retire')
  expect(await liste(agent, personneId)).toMatchObject([
    { etat: 'retire', retrait: { par: 'Agent ESSAI', motif: 'autre-personne' } },
  ])
  expect((await agent.brut('POST /documents/:documentId/remise', { documentId: id })).json).toEqual({ etat: 'garde' })
  expect((await ouvrir(agent, id)).status).toBe(200)
  await retirer()
  essai.now = '2025-03-26T09:00:00Z'
  await ranger()
  expect(await liste(agent, personneId)).toMatchObject([{ etat: 'efface', titre: '' }])
  expect([await compter(essai, 'fichier'), (await ouvrir(agent, id)).json.code]).toEqual([0, 'document-efface'])
  const remise = await agent.brut('POST /documents/:documentId/remise', { documentId: id })
  expect([remise.status, remise.json.code]).toEqual([409, 'remise-impossible'])
})

test('une pièce d’identité s’efface après six mois, un CV reste', async () => {
  const { agent, personneId } = await unDocument({ type: 'identite' })
  await deposerParEcran(agent, personneId, unPdf('un CV'), { type: 'cv' })
  await examiner(essai)
  essai.now = '2025-09-11T09:00:00Z'
  await ranger()
  expect((await liste(agent, personneId)).map(d => [d.type, d.etat])).toEqual([
    ['cv', 'garde'],
    ['identite', 'efface'],
  ])
})

test('un autre domaine dépose par la même fonction', async () => {
  const { id: personneId } = await unePersonne(essai)
  const octets = unPdf()
  const depot = { sujet: { personne: personneId }, type: 'engagement', nom: 'contrat.pdf', octets } as const
  const id = await essai.enTransaction(ctx => deposer(ctx, { ...depot, confidentialite: 'partage' }))
  await examiner(essai)
  expect(await garde(id)).toMatchObject({ etat: 'garde', titre: 'contrat', deposePar: essai.ctx().agent.id })
  await expect(
    essai.enTransaction(ctx => deposer(ctx, { ...depot, confidentialite: 'partage' })),
  ).rejects.toMatchObject({
    code: 'deja-la',
  })
})
