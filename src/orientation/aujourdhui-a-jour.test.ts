import { expect, test } from 'vitest'
import { recitAgentModifie } from '../agent/agent.recits.ts'
import { porteurDuJeton } from '../agent/session/session.queries.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { recitDossierOuvert } from '../personne/personne.recits.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { aujourdhui } from './aujourdhui.ts'

/** What is kept in memory never outlives a change that it shows: each test reads, changes, and reads again at once. */
const essai = unEssai()
const lire = async (agent: Navigateur) => (await agent.appeler<typeof aujourdhui>('GET /aujourdhui', {})).json
const agentsMontres = async (agent: Navigateur) => (await lire(agent)).choix.agents.map(c => c.libelle)

/** Awa reads a day where Marc receives somebody. */
async function uneJournee() {
  const awa = await essai.unAgent('charge-orientation')
  const rita = await essai.unAgent('administrateur')
  const marc = await essai.unAgent('referent', { nom: 'ROUET' })
  const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-08' })
  const pris = await awa.brut('POST /personnes/:personneId/rendez-vous', {
    id: uuidv7(),
    personneId: id,
    agentId: marc.id,
    debut: '2025-03-12T09:00',
  })
  expect(pris.status).toBe(200)
  expect(await agentsMontres(awa)).toEqual(['Agent ROUET'])
  return { awa, rita, marc }
}
const renommer = (rita: Navigateur, agentId: string, nom: string) =>
  rita.brut('PUT /agents/:agentId', { agentId, nom, prenom: 'Agent', telephone: null })

test('un agent renommé se lit sous son nouveau nom', async () => {
  const { awa, rita, marc } = await uneJournee()
  await renommer(rita, marc.id, 'FUSEAU')
  expect(await agentsMontres(awa)).toEqual(['Agent FUSEAU'])
})

test('ce qui s’écrit pendant une lecture se lit dès que c’est écrit, même si un autre a écrit entre-temps', async () => {
  const { awa, marc } = await uneJournee()
  const { promise: lu, resolve: laisser } = Promise.withResolvers<void>()
  const { promise: ecrit, resolve: dire } = Promise.withResolvers<void>()
  const lente = essai.enTransaction(async ctx => {
    await ctx.db.updateTable('agent').set({ nom: 'FUSEAU' }).where('id', '=', marc.id).execute()
    await ctx.record({ objet: 'agent', id: marc.id }, recitAgentModifie, { apres: { nom: 'FUSEAU', prenom: 'Agent' } })
    dire()
    await lu
  })
  await ecrit
  const { id } = await unePersonne(essai)
  await essai.ctx().record({ personne: id }, recitDossierOuvert, { apres: {} })
  expect(await agentsMontres(awa)).toEqual(['Agent ROUET'])
  laisser()
  await lente
  expect(await agentsMontres(awa)).toEqual(['Agent FUSEAU'])
})

test('ce que la nuit remet en ligne sans événement se lit dans les dix minutes', async () => {
  const { awa } = await uneJournee()
  const bientot = async () => (await lire(awa)).bilan.bientot
  const avant = await bientot()
  const echeances = essai.base.territoire('59').updateTable('echeance').set({ pour: '2025-03-12' })
  await echeances.where('genre', '=', 'orientation').execute()
  expect([avant, await bientot()]).toEqual([0, 0])
  essai.now = '2025-03-10T09:11:00Z'
  expect(await bientot()).toBe(1)
})

test('un paramètre qui prend effet change les échéances', async () => {
  const { awa, rita } = await uneJournee()
  expect((await lire(awa)).bilan.delaiJours).toBe(15)
  const demande = { cle: 'orientation.delai-jours', valeur: 10, effetLe: '2025-03-10', motif: 'Essai' }
  await rita.brut('POST /parametres/:cle', demande)
  expect((await lire(awa)).bilan.delaiJours).toBe(10)
})

test('une personne du stock qui est orientée n’y compte plus', async () => {
  const { awa } = await uneJournee()
  const { id } = await unePersonne(essai, { dateDemande: '2020-01-01' })
  await essai.ctx().record({ personne: id }, recitDossierOuvert, { apres: {} })
  expect((await lire(awa)).compteurs.stock).toBe(1)
  const oriente = await awa.brut('POST /personnes/:personneId/orientations', {
    id: uuidv7(),
    personneId: id,
    dominante: 'emploi',
    structureId: await essai.uneStructure(),
    referentId: null,
    motif: 'Choix fait avec la personne.',
    notification: null,
  })
  expect([oriente.status, (await lire(awa)).compteurs.stock]).toEqual([200, 0])
})

test('un rôle retiré n’ouvre plus rien, un agent renommé signe de son nouveau nom', async () => {
  const { awa, rita } = await uneJournee()
  await renommer(rita, awa.id, 'NAVETTE')
  expect((await awa.brut('GET /session')).json).toMatchObject({ agent: { nom: 'Agent NAVETTE' } })
  const cloture = { agentId: awa.id, habilitationId: awa.habilitationId }
  await rita.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', cloture)
  expect((await awa.brut('GET /aujourdhui')).status).toBe(401)
})

test('un rôle retiré ou un nom changé par un autre serveur vaut pour celui-ci aussi', async () => {
  const marc = await essai.unAgent('referent')
  const qui = async () => (await porteurDuJeton(essai.base, marc.jeton, essai.now))?.agent.nom ?? null
  expect(await qui()).toBe('Agent ESSAI')
  const db = essai.base.territoire('59')
  await db.updateTable('agent').set({ nom: 'AILLEURS' }).where('id', '=', marc.id).execute()
  expect(await qui()).toBe('Agent AILLEURS')
  await db.updateTable('habilitation').set({ fin: '2025-03-10' }).where('id', '=', marc.habilitationId).execute()
  expect(await qui()).toBeNull()
})
