import { afterAll, expect, test } from 'vitest'
import { fluxDeFevrier } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { fermerLogiciels, type Logiciel, unLogiciel } from '../partenaire/essai-logiciel.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { deposerParEcran, traiter } from './essai-import.ts'

const essai = unEssai()
afterAll(fermerLogiciels)

const FLUX = fluxDeFevrier(foyer(), temoin)

/** A software sends a file whole and asks for it to be applied. */
async function envoye({ appeler }: Logiciel): Promise<string> {
  const importId = uuidv7()
  await appeler('POST /imports', { id: importId, fichier: 'RSABEM.xml', taille: FLUX.length })
  const { json } = await appeler('PUT /imports/:importId/contenu', {
    importId,
    debut: 0,
    octets: FLUX,
    appliquer: true,
  })
  expect(json.statut).toBe('en-attente')
  return importId
}
const revoquer = async (admin: Navigateur, { id }: Logiciel) =>
  expect((await admin.brut('POST /acces/:accesId/revocation', { accesId: id })).status).toBe(200)
const lire = async (admin: Navigateur, importId: string) =>
  (await admin.brut('GET /imports/:importId', { importId })).json

test('ce qu’un logiciel a envoyé n’est plus appliqué une fois sa clé révoquée ; un agent peut le rejouer en son nom', async () => {
  const logiciel = await unLogiciel(essai)
  const admin = await essai.unAgent('administrateur')
  const importId = await envoye(logiciel)
  await revoquer(admin, logiciel)
  await traiter(essai)
  expect(await lire(admin, importId)).toMatchObject({
    statut: 'refuse',
    refus: {
      code: 'cle-revoquee',
      message: expect.stringContaining('La clé du logiciel qui a envoyé ce fichier a été révoquée'),
    },
  })
  expect(await compter(essai, 'foyer')).toBe(0)
  const id = uuidv7()
  await admin.brut('POST /imports/:importId/rejeu', { importId, id })
  await admin.brut('POST /imports/:importId/application', { importId: id })
  await traiter(essai)
  expect(await compter(essai, 'foyer')).toBe(2)
})

test.each([
  ['désactivé', 'POST /agents/:agentId/desactivation'],
  ['dont on retire le rôle', 'POST /agents/:agentId/habilitations/:habilitationId/cloture'],
])('ce qu’un agent %s avait demandé d’appliquer ne l’est plus ; un autre le rejoue en son nom', async (_, route) => {
  const [admin, parti] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  const avant = await compter(essai, 'foyer')
  const importId = await deposerParEcran(parti, 'RSABEM.xml', fluxDeFevrier(foyer()))
  expect((await parti.brut('POST /imports/:importId/application', { importId })).status).toBe(200)
  expect((await admin.brut(route, { agentId: parti.id, habilitationId: parti.habilitationId })).status).toBe(200)
  await traiter(essai)
  const refuse = {
    statut: 'refuse',
    refus: { code: 'deposant-parti', message: expect.stringContaining('rien n’a été') },
  }
  expect(await lire(admin, importId)).toMatchObject(refuse)
  // Asked again by a colleague, it would still be in the name of who left.
  await admin.brut('POST /imports/:importId/application', { importId })
  await traiter(essai)
  expect([await lire(admin, importId), await compter(essai, 'foyer')]).toMatchObject([refuse, avant])
  const id = uuidv7()
  await admin.brut('POST /imports/:importId/rejeu', { importId, id })
  await admin.brut('POST /imports/:importId/application', { importId: id })
  await traiter(essai)
  expect((await lire(admin, id)).statut).toBe('applique')
})

test('garder un autre rôle, qui n’apporte pas de fichiers, ne suffit pas', async () => {
  const [admin, parti] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  const importId = await deposerParEcran(parti, 'RSABEM.xml', fluxDeFevrier(foyer()))
  expect((await parti.brut('POST /imports/:importId/application', { importId })).status).toBe(200)
  const { id: agentId, habilitationId } = parti
  const pilote = { agentId, id: uuidv7(), role: 'pilote' }
  expect((await admin.brut('POST /agents/:agentId/habilitations', pilote)).status).toBe(200)
  const retrait = { agentId, habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  await traiter(essai)
  expect(await lire(admin, importId)).toMatchObject({ statut: 'refuse', refus: { code: 'deposant-parti' } })
})

test('une clé révoquée n’arrête que les fichiers de son logiciel', async () => {
  const admin = await essai.unAgent('administrateur')
  const [parti, reste] = [await unLogiciel(essai), await unLogiciel(essai)]
  const [arrete, applique] = [await envoye(parti), await envoye(reste)]
  await revoquer(admin, parti)
  await traiter(essai)
  expect((await lire(admin, arrete)).statut).toBe('refuse')
  expect((await lire(admin, applique)).statut).toBe('applique')
})
