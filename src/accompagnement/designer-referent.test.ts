import { expect, test } from 'vitest'
import { toutLeDossier } from '../dossier/essai-dossier.ts'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { designerReferent } from './designer-referent.ts'

const essai = unEssai()
const DESIGNER = 'POST /personnes/:personneId/referents'
const db = () => essai.base.territoire('59')

/** A person oriented on 10 March to a structure with two référents, the first designated. */
async function unePersonneSuivie(options = {}) {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure()
  const premier = await essai.unAgent('referent', { structureId, nom: 'PREMIER' })
  const second = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
  const { id: personneId } = await unePersonne(essai)
  const reponse = await agent.brut('POST /personnes/:personneId/orientations', {
    id: uuidv7(),
    personneId,
    dominante: 'emploi',
    structureId,
    referentId: premier.id,
    motif: 'essai',
    notification: null,
    ...options,
  })
  expect(reponse.status).toBe(200)
  return { agent, structureId, premier, second, personneId }
}

const demande = (personneId: string, referentId: string, changements = {}) => ({
  id: uuidv7(),
  personneId,
  referentId,
  ...changements,
})

test('changer de référent clôt la période du premier et passe le relais', async () => {
  const { agent, premier, second, personneId } = await unePersonneSuivie()
  essai.now = '2025-04-01T09:00:00Z'
  const envoi = demande(personneId, second.id, { relais: 'CV à jour, permis en cours.' })
  const reponse = await agent.appeler<typeof designerReferent>(DESIGNER, envoi)
  expect(reponse.json).toEqual({ id: envoi.id, referentId: second.id, courrierId: null, lettres: 0, ouvert: true })
  const suivis = await db()
    .selectFrom('accompagnement')
    .select(['referentId', 'debut', 'fin', 'finMotif', 'relais'])
    .orderBy('debut')
    .execute()
  expect(suivis).toEqual([
    {
      referentId: premier.id,
      debut: '2025-03-10',
      fin: '2025-04-01',
      finMotif: 'passage-de-relais',
      relais: 'CV à jour, permis en cours.',
    },
    { referentId: second.id, debut: '2025-04-01', fin: null, finMotif: null, relais: null },
  ])
  const evenement = await db().selectFrom('evenement').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(evenement).toMatchObject({
    type: 'referent',
    avant: { referent: 'Agent PREMIER' },
    apres: { referent: 'Agent SECOND' },
  })
  expect(JSON.stringify(evenement)).not.toContain('permis')
  // Who takes over reads it, in the file and beside who has the person now.
  await sessionsSansFin(essai)
  const { accompagnements } = await toutLeDossier(second, personneId)
  expect(accompagnements.map(a => [a.referent, a.relais])).toEqual([
    ['Agent SECOND', null],
    ['Agent PREMIER', 'CV à jour, permis en cours.'],
  ])

  const rejouee = await agent.appeler<typeof designerReferent>(DESIGNER, envoi)
  expect(rejouee.json).toEqual(reponse.json)
  expect(await compter(essai, 'accompagnement')).toBe(2)
})

test('un suivi en veille change de référent sans se réveiller', async () => {
  const { agent, second, personneId } = await unePersonneSuivie()
  await db().updateTable('accompagnement').set({ veilleDepuis: '2025-03-20' }).execute()
  await agent.brut(DESIGNER, demande(personneId, second.id))
  const enCours = await db()
    .selectFrom('accompagnement')
    .select('veilleDepuis')
    .where('fin', 'is', null)
    .executeTakeFirst()
  expect(enCours?.veilleDepuis).toBe('2025-03-20')
})

test('un accompagnement global reçoit un second référent, d’un autre organisme', async () => {
  const { agent, premier, personneId } = await unePersonneSuivie({ accompagnementGlobal: true })
  const partenaire = await essai.unAgent('referent')
  const reponse = await agent.brut(DESIGNER, demande(personneId, premier.id, { coReferentId: partenaire.id }))
  expect(reponse.status).toBe(200)
  const sien = await partenaire.brut('GET /portefeuille')
  expect(sien.json).toMatchObject({ total: 1, lignes: [{ personneId, second: true, referent: 'Agent PREMIER' }] })
})

test('refuse, en disant pourquoi', async () => {
  const { agent, structureId, premier, second, personneId } = await unePersonneSuivie()
  const code = async (changements: object, referentId = second.id) =>
    (await agent.brut(DESIGNER, demande(personneId, referentId, changements))).json.code
  expect(await code({}, premier.id)).toBe('deja-referent')
  expect(await code({}, (await essai.unAgent('referent')).id)).toBe('referent-hors-structure')
  expect(await code({ coReferentId: premier.id })).toBe('binome-sans-global')
  await db().updateTable('habilitation').set({ plafond: 1 }).where('agentId', '=', second.id).execute()
  const { id: autre } = await unePersonne(essai)
  await agent.brut('POST /personnes/:personneId/orientations', {
    id: uuidv7(),
    personneId: autre,
    dominante: 'emploi',
    structureId,
    referentId: second.id,
    motif: 'essai',
    notification: null,
  })
  expect(await code({})).toBe('plafond-atteint')
  expect(await code({ malgrePlafond: true })).toBeUndefined()
  const { id: jamais } = await unePersonne(essai)
  expect((await agent.brut(DESIGNER, demande(jamais, second.id))).json.code).toBe('sans-orientation')
})

test('le responsable ne passe le relais que dans son équipe ; le référent ne le peut pas', async () => {
  const { structureId, premier, second, personneId } = await unePersonneSuivie()
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  const voisin = await essai.unAgent('responsable-equipe')
  expect((await voisin.brut(DESIGNER, demande(personneId, second.id))).status).toBe(404)
  expect((await premier.brut(DESIGNER, demande(personneId, second.id))).status).toBe(403)
  expect((await responsable.brut(DESIGNER, demande(personneId, second.id))).status).toBe(200)
})

test('un second s’ajoute au référent qui a déjà toutes ses places prises', async () => {
  const { agent, premier, personneId } = await unePersonneSuivie({ accompagnementGlobal: true })
  await db().updateTable('habilitation').set({ plafond: 1 }).where('agentId', '=', premier.id).execute()
  const partenaire = await essai.unAgent('referent')
  const reponse = await agent.brut(DESIGNER, demande(personneId, premier.id, { coReferentId: partenaire.id }))
  expect(reponse.status).toBe(200)
})
