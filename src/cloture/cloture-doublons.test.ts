import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { annuleesDe } from '../orientation/annulees-de.ts'
import { annulerOrientationDe, cloreLeDossier, lireCloture } from '../orientation/essai-annulation.ts'
import { reunir, separer, unDoublon } from '../personne/doublons/essai-doublons.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** Two files of one person: one without anything, one oriented that day by who may. */
async function deux() {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure({ dominantes: ['emploi'] })
  const referent = await essai.unAgent('referent', { structureId })
  const [nue, orientee] = [
    await unePersonne(essai, { nom: 'ESSAI-NUE' }),
    await unePersonne(essai, { nom: 'ESSAI-ORIENTEE' }),
  ]
  const orientationId = uuidv7()
  const orientation = { id: orientationId, personneId: orientee.id, dominante: 'emploi', structureId }
  const suite = { referentId: referent.id, motif: 'Essai', notification: null }
  expect((await agent.brut('POST /personnes/:personneId/orientations', { ...orientation, ...suite })).status).toBe(200)
  return {
    agent,
    nue: nue.id,
    orientee: orientee.id,
    orientationId,
    doublonId: await unDoublon(essai, nue.id, orientee.id),
  }
}
const clos = async (agent: Awaited<ReturnType<typeof deux>>['agent'], personneId: string) =>
  (await lireCloture(agent, personneId)).json.cloture !== null

test('un dossier clos réuni à un dossier suivi est ouvert ; séparés, l’un est de nouveau clos', async () => {
  const { agent, nue, orientee, doublonId } = await deux()
  expect((await cloreLeDossier(agent, nue, { motif: 'erreur' })).status).toBe(200)
  expect((await reunir(agent, doublonId, nue)).status).toBe(200)
  expect(await clos(agent, nue)).toBe(false)
  await exigerEcheancesJustes(essai)
  expect((await separer(agent, doublonId)).status).toBe(200)
  expect([await clos(agent, nue), await clos(agent, orientee)]).toEqual([true, false])
  await exigerEcheancesJustes(essai)
})

test('un dossier clos réuni à un dossier où rien ne court reste clos', async () => {
  const { agent, nue, orientee, doublonId } = await deux()
  expect((await cloreLeDossier(agent, orientee)).status).toBe(200)
  expect((await reunir(agent, doublonId, orientee)).status).toBe(200)
  expect(await clos(agent, orientee)).toBe(true)
  expect((await separer(agent, doublonId)).status).toBe(200)
  expect([await clos(agent, nue), await clos(agent, orientee)]).toEqual([false, true])
})

test('annulée pendant que les dossiers étaient réunis, une orientation retourne à celui dont elle était', async () => {
  const { agent, nue, orientee, orientationId, doublonId } = await deux()
  expect((await reunir(agent, doublonId, nue)).status).toBe(200)
  expect((await annulerOrientationDe(agent, nue, orientationId)).status).toBe(200)
  expect((await separer(agent, doublonId)).status).toBe(200)
  const annulees = async (personneId: string) =>
    (await agent.appeler<typeof annuleesDe>('GET /personnes/:personneId/annulations', { personneId })).json
  expect(await annulees(nue)).toEqual({ orientations: [], suivis: [] })
  expect(await annulees(orientee)).toMatchObject({ orientations: [{ id: orientationId }], suivis: [{}] })
  expect(await db().selectFrom('orientation').select('id').execute()).toEqual([])
})
