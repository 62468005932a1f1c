import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import type { portefeuille } from '../accompagnement/portefeuille.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { aujourdhui } from './aujourdhui.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const lire = async (agent: Navigateur) =>
  (await agent.appeler<typeof aujourdhui>('GET /aujourdhui', {})).json.portefeuille

test('ce que demandent les portefeuilles se compte sur la journée de qui les mène, et la liste montre ce compte', async () => {
  const moi = await essai.unAgent('referent')
  const structureId = moi.structureId as string
  await unSuiviDans(essai, moi, { nom: 'ESSAI-NOUVEAU', debut: '2025-03-08' })
  await unSuiviDans(essai, moi, {
    nom: 'ESSAI-BILAN-PASSE',
    debut: '2024-12-01',
    rendezVous: [['2025-03-05T09:00:00Z', 'present']],
  })
  await unSuiviDans(essai, moi, {
    nom: 'ESSAI-BILAN-PROCHE',
    debut: '2024-12-20',
    rendezVous: [['2025-03-05T09:00:00Z', 'present']],
  })
  await unSuiviDans(essai, moi, {
    nom: 'ESSAI-SUIVI',
    debut: '2025-02-01',
    rendezVous: [['2025-03-05T09:00:00Z', 'present']],
  })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-VEILLE', debut: '2025-02-01', veille: '2025-03-01' })
  await unSuiviDans(essai, await essai.unAgent('referent'), { nom: 'ESSAI-AILLEURS', debut: '2025-03-08' })
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  expect(await lire(responsable)).toEqual({ aFaire: 3, sansReferent: 0 })
  const { json } = await responsable.appeler<typeof portefeuille>('GET /portefeuille', { urgence: 'a-faire' })
  expect([json.total, json.lignes.map(l => l.nom)]).toEqual([
    3,
    ['ESSAI-NOUVEAU', 'ESSAI-BILAN-PASSE', 'ESSAI-BILAN-PROCHE'],
  ])
  expect(json.aFaire).toBe(3)
})

test('qui attend un référent se compte aussi ; le temps qui passe change le compte sans que rien ne s’écrive', async () => {
  const moi = await essai.unAgent('referent')
  const structureId = moi.structureId as string
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  expect(await lire(responsable)).toEqual({ aFaire: 0, sansReferent: 0 })
  const { id: personneId } = await unePersonne(essai, { nom: 'ESSAI-ATTEND' })
  await essai.base
    .territoire('59')
    .insertInto('orientation')
    .values({
      id: uuidv7(),
      personneId,
      dominante: 'emploi',
      structureId,
      origine: 'decision',
      decideeLe: '2025-03-08',
      debut: '2025-03-08',
    })
    .execute()
  await unSuiviDans(essai, moi, {
    nom: 'ESSAI-VU',
    debut: '2025-02-01',
    rendezVous: [['2025-02-08T09:00:00Z', 'present']],
  })
  expect(await lire(responsable)).toEqual({ aFaire: 0, sansReferent: 1 })
  essai.now = '2025-03-11T09:00:00Z'
  expect(await lire(responsable)).toEqual({ aFaire: 1, sansReferent: 1 })
})

test('tous ceux qui attendent un référent se comptent, au delà de ceux que la liste montre', async () => {
  const structureId = await essai.uneStructure()
  await sql`
    with p as (
      insert into personne (id, nom, nom_naissance, prenom, date_naissance, sexe, identite_source, identite_le)
      select gen_random_uuid(), 'ESSAI-ATTEND', 'ESSAI-ATTEND', 'ANNE', '1985-04-12', '2', 'CAF', '2025-01-10'
      from generate_series(1, 101) returning id)
    insert into orientation (id, personne_id, dominante, structure_id, origine, decidee_le, debut)
    select gen_random_uuid(), id, 'emploi', ${structureId}, 'decision', '2025-03-08', '2025-03-08' from p`.execute(
    essai.base.territoire('59'),
  )
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  expect(await lire(responsable)).toEqual({ aFaire: 0, sansReferent: 101 })
})

test('qui ne mène aucun portefeuille n’en compte aucun', async () => {
  expect(await lire(await essai.unAgent('charge-orientation'))).toBeNull()
})
