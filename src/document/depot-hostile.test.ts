import { sql } from 'kysely'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { ajouterOctets } from '../socle/fichier/fichier.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { MORCEAUX_MAX } from './document.ts'
import type { documentsDe } from './documents-de.ts'
import { deposerParEcran, examiner, unePhoto, unPdf } from './essai-documents.ts'
import { examinerPdf } from './examen/examiner-pdf.ts'
import { photoEnPdf } from './examen/photo-en-pdf.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const ouvrir = (agent: Navigateur, documentId: string) =>
  agent.brut('GET /documents/:documentId/contenu', { documentId }).then(r => r.status)

test('« Ma structure seulement », dit par qui a changé de structure, est celle d’aujourd’hui', async () => {
  const [avant, apres] = [await essai.uneStructure(), await essai.uneStructure()]
  const auteur = await essai.unAgent('referent', { structureId: avant })
  const [laBas, ici] = [
    await essai.unAgent('responsable-equipe', { structureId: avant }),
    await essai.unAgent('responsable-equipe', { structureId: apres }),
  ]
  const personneId = await unSuiviDans(essai, auteur, { nom: 'ESSAI-STRUCTURE', debut: '2025-01-10' })
  const { id: documentId } = await deposerParEcran(auteur, personneId, unPdf())
  await examiner(essai)
  await db().updateTable('habilitation').set({ structureId: apres }).where('agentId', '=', auteur.id).execute()
  await sql`update accompagnement set structure_id = ${apres}`.execute(db())
  const corriger = { documentId, type: 'cv', titre: 'CV', confidentialite: 'structure' }
  expect((await auteur.brut('PUT /documents/:documentId', corriger)).status).toBe(200)
  const ouvrent = async () => [await ouvrir(ici, documentId), await ouvrir(laBas, documentId)]
  expect(await ouvrent()).toEqual([200, 404])
  await db().updateTable('habilitation').set({ structureId: avant }).where('agentId', '=', auteur.id).execute()
  await sql`update accompagnement set structure_id = ${avant}`.execute(db())
  expect((await auteur.brut('PUT /documents/:documentId', { ...corriger, titre: 'CV relu' })).status).toBe(200)
  await sql`update accompagnement set structure_id = ${apres}`.execute(db())
  expect(await ouvrent(), 'un titre corrigé ne change pas qui l’ouvre').toEqual([200, 404])
})

test('annoncé de nouveau avec un autre accès avant d’être arrivé, il n’est pas pris pour le même', async () => {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  const [id, pdf] = [uuidv7(), unPdf()]
  const annonce = { id, personneId, nom: 'a.pdf', type: 'sante', confidentialite: 'partage', taille: pdf.length }
  const annoncer = (autre = {}) => agent.brut('POST /personnes/:personneId/documents', { ...annonce, ...autre })
  expect([(await annoncer()).status, (await annoncer()).status]).toEqual([200, 200])
  for (const autre of [{ confidentialite: 'reserve' }, { type: 'cv' }]) {
    const { status, json } = await annoncer(autre)
    expect([status, json.code]).toEqual([409, 'identifiant-pris'])
  }
})

test('en miettes, un document est refusé avant que le lire ne prenne des secondes', async () => {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  const [id, taille] = [uuidv7(), MORCEAUX_MAX + 10]
  const pdf = Buffer.from('%PDF-1.7'.padEnd(taille, '\n'))
  await agent.brut('POST /personnes/:personneId/documents', {
    ...{ id, personneId, nom: 'a.pdf', type: 'cv', confidentialite: 'partage', taille },
  })
  const envoyer = async (debut: number, octets: Buffer) =>
    (await agent.brut('PUT /documents/:documentId/contenu', { documentId: id, debut, octets })).json
  await envoyer(0, pdf.subarray(0, 8))
  await essai.enTransaction(async ctx => {
    for (let i = 1; i < MORCEAUX_MAX - 1; i++) await ajouterOctets(ctx, id, Buffer.from('\n'))
    await ctx.db
      .updateTable('document')
      .set({ recu: MORCEAUX_MAX + 6 })
      .execute()
  })
  expect(await envoyer(MORCEAUX_MAX + 6, Buffer.from('\n'))).toMatchObject({ recu: MORCEAUX_MAX + 7, etat: 'depot' })
  expect(await envoyer(MORCEAUX_MAX + 7, Buffer.from('\n'))).toMatchObject({ code: 'document-en-miettes' })
})

test('un PDF sans page ne se dit pas arrivé', async () => {
  const objets = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count -5>>']
  const corps = `%PDF-1.7\n${objets.map((o, i) => `${i + 1} 0 obj${o}endobj\n`).join('')}trailer<</Size 3/Root 1 0 R>>\n%%EOF`
  expect(await examinerPdf(Buffer.from(corps))).toEqual({ refus: 'abime' })
})

test('deux envois du même document à la fois : un seul passe à la fois, et ses octets sont ceux envoyés', async () => {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  const [id, pdf] = [uuidv7(), unPdf()]
  await agent.brut('POST /personnes/:personneId/documents', {
    ...{ id, personneId, nom: 'a.pdf', type: 'cv', confidentialite: 'partage', taille: pdf.length },
  })
  const envoyer = (debut: number) =>
    agent.brut('PUT /documents/:documentId/contenu', {
      documentId: id,
      debut,
      octets: pdf.subarray(debut, debut + 3000),
    })
  for (let debut = 0; debut < pdf.length; debut += 3000) {
    const statuts = await Promise.all([1, 2, 3, 4].map(() => envoyer(debut).then(r => r.status)))
    expect(statuts).toEqual([200, 200, 200, 200])
  }
  expect(await examiner(essai)).toEqual([])
  const { brut } = await agent.brut('GET /documents/:documentId/contenu', { documentId: id })
  expect(brut.equals(pdf)).toBe(true)
  const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  expect(json.documents.length).toBe(1)
})

test('une photo dont le nom n’est qu’une extension porte le nom de ce qu’elle est, et ne bloque pas la vérification', async () => {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  const { id: documentId } = await deposerParEcran(agent, personneId, await unePhoto(), {
    nom: '_.jpg',
    type: 'domicile',
  })
  expect(await examiner(essai)).toEqual([])
  const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  expect(json.documents).toMatchObject([{ id: documentId, etat: 'garde', titre: 'Justificatif de domicile' }])
})

test('un titre où rien ne se lit n’est pas un titre : déposé ou corrigé, le document porte le nom de ce qu’il est', async () => {
  const ILLISIBLES = ['\u200b', '\u0007', '.', '‮', '\u200b\u00a0…']
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  const deposes: string[] = []
  for (const illisible of ILLISIBLES)
    deposes.push((await deposerParEcran(agent, personneId, unPdf(uuidv7()), { nom: `${illisible}.pdf` })).id)
  expect(await examiner(essai)).toEqual([])
  const titres = async () => {
    const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
    return json.documents.map(d => d.titre)
  }
  expect(await titres()).toEqual(ILLISIBLES.map(() => 'CV'))
  for (const [i, titre] of ILLISIBLES.entries()) {
    const corrige = { documentId: deposes[i], type: 'domicile', titre, confidentialite: 'partage' }
    expect((await agent.brut('PUT /documents/:documentId', corrige)).status).toBe(200)
  }
  expect(await titres()).toEqual(ILLISIBLES.map(() => 'Justificatif de domicile'))
})

test('une image qui se déplie en entier ne remplit pas la mémoire ; une page numérisée à 600 points passe', async () => {
  const uni = (width: number, height: number, channels: 3 | 4) =>
    sharp({ create: { width, height, channels, background: '#fff' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
  expect(await photoEnPdf(await uni(7000, 7000, 4), 'bombe')).toEqual({ refus: 'trop-grand' })
  const enCouches = await sharp(await uni(7100, 7100, 3))
    .jpeg({ progressive: true })
    .toBuffer()
  expect(await photoEnPdf(enCouches, 'couches')).toEqual({ refus: 'trop-grand' })
  expect(await photoEnPdf(await uni(4960, 7016, 3), 'page')).toHaveProperty('pdf')
}, 30_000)
