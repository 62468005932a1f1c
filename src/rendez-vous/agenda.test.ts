import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agenda } from './agenda.ts'
import type { listeAgentsRecevant } from './agents-recevant.ts'

const essai = unEssai()

/** Moves the clock; sessions opened before stay open. */
async function avancer(now: string) {
  await sessionsSansFin(essai)
  essai.now = now
}

async function prendre(
  agent: Navigateur,
  debut: string,
  qui: Parameters<typeof unePersonne>[1] = {},
  agentId = agent.id,
) {
  const { id } = await unePersonne(essai, qui)
  await agent.brut(`POST /personnes/${id}/rendez-vous`, {
    id: uuidv7(),
    agentId,
    debut,
    lieu: '12 rue Exemple, Tourcoing',
  })
  return id
}
const lire = (agent: Navigateur, input = {}) => agent.appeler<typeof agenda>('GET /rendez-vous', input)

test('mon agenda du jour, dans l’ordre, dit ce qui a commencé', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const marc = await essai.unAgent('referent')
  await prendre(awa, '2025-03-12T15:00', { nom: 'SECONDE' })
  await prendre(awa, '2025-03-12T09:30', { nom: 'PREMIERE', commune: 'ROUBAIX' })
  await prendre(awa, '2025-03-12T10:15', { nom: 'CELLE DE MARC' }, marc.id)
  await prendre(awa, '2025-03-13T09:30', { nom: 'LENDEMAIN' })
  await avancer('2025-03-12T09:00:00Z')
  const { json } = await lire(awa)
  expect(json.rendezVous.map(r => [r.nom, r.local, r.commence, r.commune])).toEqual([
    ['PREMIERE', '2025-03-12T09:30', true, 'ROUBAIX'],
    ['SECONDE', '2025-03-12T15:00', false, 'TOURCOING'],
  ])
  const tous = await lire(awa, { du: '2025-03-12', au: '2025-03-13', agent: 'tous' })
  expect(tous.json.rendezVous.map(r => r.nom)).toEqual(['PREMIERE', 'CELLE DE MARC', 'SECONDE', 'LENDEMAIN'])
})

test('les rendez-vous passés sans issue sont comptés', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await prendre(awa, '2025-03-11T09:30')
  await prendre(awa, '2025-03-12T09:30')
  await avancer('2025-03-13T09:00:00Z')
  expect((await lire(awa)).json.enAttente).toEqual({ nombre: 2, depuis: '2025-03-11' })
})

test('le référent voit ses rendez-vous, pas ceux des autres ; hors secteur, rien', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const marc = await essai.unAgent('referent')
  await prendre(awa, '2025-03-12T09:30', { nom: 'POUR MARC' }, marc.id)
  await prendre(awa, '2025-03-12T10:30', { nom: 'POUR AWA' })
  const jour = { du: '2025-03-12' }
  expect((await lire(marc, jour)).json.rendezVous.map(r => r.nom)).toEqual(['POUR MARC'])
  expect((await lire(marc, { ...jour, agent: 'tous' })).json.rendezVous.map(r => r.nom)).toEqual(['POUR MARC'])
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await lire(ailleurs, { ...jour, agent: 'tous' })).json.rendezVous).toEqual([])
  const pilote = await essai.unAgent('pilote')
  expect((await lire(pilote, jour)).status).toBe(403)
})

test('mille rendez-vous se montrent tous ; un de plus, la page dit qu’il en manque', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await prendre(awa, '2025-03-12T09:30')
  const db = essai.base.territoire('59')
  const modele = await db.selectFrom('rendezVous').selectAll().executeTakeFirstOrThrow()
  const copier = (n: number) =>
    db
      .insertInto('rendezVous')
      .values(Array.from({ length: n }, () => ({ ...modele, id: uuidv7() })))
      .execute()
  const jour = { du: '2025-03-12', au: '2025-03-12' }
  const montre = async () => {
    const { json } = await lire(awa, jour)
    return [json.rendezVous.length, json.incomplet]
  }
  await copier(999)
  expect(await montre()).toEqual([1000, false])
  await copier(1)
  expect(await montre()).toEqual([1000, true])
})

test('une période de plus de deux mois est refusée', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const reponse = await lire(awa, { du: '2025-01-01', au: '2025-06-01' })
  expect([reponse.status, (reponse.json as unknown as { code: string }).code]).toEqual([400, 'periode-trop-longue'])
})

test('seuls les agents qui reçoivent sont proposés', async () => {
  const awa = await essai.unAgent('charge-orientation', { nom: 'AWA' })
  await essai.unAgent('pilote', { nom: 'PAUL' })
  await essai.unAgent('referent', { nom: 'MARC' })
  const { json } = await awa.appeler<typeof listeAgentsRecevant>('GET /rendez-vous/agents', {})
  expect(json.agents.map(a => a.nom)).toEqual(['Agent AWA', 'Agent MARC'])
})

test('annulé à la clôture, un rendez-vous est dit d’un dossier clos : rien ne s’y rétablit tant qu’il n’est pas rouvert', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const id = await prendre(awa, '2025-03-12T09:30', { nom: 'ESSAI-CLOS' })
  await prendre(awa, '2025-03-12T10:30', { nom: 'ESSAI-OUVERT' })
  const lus = async () => (await lire(awa, { du: '2025-03-12' })).json.rendezVous.map(r => [r.nom, r.issue, r.clos])
  expect((await cloreLeDossier(awa, id)).status).toBe(200)
  expect(await lus()).toEqual([
    ['ESSAI-CLOS', 'annule-service', true],
    ['ESSAI-OUVERT', null, false],
  ])
  expect((await rouvrirLeDossier(awa, id)).status).toBe(200)
  expect((await lus())[0]).toEqual(['ESSAI-CLOS', 'annule-service', false])
})
