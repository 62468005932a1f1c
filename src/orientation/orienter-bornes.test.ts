import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from './essai-orientation.ts'
import type { structuresEligibles } from './structures-eligibles.ts'

// Monday 10 March 2025. What ended or closed doesn't count, to the day.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const eligibles = async (agent: Navigateur, personneId: string) =>
  (
    await agent.appeler<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
      personneId,
      dominante: 'emploi',
    })
  ).json

test('une structure fermée n’est ni proposée ni acceptée, dès le jour de sa fermeture', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  const [hier, jour, demain] = [await essai.uneStructure(), await essai.uneStructure(), await essai.uneStructure()]
  for (const [id, fermeeLe] of [
    [hier, '2025-03-09'],
    [jour, '2025-03-10'],
    [demain, '2025-03-11'],
  ] as const)
    await db().updateTable('structure').set({ fermeeLe }).where('id', '=', id).execute()
  const proposees = (await eligibles(agent, personne.id)).map(s => s.id)
  expect([hier, jour, demain].map(id => proposees.includes(id))).toEqual([false, false, true])
  const vers = async (structureId: string) =>
    (await agent.brut(ORIENTER, demande(plateau, { structureId, referentId: null, notification: null }))).json.code
  expect([await vers(hier), await vers(jour), await vers(demain)]).toEqual([
    'structure-inconnue',
    'structure-inconnue',
    undefined,
  ])
})

test('un référent au rôle clos ou au compte désactivé n’est ni proposé ni accepté  ; la veille de la fin de son rôle, il l’est', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId, referent } = plateau
  await unDiagnostic(agent, personne.id)
  const [clos, desactive, finissant] = [
    await essai.unAgent('referent', { structureId }),
    await essai.unAgent('referent', { structureId }),
    await essai.unAgent('referent', { structureId }),
  ]
  const finir = (id: string, fin: string) =>
    db().updateTable('habilitation').set({ fin }).where('agentId', '=', id).execute()
  await finir(clos.id, '2025-03-09')
  await finir(finissant.id, '2025-03-11')
  await db().updateTable('agent').set({ desactiveLe: '2025-03-01' }).where('id', '=', desactive.id).execute()
  const [structure] = await eligibles(agent, personne.id)
  expect(structure?.referents.map(r => r.id).sort()).toEqual([referent.id, finissant.id].sort())
  const par = async (referentId: string) => (await agent.brut(ORIENTER, demande(plateau, { referentId }))).json.code
  expect([await par(clos.id), await par(desactive.id)]).toEqual(['referent-hors-structure', 'referent-hors-structure'])
  const second = async (coReferentId: string) =>
    (await agent.brut(ORIENTER, demande(plateau, { coReferentId, accompagnementGlobal: true }))).json.code
  expect([await second(clos.id), await second(desactive.id)]).toEqual(['binome-impossible', 'binome-impossible'])
  expect(await second(finissant.id)).toBeUndefined()
})

test('ni les orientations closes ni les veilles ne remplissent une structure, ni le portefeuille d’un référent', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId, referent } = plateau
  await unDiagnostic(agent, personne.id)
  await db().updateTable('habilitation').set({ plafond: 1 }).where('agentId', '=', referent.id).execute()
  const commun = { dominante: 'emploi', structureId, referentId: referent.id, debut: '2024-05-10' }
  await unSuivi(essai, (await unePersonne(essai)).id, { ...commun, fin: '2024-09-10' })
  await unSuivi(essai, (await unePersonne(essai)).id, { ...commun, veilleDepuis: '2024-12-10' })
  const [structure] = await eligibles(agent, personne.id)
  expect(structure).toMatchObject({ suivis: 0, referents: [{ id: referent.id, suivis: 0, plein: false }] })
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
})

test('la commune est celle du foyer où la personne est dans le dernier flux ; inconnue, elle n’exclut aucune structure', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  const aLille = await essai.uneStructure({ communes: ['59350'] })
  // More recent, but the fund doesn't tell of it any more.
  const { foyerId } = await unePersonne(essai, { codeInsee: '59350' })
  await db().updateTable('foyer').set({ present: false }).where('id', '=', foyerId).execute()
  await db()
    .insertInto('membre')
    .values({ personneId: personne.id, foyerId, role: 'CJT', aCharge: true, debut: '2025-03-01' })
    .execute()
  const versLille = async () =>
    (await agent.brut(ORIENTER, demande(plateau, { structureId: aLille, referentId: null }))).json.code
  const proposee = async () => (await eligibles(agent, personne.id)).some(s => s.id === aLille)
  expect([await versLille(), await proposee()]).toEqual(['commune-non-servie', false])
  await db().updateTable('foyer').set({ codeInsee: null }).execute()
  expect([await proposee(), await versLille()]).toEqual([true, undefined])
})

test('rien ne se date d’avant la fin du dernier accompagnement, même sans autre orientation depuis', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId, referent } = plateau
  await unDiagnostic(agent, personne.id)
  const suivi = { dominante: 'emploi', structureId, referentId: referent.id, debut: '2024-05-10', fin: '2024-09-10' }
  await unSuivi(essai, personne.id, suivi)
  await db().updateTable('accompagnement').set({ fin: '2025-03-07' }).execute()
  const notifier = async (le: string) =>
    (await agent.brut(ORIENTER, demande(plateau, { notification: { mode: 'courrier', le } }))).json.code
  expect(await notifier('2025-03-06')).toBe('notification-trop-tot')
  expect(await notifier('2025-03-07')).toBeUndefined()
})

test('réorientée pendant sa veille, la personne reste en veille ; un accompagnement clos en veille n’y met personne', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId, referent } = plateau
  await unDiagnostic(agent, personne.id)
  const suivi = { dominante: 'emploi', structureId, referentId: referent.id, veilleDepuis: '2025-01-15' }
  await unSuivi(essai, personne.id, { ...suivi, debut: '2024-12-10' })
  const autre = await unePersonne(essai)
  await unDiagnostic(agent, autre.id)
  await unSuivi(essai, autre.id, { ...suivi, debut: '2024-05-10', fin: '2025-02-10' })
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  expect((await agent.brut(ORIENTER, demande({ ...plateau, personne: autre }))).status).toBe(200)
  const ouverts = await db()
    .selectFrom('accompagnement')
    .select(['personneId', 'veilleDepuis'])
    .where('fin', 'is', null)
    .execute()
  expect(Object.fromEntries(ouverts.map(o => [o.personneId, o.veilleDepuis]))).toEqual({
    [personne.id]: '2025-01-15',
    [autre.id]: null,
  })
})

test('une orientation ne se rattache pas à une entrée close, et ne la rouvre ni ne la date', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  await db().updateTable('entree').set({ closeLe: '2025-03-08', closeMotif: 'radiation' }).execute()
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  const { entreeId } = await db().selectFrom('orientation').select('entreeId').executeTakeFirstOrThrow()
  expect(entreeId).toBeNull()
  const entree = await db().selectFrom('entree').select(['orienteLe', 'closeLe']).executeTakeFirstOrThrow()
  expect(entree).toEqual({ orienteLe: null, closeLe: '2025-03-08' })
})

test('une orientation close ne se notifie plus', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId } = plateau
  const suivi = { dominante: 'emploi', structureId, debut: '2024-05-10', fin: '2024-09-10' }
  const id = await unSuivi(essai, personne.id, suivi)
  const reponse = await agent.brut('POST /orientations/:id/notification', { id, mode: 'courrier' })
  expect([reponse.status, reponse.json.code]).toEqual([404, 'orientation-inconnue'])
})
