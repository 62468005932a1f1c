import { expect, test } from 'vitest'
import { fichierFlux, type UnFlux } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { unImport } from '../echanges/listes/essai-tableur.ts'
import { compter, unEssai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { refuser } from './arrets.queries.ts'
import { appliquer, deposerParEcran, traiter } from './essai-import.ts'
import { prochain } from './imports.queries.ts'
import type { imports } from './imports.ts'

const essai = unEssai()

const flux = (suite: UnFlux = {}): Buffer => {
  const contenu = fichierFlux({
    type: 'M',
    dateReference: '2025-02-28',
    dateCreation: '2025-03-03',
    foyers: [foyer(), temoin],
    ...suite,
  })
  return Buffer.from(contenu)
}

test('un flux déposé en morceaux est reconnu, appliqué en tâche de fond et raconté', async () => {
  const agent = await essai.unAgent('administrateur')
  const contenu = flux()
  const id = await deposerParEcran(agent, 'RSABEM.xml', contenu, { morceau: 500, recuLe: '2025-03-04' })
  const { json: liste } = await agent.appeler<typeof imports>('GET /imports', {})
  expect(liste.imports).toMatchObject([
    {
      id,
      genre: 'beneficiaires',
      version: 'VRSB0801',
      statut: 'a-verifier',
      creeLe: expect.stringMatching(/^2025-03-03T/),
      comptes: null,
    },
  ])
  const { json: auDela } = await agent.appeler<typeof imports>('GET /imports', { page: 9 })
  expect(auDela).toMatchObject({ total: 1, pages: 1, imports: [] })
  expect(liste).toMatchObject({ parGenre: { beneficiaires: 1 }, parStatut: { 'a-verifier': 1 } })
  const fini = await appliquer(essai, agent, id)
  expect(fini).toMatchObject({ statut: 'applique', recuLe: '2025-03-04', refus: null, etape: null })
  expect(fini.rapport?.resume).toBe('Flux VRSB0801 mensuel au 28 février 2025.')
  expect(fini.rapport?.comptes.filter(c => c.nombre > 0)).toEqual([
    { libelle: 'Foyers lus', nombre: 2 },
    { libelle: 'Foyers créés', nombre: 2 },
    { libelle: 'Personnes créées', nombre: 2 },
  ])
  expect(fini.comptes).toEqual(fini.rapport?.comptes)
  expect(await compter(essai, 'personne')).toBe(2)
  const telecharge = await agent.brut('GET /imports/:importId/fichier', { importId: id, motif: 'controle' })
  expect(telecharge.brut.equals(contenu)).toBe(true)
})

test('le contenu d’un fichier n’est lisible nulle part dans la base', async () => {
  const agent = await essai.unAgent('administrateur')
  await deposerParEcran(agent, 'RSABEM.xml', flux())
  const { octets } = await essai.base
    .territoire('59')
    .selectFrom('fichierMorceau')
    .select('octets')
    .executeTakeFirstOrThrow()
  expect(octets?.includes('TISSAGE')).toBe(false)
  expect(octets?.includes('InfosFoyerRSA')).toBe(false)
})

test('simuler dit ce qui se passerait et ne change rien ; appliquer ensuite le fait', async () => {
  const agent = await essai.unAgent('administrateur')
  const id = await deposerParEcran(agent, 'RSABEM.xml', flux())
  const simule = await appliquer(essai, agent, id, true)
  expect(simule).toMatchObject({ statut: 'a-verifier', simulation: true })
  expect(simule.rapport?.comptes).toContainEqual({ libelle: 'Personnes créées', nombre: 2 })
  expect(await compter(essai, 'personne')).toBe(0)
  expect(await compter(essai, 'flux')).toBe(0)
  expect(await appliquer(essai, agent, id)).toMatchObject({ statut: 'applique', simulation: false })
  expect(await compter(essai, 'personne')).toBe(2)
})

test('un flux refusé dit pourquoi, ne laisse rien, et se retire de la liste', async () => {
  const agent = await essai.unAgent('administrateur')
  const id = await deposerParEcran(agent, 'RSABEM.xml', flux().subarray(0, 900))
  const refuse = await appliquer(essai, agent, id)
  expect(refuse).toMatchObject({ statut: 'refuse', refus: { code: 'flux-illisible' } })
  expect(refuse.refus?.message).toMatch(/refusé en entier, rien n’a changé/)
  expect(await compter(essai, 'personne')).toBe(0)
  expect((await agent.brut('DELETE /imports/:importId', { importId: id })).status).toBe(200)
  expect(await compter(essai, 'fichier_morceau')).toBe(0)
})

test('un fichier rejoué se garde tant que son rejeu s’en sert', async () => {
  const agent = await essai.unAgent('administrateur')
  const importId = await deposerParEcran(agent, 'RSABEM.xml', flux())
  const rejeu = uuidv7()
  expect((await agent.brut('POST /imports/:importId/rejeu', { importId, id: rejeu })).status).toBe(200)
  const { status, json } = await agent.brut('DELETE /imports/:importId', { importId })
  expect([status, json.code]).toEqual([409, 'import-a-garder'])
  expect(await appliquer(essai, agent, rejeu, true)).toMatchObject({ statut: 'a-verifier', refus: null })
  for (const id of [rejeu, importId])
    expect((await agent.brut('DELETE /imports/:importId', { importId: id })).status).toBe(200)
  expect(await compter(essai, 'import')).toBe(0)
})

test('un fichier d’aucune sorte connue est refusé dès son arrivée, en disant ce qui se lit', async () => {
  const agent = await essai.unAgent('administrateur')
  const id = await deposerParEcran(agent, 'photo.jpg', Buffer.from('JFIF'))
  const { json } = await agent.brut('GET /imports/:importId', { importId: id })
  expect(json).toMatchObject({ statut: 'refuse', refus: { code: 'fichier-inconnu' } })
})

test('le même fichier déposé deux fois n’est appliqué qu’une, et le second le dit', async () => {
  const agent = await essai.unAgent('administrateur')
  const premier = await deposerParEcran(agent, 'RSABEM.xml', flux())
  const second = await deposerParEcran(agent, 'copie.xml', flux())
  await agent.brut('POST /imports/:importId/application', { importId: premier })
  await agent.brut('POST /imports/:importId/application', { importId: second })
  await Promise.all([traiter(essai), traiter(essai)])
  await traiter(essai)
  const { json } = await agent.brut('GET /imports/:importId', { importId: second })
  expect(json).toMatchObject({ statut: 'refuse', refus: { code: 'deja-applique' } })
  expect(await compter(essai, 'flux')).toBe(1)
})

test('deux mois déposés dans le désordre sont appliqués dans l’ordre où ils ont été faits', async () => {
  const agent = await essai.unAgent('administrateur')
  const fevrier = await deposerParEcran(agent, 'fevrier.xml', flux())
  const janvier = await deposerParEcran(
    agent,
    'janvier.xml',
    flux({ dateReference: '2025-01-31', dateCreation: '2025-02-03' }),
  )
  for (const importId of [fevrier, janvier]) await agent.brut('POST /imports/:importId/application', { importId })
  await traiter(essai)
  const references = await essai.base
    .territoire('59')
    .selectFrom('flux')
    .select('reference')
    .orderBy('numero')
    .execute()
  expect(references.map(r => r.reference)).toEqual(['2025-01-31', '2025-02-28'])
})

test('un dépôt coupé reprend au bon octet ; un trou et un fichier trop long sont refusés', async () => {
  const agent = await essai.unAgent('administrateur')
  const contenu = flux()
  const id = uuidv7()
  await agent.brut('POST /imports', { id, fichier: 'RSABEM.xml', taille: contenu.length })
  const envoyer = (debut: number, fin: number) =>
    agent.brut('PUT /imports/:importId/contenu', { importId: id, debut, octets: contenu.subarray(debut, fin) })
  expect((await envoyer(0, 400)).json).toEqual({ recu: 400, statut: 'depot' })
  expect((await envoyer(0, 400)).json).toEqual({ recu: 400, statut: 'depot' })
  expect((await envoyer(600, 900)).json).toMatchObject({
    code: 'morceau-manquant',
    detail: expect.stringMatching(/Reprenez à 400/),
  })
  expect((await envoyer(300, contenu.length)).json).toEqual({ recu: contenu.length, statut: 'a-verifier' })
  expect((await envoyer(300, contenu.length)).json).toEqual({ recu: contenu.length, statut: 'a-verifier' })
  const trop = await agent.brut('PUT /imports/:importId/contenu', {
    importId: id,
    debut: contenu.length,
    octets: Buffer.from('encore'),
  })
  expect(trop.json.code).toBe('fichier-trop-long')
  expect(await appliquer(essai, agent, id)).toMatchObject({ statut: 'applique' })
})

test('ce qu’un autre processus applique n’est pas appliqué deux fois, et l’import orphelin d’un processus mort est repris', async () => {
  const agent = await essai.unAgent('administrateur')
  const id = await deposerParEcran(agent, 'RSABEM.xml', flux())
  await agent.brut('POST /imports/:importId/application', { importId: id })
  await essai.base.territoire('59').updateTable('import').set({ statut: 'en-cours' }).where('id', '=', id).execute()
  await Promise.all([traiter(essai), traiter(essai), traiter(essai)])
  expect((await agent.brut('GET /imports/:importId', { importId: id })).json).toMatchObject({ statut: 'applique' })
  expect(await compter(essai, 'flux')).toBe(1)
})

test('un fichier se télécharge par qui l’a déposé ou qui voit tout le territoire, pas par un agent d’un secteur', async () => {
  const deposant = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const entier = await essai.unAgent('charge-orientation')
  const importId = await deposerParEcran(deposant, 'RSABEM.xml', flux())
  const telecharger = async (agent: typeof deposant) =>
    (await agent.brut('GET /imports/:importId/fichier', { importId, motif: 'controle' })).status
  expect([await telecharger(deposant), await telecharger(entier), await telecharger(voisin)]).toEqual([200, 200, 404])
  const tenu = async (agent: typeof deposant) => (await agent.brut('GET /imports/:importId', { importId })).json.tenu
  expect([await tenu(deposant), await tenu(entier), await tenu(voisin)]).toEqual([true, true, false])
})

test('un import appliqué dont la fin s’est perdue en chemin ne devient pas refusé', async () => {
  const agent = await essai.unAgent('administrateur')
  const id = await deposerParEcran(agent, 'RSABEM.xml', flux())
  await appliquer(essai, agent, id)
  await refuser(essai.ctx(), id, { code: 'panne', message: 'La connexion est tombée.' }, essai.now)
  expect((await agent.brut('GET /imports/:importId', { importId: id })).json).toMatchObject({
    statut: 'applique',
    refus: null,
  })
})

test('la file annoncée est celle que suit le travail : ce qui tourne, puis l’ordre dans lequel les fichiers ont été faits', async () => {
  const agent = await essai.unAgent('administrateur')
  const deposerFait = (le: string) =>
    deposerParEcran(
      agent,
      `${le}.xml`,
      fichierFlux({ type: 'M', dateReference: le, dateCreation: le, foyers: [foyer()] }),
    )
  const [fevrier, janvier] = [await deposerFait('2025-02-28'), await deposerFait('2025-01-31')]
  for (const importId of [fevrier, janvier]) await agent.brut('POST /imports/:importId/application', { importId })
  const devant = async (importId: string) => (await agent.brut('GET /imports/:importId', { importId })).json.devant
  expect([await devant(janvier), await devant(fevrier)]).toEqual([0, 1])
  const db = essai.base.territoire('59')
  expect((await prochain(db))?.id).toBe(janvier)
  await db.updateTable('import').set({ statut: 'en-cours' }).where('id', '=', fevrier).execute()
  expect(await devant(janvier)).toBe(1)
})

test('un fichier n’est pas retiré pendant qu’on le rejoue', async () => {
  const admin = await essai.unAgent('administrateur')
  const statuts: number[][] = []
  for (let n = 0; n < 8; n++) {
    const { id: importId } = await unImport(essai, `Nom;Prénom\nESSAI-${n};B\n`, { genre: 'personnes', agent: admin })
    const deux = await Promise.all([
      admin.brut('DELETE /imports/:importId', { importId }),
      admin.brut('POST /imports/:importId/rejeu', { importId, id: uuidv7() }),
    ])
    statuts.push(deux.map(r => r.status))
  }
  expect(statuts.filter(([a, b]) => a === 200 && b === 200)).toEqual([])
  expect(statuts.flat().filter(s => s >= 500)).toEqual([])
})
