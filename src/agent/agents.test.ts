import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agents, ficheAgent } from './agents.ts'
import { jetonDe, unVisiteur } from './compte/essai-compte.ts'

const essai = unEssai()
const lister = async (agent: Navigateur) => (await agent.appeler<typeof agents>('GET /agents', {})).json.agents
const nouveau = (suite: object = {}) => ({
  id: uuidv7(),
  courriel: 'Nina.Trame@example.org',
  nom: 'TRAME',
  prenom: 'Nina',
  habilitations: [{ id: uuidv7(), role: 'pilote' }],
  ...suite,
})

test('une création refusée à mi-chemin se recommence avec la même adresse', async () => {
  const admin = await essai.unAgent('administrateur')
  const refusee = await admin.brut('POST /agents', nouveau({ habilitations: [{ id: uuidv7(), role: 'referent' }] }))
  expect([refusee.status, refusee.json.code]).toEqual([400, 'structure-requise'])
  expect((await lister(admin)).map(a => a.nom)).toEqual(['ESSAI'])
  const reprise = await admin.brut('POST /agents', nouveau())
  expect(reprise.status).toBe(200)
  expect((await unVisiteur(admin).activer(jetonDe(reprise.json.lien))).status).toBe(200)
})

test('un agent créé par un import, « à compléter », reçoit son compte sans perdre son identifiant', async () => {
  const admin = await essai.unAgent('administrateur')
  const id = uuidv7()
  await essai.base
    .territoire('59')
    .insertInto('agent')
    .values({ id, nom: 'À compléter', prenom: '', courriel: 'nina.trame@example.org', aCompleter: true })
    .execute()
  expect((await lister(admin))[0]).toMatchObject({ id, aCompleter: true, habilitations: [] })
  expect((await admin.brut('POST /agents', nouveau())).json.id).toBe(id)
  expect((await lister(admin)).find(a => a.id === id)).toMatchObject({ aCompleter: false, nom: 'TRAME' })
})

test('une adresse déjà prise, une structure fermée sont refusées', async () => {
  const admin = await essai.unAgent('administrateur')
  await admin.brut('POST /agents', nouveau())
  expect((await admin.brut('POST /agents', nouveau())).json).toMatchObject({
    status: 409,
    code: 'courriel-deja-pris',
    champs: [{ champ: 'courriel' }],
  })
  const autre = { courriel: 'autre@example.org' }
  const structureId = await essai.uneStructure()
  await essai.base.territoire('59').updateTable('structure').set({ fermeeLe: '2025-03-01' }).execute()
  const habilitations = [{ id: uuidv7(), role: 'referent', structureId }]
  expect((await admin.brut('POST /agents', nouveau({ ...autre, habilitations }))).json.code).toBe('structure-inconnue')
  expect((await admin.brut('POST /agents', nouveau({ ...autre, habilitations: [] }))).status).toBe(400)
})

test('un rôle se donne, se remplace en gardant son histoire, et se retire', async () => {
  const admin = await essai.unAgent('administrateur')
  const agent = await essai.unAgent('charge-orientation')
  const donner = (suite: object) =>
    admin.brut('POST /agents/:agentId/habilitations', {
      agentId: agent.id,
      id: uuidv7(),
      role: 'charge-orientation',
      ...suite,
    })
  expect((await donner({})).json.code).toBe('role-deja-ouvert')
  const remplacant = uuidv7()
  const remplace = { id: remplacant, secteur: ['59350'], remplace: agent.habilitationId }
  expect((await donner(remplace)).status).toBe(200)
  expect((await donner(remplace)).status).toBe(200)
  expect((await lister(admin)).find(a => a.id === agent.id)?.habilitations).toMatchObject([
    { id: remplacant, secteur: ['59350'] },
  ])
  const retirer = (habilitationId: string) =>
    admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', { agentId: agent.id, habilitationId })
  expect((await retirer(remplacant)).status).toBe(200)
  expect((await retirer(remplacant)).status).toBe(200)
  expect((await retirer(uuidv7())).json.code).toBe('role-inconnu')
  const lignes = await essai.base
    .territoire('59')
    .selectFrom('habilitation')
    .select('fin')
    .where('agentId', '=', agent.id)
    .execute()
  expect(lignes).toEqual([{ fin: '2025-03-10' }, { fin: '2025-03-10' }])
})

test('un référent qui suit des personnes ne perd ni son rôle ni son compte avant de les avoir transmises', async () => {
  const admin = await essai.unAgent('administrateur')
  const referent = await essai.unAgent('referent')
  const personne = await unePersonne(essai)
  const structureId = referent.structureId ?? ''
  await unSuivi(essai, personne.id, { debut: '2025-03-03', dominante: 'emploi', structureId, referentId: referent.id })
  expect((await lister(admin)).find(a => a.id === referent.id)?.suivis).toBe(1)
  const duRole = { agentId: referent.id, id: uuidv7(), role: 'pilote' }
  expect((await admin.brut('POST /agents/:agentId/habilitations', duRole)).status).toBe(200)
  const { json: lu } = await admin.appeler<typeof ficheAgent>('GET /agents/:agentId', { agentId: referent.id })
  expect(lu.habilitations.map(h => [h.role, h.suivis])).toEqual([
    ['pilote', 0],
    ['referent', 1],
  ])
  const desactiver = () => admin.brut('POST /agents/:agentId/desactivation', { agentId: referent.id })
  const { habilitationId } = referent
  const retirer = () =>
    admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', { agentId: referent.id, habilitationId })
  expect((await retirer()).json.code).toBe('suivis-a-transmettre')
  const refus = await desactiver()
  expect([refus.status, refus.json.code]).toEqual([409, 'suivis-a-transmettre'])
  expect(refus.json.detail).toContain('Une personne a encore cet agent pour référent')
  const nouveauPlafond = {
    agentId: referent.id,
    id: uuidv7(),
    role: 'referent',
    structureId,
    plafond: 30,
    remplace: habilitationId,
  }
  expect((await admin.brut('POST /agents/:agentId/habilitations', nouveauPlafond)).status).toBe(200)
  await essai.base.territoire('59').updateTable('accompagnement').set({ fin: '2025-03-09' }).execute()
  expect((await desactiver()).status).toBe(200)
})

test('désactiver ferme les rôles et les sessions ; recréer avec la même adresse rouvre le compte', async () => {
  const admin = await essai.unAgent('administrateur')
  const agent = await essai.unAgent('pilote')
  expect((await agent.brut('GET /session')).status).toBe(200)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })).status).toBe(200)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })).status).toBe(200)
  expect((await agent.brut('GET /session')).status).toBe(401)
  const donner = { agentId: agent.id, id: uuidv7(), role: 'pilote' }
  expect((await admin.brut('POST /agents/:agentId/habilitations', donner)).json.code).toBe('agent-desactive')
  expect((await admin.brut('POST /agents/:agentId/lien', { agentId: agent.id })).json.code).toBe('sans-compte')
  const rouvert = await admin.brut('POST /agents', nouveau({ courriel: `${agent.id}@example.org` }))
  expect(rouvert.json.id).toBe(agent.id)
  expect((await lister(admin)).find(a => a.id === agent.id)).toMatchObject({ desactiveLe: null, nom: 'TRAME' })
})

test('le dernier administrateur reste', async () => {
  const admin = await essai.unAgent('administrateur')
  const { id: agentId, habilitationId } = admin
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).json.code).toBe(
    'dernier-administrateur',
  )
  const retrait = await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', {
    agentId,
    habilitationId,
  })
  expect(retrait.json.code).toBe('dernier-administrateur')
  // Another one, without an account yet, could not sign in to name a third.
  const autre = await essai.unAgent('administrateur')
  const sansCompte = (aCompleter: boolean) =>
    essai.base.territoire('59').updateTable('agent').set({ aCompleter }).where('id', '=', autre.id).execute()
  await sansCompte(true)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).status).toBe(409)
  await sansCompte(false)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).status).toBe(200)
})

test('un agent se corrige ; un agent inconnu répond 404', async () => {
  const admin = await essai.unAgent('administrateur')
  const agent = await essai.unAgent('pilote')
  const correction = { nom: 'CHAÎNE', prenom: 'Lou', telephone: '01 99 00 12 34' }
  expect((await admin.brut('PUT /agents/:agentId', { agentId: agent.id, ...correction })).status).toBe(200)
  expect((await lister(admin)).find(a => a.id === agent.id)).toMatchObject(correction)
  expect((await admin.brut('GET /agents/:agentId', { agentId: agent.id })).json).toMatchObject(correction)
  const agentId = uuidv7()
  expect((await admin.brut('GET /agents/:agentId', { agentId })).status).toBe(404)
  expect((await admin.brut('PUT /agents/:agentId', { agentId, ...correction })).status).toBe(404)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).status).toBe(404)
  expect((await admin.brut('POST /agents/:agentId/lien', { agentId })).status).toBe(404)
})

test('seul l’administrateur gère les agents', async () => {
  for (const role of ['charge-orientation', 'referent', 'responsable-equipe', 'pilote'] as const) {
    const agent = await essai.unAgent(role)
    const agentId = agent.id
    const { habilitationId } = agent
    const essais = [
      await agent.brut('GET /agents'),
      await agent.brut('GET /agents/:agentId', { agentId }),
      await agent.brut('POST /agents', nouveau()),
      await agent.brut('PUT /agents/:agentId', { agentId, nom: 'A', prenom: 'B', telephone: null }),
      await agent.brut('POST /agents/:agentId/habilitations', { agentId, id: uuidv7(), role: 'administrateur' }),
      await agent.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', { agentId, habilitationId }),
      await agent.brut('POST /agents/:agentId/desactivation', { agentId }),
      await agent.brut('POST /agents/:agentId/lien', { agentId }),
    ]
    expect(essais.map(r => r.status)).toEqual(essais.map(() => 403))
  }
})

test.each(['le rôle remplacé lui-même', 'un rôle déjà clos', 'le rôle d’un autre'])(
  'un rôle donné sous l’identifiant d’un autre (%s) est refusé, et rien n’est clos',
  async cas => {
    const admin = await essai.unAgent('administrateur')
    const autre = await essai.unAgent('pilote')
    const db = essai.base.territoire('59')
    const [debut, fin, depuis] = ['2023-01-01', '2023-06-01', '2023-01-01T00:00:00Z']
    const clos = { id: uuidv7(), agentId: admin.id, role: 'administrateur', debut, fin, depuis }
    await db.insertInto('habilitation').values(clos).execute()
    const remplace = admin.habilitationId
    const id = cas === 'un rôle déjà clos' ? clos.id : cas === 'le rôle d’un autre' ? autre.habilitationId : remplace
    const donner = { agentId: admin.id, remplace, id, role: 'administrateur' }
    const { status, json } = await admin.brut('POST /agents/:agentId/habilitations', donner)
    expect([status, json.code]).toEqual([409, 'identifiant-pris'])
    const ouverts = db
      .selectFrom('habilitation')
      .select('id')
      .where('role', '=', 'administrateur')
      .where('fin', 'is', null)
    expect(await ouverts.execute()).toEqual([{ id: remplace }])
  },
)

test('un agent ne se crée pas avec l’identifiant du rôle d’un autre', async () => {
  const admin = await essai.unAgent('administrateur')
  const nouveau = { id: uuidv7(), courriel: 'neuf.essai@example.org', nom: 'NEUF', prenom: 'Essai' }
  const role = { id: admin.habilitationId, role: 'dpo' }
  const { status, json } = await admin.brut('POST /agents', { ...nouveau, habilitations: [role] })
  expect([status, json.code]).toEqual([409, 'identifiant-pris'])
})
