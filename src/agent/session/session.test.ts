import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'

const essai = unEssai()
const ouverte = async (agent: Navigateur) => (await agent.brut('GET /rendez-vous/agents')).status

test('un rôle retiré ferme aussitôt la session qui servait à l’instant, et laisse les autres', async () => {
  const [admin, agent, autre] = [
    await essai.unAgent('administrateur'),
    await essai.unAgent('charge-orientation'),
    await essai.unAgent('charge-orientation'),
  ]
  expect([await ouverte(agent), await ouverte(autre)]).toEqual([200, 200])
  const retrait = { agentId: agent.id, habilitationId: agent.habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  expect([await ouverte(agent), await ouverte(autre)]).toEqual([401, 200])
})

test('un agent désactivé n’a plus aucune session, dès la réponse', async () => {
  const [admin, agent] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  expect(await ouverte(agent)).toBe(200)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })).status).toBe(200)
  expect(await ouverte(agent)).toBe(401)
})

test.each([
  ['commence demain', { debut: '2025-03-11' }, 401],
  ['commence aujourd’hui', { debut: '2025-03-10' }, 200],
  ['a fini hier', { fin: '2025-03-09' }, 401],
  ['finit aujourd’hui', { fin: '2025-03-10' }, 401],
  ['finira demain', { fin: '2025-03-11' }, 200],
])('un rôle qui %s répond %s', async (_, periode, status) => {
  const agent = await essai.unAgent('charge-orientation')
  await essai.base
    .territoire('59')
    .updateTable('habilitation')
    .set(periode)
    .where('id', '=', agent.habilitationId)
    .execute()
  expect(await ouverte(agent)).toBe(status)
})
