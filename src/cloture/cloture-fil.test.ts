import { expect, test } from 'vitest'
import type { fichePersonne } from '../dossier/fiche-personne.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** The steps of the journey tell what was done before a closing, or a leaving. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const etapes = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json.fil.map(e =>
    `${e.titre} ${e.etat} ${e.le ?? ''}`.trim(),
  )

async function unOriente() {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  return { ...plateau, personneId: personne.id }
}

test('un dossier clos dit encore l’orientation et la notification ; rouvert, rien n’a changé', async () => {
  const { agent, personneId } = await unOriente()
  const avant = await etapes(agent, personneId)
  expect(avant.map(e => e.split(' ').slice(0, 2).join(' '))).toEqual([
    'Entrée fait',
    'Diagnostic fait',
    'Orientée fait',
    'Prévenue fait',
  ])
  expect((await cloreLeDossier(agent, personneId)).status).toBe(200)
  expect(await etapes(agent, personneId)).toEqual(avant)
  expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  expect(await etapes(agent, personneId)).toEqual(avant)
})

test('qui est sorti des droits et devoirs garde son orientation au fil', async () => {
  const { agent, personneId } = await unOriente()
  const avant = await etapes(agent, personneId)
  await db().updateTable('orientation').set({ fin: '2025-03-10', finMotif: 'RFD' }).execute()
  await db().updateTable('accompagnement').set({ fin: '2025-03-10', finMotif: 'RFD' }).execute()
  await db().updateTable('droit').set({ fluxFin: 1, fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  expect(await etapes(agent, personneId)).toEqual(avant)
})

test('rouvert quand la structure a fermé, le dossier attend une orientation', async () => {
  const { agent, personneId, structureId } = await unOriente()
  expect((await cloreLeDossier(agent, personneId)).status).toBe(200)
  await db().updateTable('structure').set({ fermeeLe: '2025-03-10' }).where('id', '=', structureId).execute()
  expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  expect((await etapes(agent, personneId)).join(' ')).not.toContain('Orientée')
})

test('une nouvelle entrée recommence le fil : l’orientation d’avant n’y est plus', async () => {
  const { agent, personneId } = await unOriente()
  const fin = { fin: '2025-03-10', finMotif: 'RFD' }
  await db().updateTable('orientation').set(fin).execute()
  await db().updateTable('accompagnement').set(fin).execute()
  const entree = await db().selectFrom('entree').selectAll().executeTakeFirstOrThrow()
  const nouvelle = {
    ...entree,
    id: uuidv7(),
    recuLe: '2025-03-20',
    orienteLe: null,
    closeLe: '2025-03-22',
    closeMotif: 'RFD',
  }
  await db().insertInto('entree').values(nouvelle).execute()
  essai.now = '2025-03-25T09:00:00Z'
  await sessionsSansFin(essai)
  await db().updateTable('droit').set({ fluxFin: 1, fin: '2025-03-22' }).where('personneId', '=', personneId).execute()
  expect(await etapes(agent, personneId)).toEqual(['Entrée fait 2025-03-20'])
})

test('connue d’une liste seule, une personne dont le dossier est clos n’a rien à venir', async () => {
  const { agent } = await lePlateau(essai)
  const { id } = await unePersonne(essai, { nom: 'ESSAI-LISTE' })
  await db().deleteFrom('droit').where('personneId', '=', id).execute()
  expect((await cloreLeDossier(agent, id)).status).toBe(200)
  expect(await etapes(agent, id)).toEqual([expect.stringMatching(/^Connue? avant Filrouge fait/)])
})
