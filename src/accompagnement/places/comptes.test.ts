import { expect, test } from 'vitest'
import type { agents } from '../../agent/agents.ts'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { demande, lePlateau, ORIENTER } from '../../orientation/essai-orientation.ts'
import type { structuresEligibles } from '../../orientation/structures-eligibles.ts'
import type { chargesEquipes } from '../charges-equipes.ts'
import { unSuiviDans } from '../essai-suivi.ts'
import type { portefeuille } from '../portefeuille.ts'
import type { structures } from './structures.ts'

const essai = unEssai()

/** Whom one référent follows, who wait, whom they are the second of, and who waits for a référent: each counted the same everywhere. */
test('chaque compte est celui de sa liste, sous le même nom partout', async () => {
  const plateau = await lePlateau(essai)
  const { agent, structureId, referent } = plateau
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  const lui = { id: referent.id, structureId }
  for (const nom of ['UN', 'DEUX', 'TROIS']) await unSuiviDans(essai, lui, { nom, debut: '2025-01-10' })
  await unSuiviDans(essai, lui, { nom: 'VEILLE', debut: '2025-01-10', veille: '2025-02-10' })
  const seconde = { nom: 'SECONDE', debut: '2025-01-10', coReferentId: referent.id }
  await unSuiviDans(essai, { id: autre.id, structureId }, seconde)
  const attend = await unePersonne(essai)
  const vers = { referentId: null, motif: 'essai' }
  expect((await agent.brut(ORIENTER, demande({ ...plateau, personne: attend }, vers))).status).toBe(200)

  const lire = async (urgence?: 'veille') =>
    (await referent.appeler<typeof portefeuille>('GET /portefeuille', { urgence, page: 1 })).json
  const [tout, enVeille] = [await lire(), await lire('veille')]
  const [sien] = tout.referents
  expect(sien).toMatchObject({ suivis: 3, veille: 1 })
  expect([tout.total, tout.lignes.length, tout.lignes.filter(l => l.second).length]).toEqual([5, 5, 1])
  expect([enVeille.total, enVeille.lignes.length]).toEqual([1, 1])

  const admin = await essai.unAgent('administrateur')
  const [structure] = (await admin.appeler<typeof structures>('GET /structures', {})).json.structures.filter(
    s => s.id === structureId,
  )
  expect(structure).toMatchObject({ suivis: 4, veille: 1, attente: 1, personnes: 6, libres: 95, total: 100 })
  const { equipes } = (
    await admin.appeler<typeof chargesEquipes>('GET /structures/:structureId/charges', { structureId })
  ).json
  expect(equipes.map(e => [e.suivis, e.veille, e.plafond])).toEqual([[4, 1, 100]])
  const { json } = await admin.appeler<typeof agents>('GET /agents', {})
  expect(json.agents.find(a => a.id === referent.id)).toMatchObject({ suivis: 4, veille: 1 })

  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  const equipe = (await responsable.appeler<typeof portefeuille>('GET /portefeuille', { page: 1 })).json
  expect(equipe.total).toBe((structure?.suivis ?? 0) + (structure?.veille ?? 0))
  expect([equipe.sansReferent.total, equipe.sansReferent.personnes.length]).toEqual([structure?.attente, 1])
  const [eligible] = (
    await agent.appeler<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
      ...{ personneId: attend.id, dominante: 'emploi' },
    })
  ).json
  expect(eligible).toMatchObject({ suivis: 4, veille: 1, attente: 1, libres: 95, total: 100 })
})
