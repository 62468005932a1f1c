import { expect, test } from 'vitest'
import { fluxDeFevrier } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { unImport } from '../echanges/listes/essai-tableur.ts'
import { unEssai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { deposerParEcran, traiter } from './essai-import.ts'

const essai = unEssai()
const TEXTE = 'Qui;Prénom;Né(e) le\nESSAI-A;Zoé;25/04/1990\n'
const FLUX = fluxDeFevrier(foyer())
const deux = async () => ({
  admin: await essai.unAgent('administrateur'),
  voisin: await essai.unAgent('charge-orientation', { secteur: ['59350'] }),
})

test('rejouer la liste d’un autre ne la rend pas lisible', async () => {
  const { admin, voisin } = await deux()
  const { id: importId } = await unImport(essai, TEXTE, { genre: 'personnes', agent: admin })
  const id = uuidv7()
  expect((await voisin.brut('POST /imports/:importId/rejeu', { importId, id })).status).toBe(404)
  expect((await voisin.brut('GET /imports/:importId/colonnes', { importId: id })).status).toBe(404)
  expect((await admin.brut('POST /imports/:importId/rejeu', { importId, id })).status).toBe(200)
})

test('rejouer sous l’identifiant d’un autre import est refusé ; sous le sien, redit la même chose', async () => {
  const { admin, voisin } = await deux()
  const { id: autre } = await unImport(essai, TEXTE, { genre: 'personnes', agent: admin })
  const { id: importId } = await unImport(essai, TEXTE.replace('Zoé', 'Léa'), { genre: 'personnes', agent: voisin })
  const rejouer = (id: string) => voisin.brut('POST /imports/:importId/rejeu', { importId, id })
  for (const pris of [autre, importId]) expect((await rejouer(pris)).json).toMatchObject({ code: 'identifiant-pris' })
  const id = uuidv7()
  for (const _ of [1, 2]) expect((await rejouer(id)).json).toEqual({ id })
})

test('un agent de quelques communes n’écrit pas la suite du fichier d’un autre', async () => {
  const { admin, voisin } = await deux()
  const importId = uuidv7()
  const octets = Buffer.from(TEXTE)
  await admin.brut('POST /imports', { id: importId, fichier: 'liste.csv', taille: octets.length, genre: 'personnes' })
  const envoyer = { importId, debut: 0, octets }
  expect((await voisin.brut('PUT /imports/:importId/contenu', envoyer)).status).toBe(404)
  const annonce = { id: importId, fichier: 'liste.csv', taille: octets.length, genre: 'personnes' }
  expect((await voisin.brut('POST /imports', annonce)).json).toMatchObject({ status: 409, code: 'identifiant-pris' })
  expect((await admin.brut('PUT /imports/:importId/contenu', envoyer)).status).toBe(200)
})

test('un agent de quelques communes n’applique, ne simule, n’annule ni ne retire l’import d’un autre', async () => {
  const { admin, voisin } = await deux()
  const importId = await deposerParEcran(admin, 'RSABEM.xml', FLUX)
  const statut = async () => (await admin.brut('GET /imports/:importId', { importId })).json.statut
  const actes = [
    'POST /imports/:importId/application',
    'POST /imports/:importId/simulation',
    'DELETE /imports/:importId',
  ]
  for (const acte of actes) expect([acte, (await voisin.brut(acte, { importId })).status]).toEqual([acte, 404])
  expect(await statut()).toBe('a-verifier')
  expect((await admin.brut('POST /imports/:importId/application', { importId })).status).toBe(200)
  await traiter(essai)
  expect((await voisin.brut('POST /imports/:importId/annulation', { importId })).status).toBe(404)
  expect(await statut()).toBe('applique')
  const { json } = await voisin.brut('GET /imports')
  expect(json).toMatchObject({ imports: [{ id: importId, tenu: false }] })
  expect((await admin.brut('POST /imports/:importId/annulation', { importId })).json).toEqual({ statut: 'annule' })
})

test('ce qui ne se lit pas dans le fichier d’un autre, qui nomme des foyers, ne se lit pas non plus', async () => {
  const { admin, voisin } = await deux()
  const importId = await deposerParEcran(admin, 'RSABEM.xml', FLUX)
  const db = essai.base.territoire('59')
  const anomalie = { ou: 'foyer 05900000001', champ: 'NIR', motif: 'impossible' }
  const rapport = JSON.stringify({ resume: 'Flux', comptes: [], anomalies: [anomalie], anomaliesTotal: 1 })
  await db.updateTable('import').set({ statut: 'applique', rapport }).where('id', '=', importId).execute()
  const anomalies = async (agent: typeof admin) =>
    (await agent.brut('GET /imports/:importId', { importId })).json as { rapport: { anomalies: unknown[] } }
  expect((await anomalies(admin)).rapport.anomalies).toEqual([anomalie])
  expect((await anomalies(voisin)).rapport.anomalies).toEqual([])
  const exportees = await voisin.brut('GET /imports/:importId/anomalies', { importId })
  expect([exportees.status, exportees.json.code]).toEqual([404, 'import-introuvable'])
})
