import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agents } from './agents.ts'

// Monday 10 March 2025. A role, an account or a follow-up that ended doesn't count.
const essai = unEssai()
const lister = async (agent: Navigateur) => (await agent.appeler<typeof agents>('GET /agents', {})).json.agents

test('un secteur se compose de communes du territoire', async () => {
  const admin = await essai.unAgent('administrateur')
  const qui = { courriel: 'nina.trame@example.org', nom: 'TRAME', prenom: 'Nina' }
  const creer = (...secteur: string[]) => {
    const habilitations = [{ id: uuidv7(), role: 'charge-orientation', secteur }]
    return admin.brut('POST /agents', { id: uuidv7(), ...qui, habilitations })
  }
  const refus = { status: 400, code: 'commune-hors-territoire', champs: [{ champ: 'secteur' }] }
  expect((await creer('59599', '75056')).json).toMatchObject(refus) // Paris
  expect((await creer('59999')).json).toMatchObject(refus) // aucune commune
  expect((await creer('59599')).status).toBe(200)
})

test('ni un ancien administrateur, ni un compte désactivé, ni un autre rôle ne remplacent le dernier', async () => {
  const admin = await essai.unAgent('administrateur')
  const [ancien, desactive] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  await essai.unAgent('pilote')
  const db = essai.base.territoire('59')
  await db.updateTable('habilitation').set({ fin: '2025-03-09' }).where('agentId', '=', ancien.id).execute()
  await db.updateTable('agent').set({ desactiveLe: '2025-03-09' }).where('id', '=', desactive.id).execute()
  const { json } = await admin.brut('POST /agents/:agentId/desactivation', { agentId: admin.id })
  expect(json.code).toBe('dernier-administrateur')
})

test('un rôle retiré se donne de nouveau ; la liste ne montre que ce qui court', async () => {
  const admin = await essai.unAgent('administrateur')
  const referent = await essai.unAgent('referent')
  const structureId = referent.structureId ?? ''
  const { id: personneId } = await unePersonne(essai)
  const passe = { debut: '2024-05-10', fin: '2024-09-10', dominante: 'emploi' }
  await unSuivi(essai, personneId, { ...passe, structureId, referentId: referent.id })
  const { id: agentId, habilitationId } = referent
  const retirer = { agentId, habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retirer)).status).toBe(200)
  const lu = async () => (await lister(admin)).find(a => a.id === agentId)
  expect(await lu()).toMatchObject({ suivis: 0, habilitations: [] })
  const redonner = { agentId, id: uuidv7(), role: 'referent', structureId }
  expect((await admin.brut('POST /agents/:agentId/habilitations', redonner)).status).toBe(200)
  expect((await lu())?.habilitations.map(h => h.id)).toEqual([redonner.id])
})

test('un référent quitte une structure où il ne suit personne, même s’il suit ailleurs ; il n’emporte pas ses suivis', async () => {
  const admin = await essai.unAgent('administrateur')
  const referent = await essai.unAgent('referent')
  const ailleurs = await essai.uneStructure()
  const { id: agentId, habilitationId } = referent
  const suivi = { debut: '2025-03-03', dominante: 'emploi', referentId: agentId }
  await unSuivi(essai, (await unePersonne(essai)).id, { ...suivi, structureId: referent.structureId ?? '' })
  const changer = { agentId, id: uuidv7(), role: 'referent', structureId: ailleurs, remplace: habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations', changer)).json.code).toBe('suivis-a-transmettre')
  const ajouter = { agentId, id: uuidv7(), role: 'referent', structureId: ailleurs }
  expect((await admin.brut('POST /agents/:agentId/habilitations', ajouter)).status).toBe(200)
  const retirer = { agentId, habilitationId: ajouter.id }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retirer)).status).toBe(200)
})
