import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Navigateur } from '../essai.ts'
import { unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const FOIS = 12

/** A person handed over by a référent to another, both at work beside a chargé d'orientation and who leads the structure. */
async function unRelais() {
  const plateau = await lePlateau(essai)
  const { agent, structureId, referent, personne } = plateau
  const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
  const responsable = await essai.unAgent('responsable-equipe', { structureId, nom: 'RESPONSABLE' })
  await unDiagnostic(agent, personne.id)
  const oriente = await agent.brut(ORIENTER, demande(plateau, { dominante: 'equilibre', motif: 'essai' }))
  expect(oriente.status).toBe(200)
  const relais = { id: uuidv7(), personneId: personne.id, referentId: suivant.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  await sessionsSansFin(essai)
  return { personneId: personne.id, lecteurs: { referent, suivant, responsable, charge: agent } }
}

test('lus au même moment par plusieurs, un dossier garde de chacun ce qui le lui ouvrait', async () => {
  const { personneId, lecteurs } = await unRelais()
  const depuis = essai.now
  essai.now = '2025-03-10T16:00:00Z'
  const lire = (agent: Navigateur) => agent.brut('GET /personnes/:personneId', { personneId })
  const tous = Array.from({ length: FOIS }, () => Object.values(lecteurs)).flat()
  const statuts = await Promise.all(tous.map(lire))
  expect(statuts.every(({ status }) => status === 200)).toBe(true)
  const { rows } = await sql<{ acteurId: string; relation: string; n: number }>`
    select acteur_id, relation, count(*)::int as n from consultation
    where personne_id = ${personneId} and quoi = 'dossier' and le = ${essai.now}::timestamptz and le > ${depuis}::timestamptz
    group by 1, 2`.execute(essai.base.territoire('59'))
  const dites = Object.fromEntries(rows.map(r => [r.acteurId, [r.relation, r.n]]))
  expect(dites).toEqual({
    [lecteurs.referent.id]: ['ancien-referent', FOIS],
    [lecteurs.suivant.id]: ['referent', FOIS],
    [lecteurs.responsable.id]: ['suivi-structure', FOIS],
    [lecteurs.charge.id]: ['territoire', FOIS],
  })
})

test('quel que soit le nombre de ceux qui lisent ensemble, la base n’a que peu de requêtes à préparer pour s’en souvenir', async () => {
  const { personneId, lecteurs } = await unRelais()
  for (let ensemble = 1; ensemble <= 2 * FOIS; ensemble++) {
    const lectures = Array.from({ length: ensemble }, () => [lecteurs.referent, lecteurs.suivant]).flat()
    await Promise.all(lectures.map(agent => agent.brut('GET /personnes/:personneId', { personneId })))
  }
  // One by form of readers met together, setting the case up included.
  const preparees = await Promise.all(
    Array.from({ length: 10 }, () =>
      sql<{ n: number }>`select count(distinct statement)::int as n from pg_prepared_statements
        where statement like '%insert into consultation%'`.execute(essai.base.territoire('59')),
    ),
  )
  expect(Math.max(...preparees.map(({ rows }) => rows[0]?.n ?? 0))).toBeLessThanOrEqual(4)
})
