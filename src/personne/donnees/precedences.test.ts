import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import type { historique } from '../../territoire/historique.ts'
import type { changerPrecedence } from './changer-precedence.ts'
import { CLE_PRECEDENCE } from './donnee.ts'
import { precedence } from './precedence.queries.ts'
import type { precedences } from './precedences.ts'

const essai = unEssai()
type Agent = Awaited<ReturnType<typeof essai.unAgent>>
const changer = (agent: Agent, demande: object = {}) =>
  agent.appeler<typeof changerPrecedence>('POST /parametres/precedences', {
    champs: ['telephone'],
    ordre: ['france-travail', 'instruction'],
    effetLe: '2025-03-10',
    motif: 'Essai de la maison',
    ...demande,
  })
const lire = async (agent: Agent) => (await agent.appeler<typeof precedences>('GET /parametres/precedences', {})).json
const ordreDuTelephone = async (agent: Agent) => (await lire(agent)).champs.find(c => c.champ === 'telephone')

test('l’ordre par défaut se lit, se change à partir d’un jour, et l’agent reste le premier cru', async () => {
  const rita = await essai.unAgent('administrateur')
  expect(await ordreDuTelephone(rita)).toMatchObject({
    choisi: false,
    ordre: expect.arrayContaining(['agent', 'instruction']),
  })
  expect((await changer(rita)).status).toBe(200)
  expect(await ordreDuTelephone(rita)).toMatchObject({
    choisi: true,
    ordre: ['agent', 'france-travail', 'instruction'],
  })
  const { json } = await rita.appeler<typeof historique>('GET /historique/:objet/:objetId', {
    objet: 'precedence',
    objetId: CLE_PRECEDENCE,
  })
  expect(json.lignes.map(l => [l.titre.replaceAll('\u00a0', ' '), l.detail?.replaceAll('\u00a0', ' ')])).toEqual([
    ['Téléphone : un agent, puis France Travail, puis demande de RSA', 'À partir du 10 mars · Essai de la maison'],
  ])
})

test('deux champs changés à des jours différents gardent chacun leur ordre', async () => {
  const rita = await essai.unAgent('administrateur')
  await changer(rita, { champs: ['nom'], ordre: ['liste'], effetLe: '2025-04-01' })
  await changer(rita)
  expect((await lire(rita)).aVenir).toEqual([{ effetLe: '2025-04-01', champs: ['nom'], ordre: ['agent', 'liste'] }])
  expect(await precedence(essai.ctx(), '2025-03-15')).toEqual({ telephone: ['agent', 'france-travail', 'instruction'] })
  expect(await precedence(essai.ctx(), '2025-04-01')).toEqual({
    telephone: ['agent', 'france-travail', 'instruction'],
    nom: ['agent', 'liste'],
  })
})

test('un jour passé est refusé, un autre rôle aussi', async () => {
  const rita = await essai.unAgent('administrateur')
  const { status, json } = await changer(rita, { effetLe: '2025-03-01' })
  expect([status, json]).toMatchObject([400, { code: 'effet-passe' }])
  expect((await changer(await essai.unAgent('charge-orientation'))).status).toBe(403)
})
