import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { cloreLeDossier, lireCloture, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import type { rendezVousDe } from '../rendez-vous/rendez-vous-de.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** Oriented and followed since the 10th; two days later, the sessions still run. */
async function unSuivi() {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  return { ...plateau, personneId: personne.id }
}
async function deuxJoursApres() {
  essai.now = '2025-03-12T09:00:00Z'
  await sessionsSansFin(essai)
}

test('qui suivait la personne avant ne sait pas que son dossier a été clos depuis', async () => {
  const { agent, personneId, referent, structureId } = await unSuivi()
  const autre = await essai.unAgent('referent', { structureId, nom: 'FUSEAU' })
  const relais = { id: uuidv7(), personneId, referentId: autre.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  await deuxJoursApres()
  expect((await cloreLeDossier(agent, personneId, { le: '2025-03-12' })).status).toBe(200)
  const lue = await lireCloture(referent, personneId)
  expect([lue.status, lue.json]).toEqual([200, { cloture: null, clore: null, rouvrir: null }])
  expect((await lireCloture(autre, personneId)).json.cloture).toMatchObject({ le: '2025-03-12' })
})

test('ce qu’un rendez-vous est devenu après la fin de son suivi ne lui est pas dit', async () => {
  const { agent, personneId, referent } = await unSuivi()
  const id = uuidv7()
  const quand = { debut: '2025-03-11T10:00', lieu: '12 rue Exemple, Tourcoing' }
  const pris = { id, personneId, agentId: agent.id, ...quand, objet: 'suivi' }
  expect((await agent.brut('POST /personnes/:personneId/rendez-vous', pris)).status).toBe(200)
  await cloreLeDossier(agent, personneId)
  await db().updateTable('rendezVous').set({ issue: null, issueLe: null, issuePar: null }).execute()
  await deuxJoursApres()
  const issue = { rendezVousId: id, issue: 'present' }
  expect((await agent.brut('PUT /rendez-vous/:rendezVousId/issue', issue)).status).toBe(200)
  const lus = async (qui: typeof agent) =>
    (await qui.appeler<typeof rendezVousDe>('GET /personnes/:personneId/rendez-vous', { personneId })).json.map(
      r => r.issue,
    )
  expect([await lus(agent), await lus(referent)]).toEqual([['present'], [null]])
})

test('le responsable d’une autre équipe de la même structure ne voit pas le dossier clos', async () => {
  const { agent, personneId, structureId } = await unSuivi()
  await cloreLeDossier(agent, personneId)
  const equipeId = await uneEquipe(essai, structureId)
  const ailleurs = await essai.unAgent('responsable-equipe', { structureId, equipeId })
  expect((await lireCloture(ailleurs, personneId)).status).toBe(404)
})

test('rouvert quand sa structure est fermée, le dossier n’a ni orientation ni référent', async () => {
  const { agent, personneId, structureId } = await unSuivi()
  await cloreLeDossier(agent, personneId)
  await db().updateTable('structure').set({ fermeeLe: '2025-03-10' }).where('id', '=', structureId).execute()
  expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  expect(await db().selectFrom('suiviCourant').select('id').execute()).toEqual([])
  expect(await db().selectFrom('orientation').select('fin').execute()).toEqual([{ fin: '2025-03-10' }])
})

test('un délai que le flux a clos le même jour ne court pas de nouveau quand le dossier est rouvert', async () => {
  const { agent, personne } = await lePlateau(essai)
  await db().updateTable('entree').set({ closeLe: '2025-03-10', closeMotif: 'RFD' }).execute()
  expect((await cloreLeDossier(agent, personne.id)).status).toBe(200)
  expect((await rouvrirLeDossier(agent, personne.id)).status).toBe(200)
  expect(await db().selectFrom('entree').select('closeMotif').execute()).toEqual([{ closeMotif: 'RFD' }])
})
