import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { unEntrant } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agenda } from './agenda.ts'
import type { listeAgentsRecevant } from './agents-recevant.ts'
import type { creneaux } from './creneaux.ts'
import { prendre } from './essai-rendez-vous.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const ISSUE = 'PUT /rendez-vous/:rendezVousId/issue'
const dit = (reponse: { json: unknown }) => (reponse.json as { code?: string }).code

/** Moves the clock; sessions opened before stay open. */
async function avancer(now: string) {
  await sessionsSansFin(essai)
  essai.now = now
}

test('un rendez-vous annulé rend le créneau de l’agent ; tenu, il l’occupe encore, et le jour de la personne aussi', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
  const { json } = await prendre(awa, a.id, { debut: '2025-03-10T11:00', dureeMinutes: 120 })
  expect(dit(await prendre(awa, b.id, { debut: '2025-03-10T12:00' }))).toBe('agent-occupe')
  essai.now = '2025-03-10T10:10:00Z'
  await awa.brut(ISSUE, { rendezVousId: json.id, issue: 'present' })
  expect(dit(await prendre(awa, b.id, { debut: '2025-03-10T12:00' }))).toBe('agent-occupe')
  expect(dit(await prendre(awa, a.id, { debut: '2025-03-10T15:00' }))).toBe('deja-ce-jour')
  await awa.brut(ISSUE, { rendezVousId: json.id, issue: 'annule-service' })
  expect((await prendre(awa, b.id, { debut: '2025-03-10T12:00' })).status).toBe(200)
  expect((await prendre(awa, a.id, { debut: '2025-03-10T15:00' })).status).toBe(200)
})

test('les bornes d’un rendez-vous : l’instant même est passé, 7 h et 20 h sont permis, deux se suivent sans se gêner', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.push((await unePersonne(essai)).id)
  const [a = '', b = '', c = '', d = '', e = ''] = ids
  expect(dit(await prendre(awa, a, { debut: '2025-03-10T10:00' }))).toBe('rendez-vous-passe')
  expect((await prendre(awa, a, { debut: '2025-03-12T07:00' })).status).toBe(200)
  expect((await prendre(awa, b, { debut: '2025-03-12T19:15' })).status).toBe(200)
  expect((await prendre(awa, c, { debut: '2025-03-12T10:00' })).status).toBe(200)
  expect((await prendre(awa, d, { debut: '2025-03-12T10:45' })).status).toBe(200)
  expect((await prendre(awa, e, { debut: '2025-03-12T09:15' })).status).toBe(200)
})

test('l’issue se note à l’heure même du rendez-vous', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { json } = await prendre(awa, (await unePersonne(essai)).id)
  await avancer('2025-03-12T08:30:00Z')
  expect((await awa.brut(ISSUE, { rendezVousId: json.id, issue: 'present' })).status).toBe(200)
})

test('l’agent qui a tenu le rendez-vous corrige son issue pendant trente jours, pas un de plus', async () => {
  const [awa, marc] = [await essai.unAgent('charge-orientation'), await essai.unAgent('referent')]
  const { json } = await prendre(awa, (await unePersonne(essai)).id, { agentId: marc.id })
  const conclure = async (issue: string) => (await marc.brut(ISSUE, { rendezVousId: json.id, issue })).status
  // Thirty days of Paris, the change of hour between: half past nine again.
  await avancer('2025-04-11T07:29:00Z')
  expect(await conclure('present')).toBe(200)
  essai.now = '2025-04-11T07:30:00Z'
  expect(await conclure('absent')).toBe(404)
})

test('le rendez-vous d’un dossier réuni à un autre ne se gère plus, ne se voit plus, et il ne s’y en prend pas', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [reunie, gardee] = [await unePersonne(essai), await unePersonne(essai)]
  const { json } = await prendre(awa, reunie.id)
  await db().updateTable('personne').set({ fusionneeDans: gardee.id }).where('id', '=', reunie.id).execute()
  expect((await awa.brut(ISSUE, { rendezVousId: json.id, issue: 'annule-service' })).status).toBe(404)
  expect((await prendre(awa, reunie.id, { debut: '2025-03-14T09:30' })).status).toBe(404)
  const jour = await awa.appeler<typeof agenda>('GET /rendez-vous', { du: '2025-03-12', agent: 'tous' })
  expect(jour.json.rendezVous).toEqual([])
})

test('un agent au rôle clos ou au compte désactivé ne reçoit plus', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [clos, desactive] = [await essai.unAgent('referent'), await essai.unAgent('referent')]
  await db().updateTable('habilitation').set({ fin: '2025-03-09' }).where('agentId', '=', clos.id).execute()
  await db().updateTable('agent').set({ desactiveLe: '2025-03-09' }).where('id', '=', desactive.id).execute()
  const { id } = await unePersonne(essai)
  for (const agentId of [clos.id, desactive.id])
    expect(dit(await prendre(awa, id, { agentId }))).toBe('agent-indisponible')
  const { json } = await awa.appeler<typeof listeAgentsRecevant>('GET /rendez-vous/agents', {})
  expect(json.agents.map(a => a.id)).toEqual([awa.id])
})

test('le délai que montrent les créneaux est celui qui court : orientée ou sortie, la personne n’en a plus', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const limite = async (suite: Parameters<typeof unEntrant>[2]) => {
    const { personneId } = await unEntrant(essai, '2025-03-03', suite)
    return (await awa.appeler<typeof creneaux>('GET /creneaux', { personneId })).json.limite
  }
  expect(await limite({})).toBe('2025-03-17')
  expect(await limite({ orienteLe: '2025-03-07' })).toBeNull()
  expect(await limite({ closeLe: '2025-03-07' })).toBeNull()
  // The length in force the day the entry was received, as on the desk's card and in the file.
  const allonge = { cle: 'convocation.delai-jours', effetLe: '2025-03-08', valeur: '30', saisiLe: essai.now }
  await db().insertInto('parametre').values(allonge).execute()
  expect(await limite({})).toBe('2025-03-17')
})

test('ce qui attend une issue est à soi, passé, et pas encore conclu', async () => {
  const [awa, marc] = [await essai.unAgent('charge-orientation'), await essai.unAgent('referent')]
  const { json } = await prendre(awa, (await unePersonne(essai)).id, { debut: '2025-03-11T09:30' })
  await prendre(awa, (await unePersonne(essai)).id, { debut: '2025-03-11T14:00' })
  await prendre(awa, (await unePersonne(essai)).id, { debut: '2025-03-11T10:30', agentId: marc.id })
  await avancer('2025-03-13T09:00:00Z')
  await awa.brut(ISSUE, { rendezVousId: json.id, issue: 'absent' })
  const { enAttente } = (await awa.appeler<typeof agenda>('GET /rendez-vous', {})).json
  expect(enAttente).toEqual({ nombre: 1, depuis: '2025-03-11' })
})

test('l’agenda se lit par soixante-deux jours, et dit la commune où la personne vit', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai, { commune: 'TOURCOING' })
  const { foyerId } = await unePersonne(essai, { commune: 'LILLE' })
  // Heap order: the household she left is read first.
  const membre = await db().deleteFrom('membre').where('personneId', '=', id).returningAll().executeTakeFirstOrThrow()
  const quitte = { ...membre, foyerId, debut: '2023-01-31', fin: '2024-10-31' }
  for (const { numero: _, ...m } of [quitte, membre]) await db().insertInto('membre').values(m).execute()
  const rdv = uuidv7()
  await prendre(awa, id, { id: rdv })
  const lire = (au: string) => awa.appeler<typeof agenda>('GET /rendez-vous', { du: '2025-03-01', au })
  expect((await lire('2025-05-02')).json.rendezVous).toMatchObject([{ id: rdv, commune: 'TOURCOING' }])
  expect((await lire('2025-05-03')).status).toBe(400)
})
