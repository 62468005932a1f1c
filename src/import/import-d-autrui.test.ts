import { expect, test } from 'vitest'
import { unImport } from '../echanges/listes/essai-tableur.ts'
import { unEssai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const TEXTE = 'Qui;Prénom;Né(e) le\nESSAI-A;Zoé;25/04/1990\n'
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

test('un agent de quelques communes n’écrit pas la suite du fichier d’un autre', async () => {
  const { admin, voisin } = await deux()
  const importId = uuidv7()
  const octets = Buffer.from(TEXTE)
  await admin.brut('POST /imports', { id: importId, fichier: 'liste.csv', taille: octets.length, genre: 'personnes' })
  const envoyer = { importId, debut: 0, octets }
  expect((await voisin.brut('PUT /imports/:importId/contenu', envoyer)).status).toBe(404)
  expect((await admin.brut('PUT /imports/:importId/contenu', envoyer)).status).toBe(200)
})
