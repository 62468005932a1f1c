import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agents } from './agents.ts'
import { ceQuiRetient, quiTransmet } from './habilitation.ts'

const essai = unEssai()
const DONNER = 'POST /agents/:agentId/habilitations'

/** What the page says before anybody tries, then what the command answers, for a role and for the account. */
async function ditEtRefuse(admin: Navigateur, agent: Navigateur, roleId = agent.habilitationId) {
  const { agents: tous } = (await admin.appeler<typeof agents>('GET /agents', {})).json
  const lui = tous.find(a => a.id === agent.id)
  const role = lui?.habilitations.find(h => h.id === roleId)
  if (!lui || !role) throw new Error('this agent or this role isn’t in the list')
  const essayer = async (route: string, demande: Record<string, unknown>) => {
    const { status, json } = await admin.brut(route, demande)
    return status === 200 ? [] : [json.detail]
  }
  const dit = { role: ceQuiRetient(tous, lui, role), compte: ceQuiRetient(tous, lui, null) }
  const agentId = agent.id
  const refuse = {
    role: await essayer('POST /agents/:agentId/habilitations/:habilitationId/cloture', {
      agentId,
      habilitationId: role.id,
    }),
    compte: await essayer('POST /agents/:agentId/desactivation', { agentId }),
  }
  return { dit, refuse, joindre: quiTransmet(tous, lui, role).map(a => a.id) }
}

async function unReferentSuivant(combien: number, structureId?: string) {
  const referent = await essai.unAgent('referent', structureId ? { structureId } : {})
  for (let n = 0; n < combien; n++) {
    const { id } = await unePersonne(essai)
    const lieu = referent.structureId ?? ''
    await unSuivi(essai, id, { debut: '2025-03-03', dominante: 'emploi', structureId: lieu, referentId: referent.id })
  }
  return referent
}

test.each([1, 3])('%i suivi(s) : la page dit d’avance ce que le retrait refuse, et qui joindre', async combien => {
  const admin = await essai.unAgent('administrateur')
  const referent = await unReferentSuivant(combien)
  const responsable = await essai.unAgent('responsable-equipe', { structureId: referent.structureId ?? '' })
  await essai.unAgent('responsable-equipe')
  const { dit, refuse, joindre } = await ditEtRefuse(admin, referent)
  expect(dit).toEqual(refuse)
  expect(dit.role).toHaveLength(1)
  expect(joindre).toEqual([responsable.id])
})

test('le compte de qui tient deux structures : n’est à joindre que qui mène l’équipe où l’on est suivi', async () => {
  const admin = await essai.unAgent('administrateur')
  const referent = await unReferentSuivant(1)
  const ailleurs = await essai.uneStructure({ nom: 'Ailleurs' })
  const aussi = { agentId: referent.id, id: uuidv7(), role: 'referent', structureId: ailleurs }
  expect((await admin.brut(DONNER, aussi)).status).toBe(200)
  const responsable = await essai.unAgent('responsable-equipe', { structureId: referent.structureId ?? '' })
  await essai.unAgent('responsable-equipe', { structureId: ailleurs })
  const parti = await essai.unAgent('responsable-equipe', { structureId: referent.structureId ?? '' })
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: parti.id })).status).toBe(200)
  const { agents: tous } = (await admin.appeler<typeof agents>('GET /agents', {})).json
  const lui = tous.find(a => a.id === referent.id)
  if (!lui) throw new Error('the référent isn’t in the list')
  expect(quiTransmet(tous, lui, null).map(a => a.id)).toEqual([responsable.id])
})

test('des suivis dans une autre structure ne retiennent que le compte', async () => {
  const admin = await essai.unAgent('administrateur')
  const referent = await unReferentSuivant(2)
  const ailleurs = uuidv7()
  const structureId = await essai.uneStructure({ nom: 'Ailleurs' })
  const role = { agentId: referent.id, id: ailleurs, role: 'referent', structureId }
  expect((await admin.brut(DONNER, role)).status).toBe(200)
  const { dit, refuse } = await ditEtRefuse(admin, referent, ailleurs)
  expect(dit).toEqual(refuse)
  expect([dit.role.length, dit.compte.length]).toEqual([0, 1])
})

test.each([1, 2])('%i rendez-vous à venir retiennent le rôle, pas le compte', async combien => {
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const referent = await essai.unAgent('referent')
  const { id: personneId } = await unePersonne(essai)
  for (let n = 0; n < combien; n++) {
    const rdv = { id: uuidv7(), personneId, agentId: referent.id, debut: `2025-03-2${n}T10:00`, objet: 'suivi' }
    expect((await charge.brut('POST /personnes/:personneId/rendez-vous', rdv)).status).toBe(200)
  }
  const { dit, refuse } = await ditEtRefuse(admin, referent)
  expect(dit).toEqual(refuse)
  expect([dit.role.length, dit.compte.length]).toEqual([1, 0])
})

test('qui reçoit encore sous un autre rôle peut perdre celui-ci', async () => {
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const referent = await essai.unAgent('referent')
  const aussi = { agentId: referent.id, id: uuidv7(), role: 'co-intervenant' }
  expect((await admin.brut(DONNER, aussi)).status).toBe(200)
  const { id: personneId } = await unePersonne(essai)
  const rdv = { id: uuidv7(), personneId, agentId: referent.id, debut: '2025-03-20T10:00', objet: 'suivi' }
  expect((await charge.brut('POST /personnes/:personneId/rendez-vous', rdv)).status).toBe(200)
  const { dit, refuse } = await ditEtRefuse(admin, referent)
  expect(dit).toEqual(refuse)
  expect(dit.role).toEqual([])
})

test('le dernier administrateur ne se retire pas : c’est dit ; il y en a un autre : rien n’est dit', async () => {
  const admin = await essai.unAgent('administrateur')
  const { dit, refuse } = await ditEtRefuse(admin, admin)
  expect(dit).toEqual(refuse)
  expect([dit.role.length, dit.compte.length]).toEqual([1, 1])
  const second = await essai.unAgent('administrateur')
  const { dit: libre, refuse: accepte } = await ditEtRefuse(admin, second)
  expect(libre).toEqual(accepte)
  expect(libre).toEqual({ role: [], compte: [] })
})

test('qui mène une équipe n’est pas à joindre quand seul le dernier administrateur retient le compte', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  await essai.unAgent('responsable-equipe', { structureId })
  const aussi = { agentId: admin.id, id: uuidv7(), role: 'referent', structureId }
  expect((await admin.brut(DONNER, aussi)).status).toBe(200)
  const { agents: tous } = (await admin.appeler<typeof agents>('GET /agents', {})).json
  const lui = tous.find(a => a.id === admin.id)
  if (!lui) throw new Error('the administrator isn’t in the list')
  expect(ceQuiRetient(tous, lui, null)).toHaveLength(1)
  for (const perdu of [null, ...lui.habilitations]) expect(quiTransmet(tous, lui, perdu)).toEqual([])
})
