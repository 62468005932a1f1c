import { expect, test } from 'vitest'
import type { structures } from '../accompagnement/places/structures.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { ceQuiOccupe } from './structure.ts'

const essai = unEssai()
const description = {
  nom: 'Maison de l’insertion',
  organisme: 'conseil-departemental',
  dominantes: ['equilibre', 'remobilisation'],
  publics: ['jeune'],
  communes: ['59599'],
  adresse: '12 rue Exemple, 59200 Tourcoing',
  telephone: '01 99 00 12 34',
  courriel: 'accueil@example.org',
  capacite: 120,
  accesSansMarche: true,
}
const lister = async (agent: Navigateur) =>
  (await agent.appeler<typeof structures>('GET /structures', {})).json.structures

test('une structure se crée, une seule fois, et se lit entière', async () => {
  const agent = await essai.unAgent('administrateur')
  const id = uuidv7()
  expect((await agent.brut('POST /structures', { id, ...description })).status).toBe(200)
  expect((await agent.brut('POST /structures', { id, ...description })).status).toBe(200)
  expect(await lister(agent)).toEqual([
    {
      id,
      ...description,
      aCompleter: false,
      manques: [],
      fermeeLe: null,
      suivis: 0,
      veille: 0,
      attente: 0,
      total: null,
      libres: null,
      agents: 0,
      personnes: 0,
    },
  ])
})

test('ce que le schéma refuse se dit champ par champ, en français, avec ou sans phrase à lui', async () => {
  const agent = await essai.unAgent('administrateur')
  const faux = { ...description, nom: ' ', adresse: 'a'.repeat(301), courriel: 'accueil', communes: [], capacite: -1 }
  const { json } = await agent.brut('POST /structures', { id: uuidv7(), ...faux })
  expect(json).toMatchObject({
    status: 400,
    champs: [
      { champ: 'nom', message: 'Écrivez le nom de la structure.' },
      { champ: 'communes', message: 'Choisissez au moins une commune, ou tout le territoire.' },
      { champ: 'adresse', message: 'Écrivez 300 caractères au plus\u00a0: raccourcissez ce texte.' },
      {
        champ: 'courriel',
        message: 'Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.',
      },
      { champ: 'capacite', message: 'Écrivez un nombre d’au moins 0.' },
    ],
  })
})

test('une structure créée par un import vient en premier, avec ce qui manque ; la compléter lève la marque', async () => {
  const agent = await essai.unAgent('administrateur')
  await essai.uneStructure({ nom: 'Agence A' })
  const id = await essai.uneStructure({ nom: 'Zone', dominantes: [], adresse: null })
  await essai.base.territoire('59').updateTable('structure').set({ aCompleter: true }).where('id', '=', id).execute()
  const [premiere] = await lister(agent)
  expect(premiere).toMatchObject({ id, aCompleter: true })
  expect(premiere?.manques).toHaveLength(3)
  expect((await agent.brut('PUT /structures/:structureId', { structureId: id, ...description })).status).toBe(200)
  expect((await lister(agent)).find(s => s.id === id)).toMatchObject({ aCompleter: false, manques: [] })
})

test('un nom déjà pris, une commune d’ailleurs ou une description incomplète sont refusés', async () => {
  const agent = await essai.unAgent('administrateur')
  await essai.uneStructure({ nom: 'MAISON DE L’INSERTION' })
  const creer = (suite: object = {}) => agent.brut('POST /structures', { id: uuidv7(), ...description, ...suite })
  expect((await creer()).json).toMatchObject({ status: 409, code: 'nom-deja-pris', champs: [{ champ: 'nom' }] })
  expect((await creer({ nom: 'Autre', communes: ['75056'] })).json).toMatchObject({ code: 'commune-hors-territoire' })
  expect((await creer({ nom: 'Autre', dominantes: [] })).status).toBe(400)
  expect((await creer({ nom: '' })).status).toBe(400)
  expect((await creer({ nom: 'Autre', courriel: 'accueil' })).status).toBe(400)
})

test('le nom d’une structure fermée se reprend, celui d’une structure ouverte non', async () => {
  const agent = await essai.unAgent('administrateur')
  const ancienne = await essai.uneStructure({ nom: 'Maison de l’insertion' })
  const creer = () => agent.brut('POST /structures', { id: uuidv7(), ...description })
  const renommer = async (nom: string) =>
    agent.brut('PUT /structures/:structureId', { structureId: await essai.uneStructure(), ...description, nom })
  expect([(await creer()).json.code, (await renommer('maison de l’INSERTION')).json.code]).toEqual([
    'nom-deja-pris',
    'nom-deja-pris',
  ])
  expect((await agent.brut('POST /structures/:structureId/fermeture', { structureId: ancienne })).status).toBe(200)
  expect([(await creer()).status, (await creer()).json.code]).toEqual([200, 'nom-deja-pris'])
  expect((await lister(agent)).filter(s => s.nom === description.nom).map(s => s.fermeeLe)).toEqual([
    null,
    '2025-03-10',
  ])
})

test('une structure garde son nom quand on la décrit de nouveau', async () => {
  const agent = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure({ nom: description.nom })
  expect((await agent.brut('PUT /structures/:structureId', { structureId, ...description })).status).toBe(200)
})

test('une commune qui n’existe pas est refusée comme celle d’un autre département', async () => {
  const agent = await essai.unAgent('administrateur')
  const creer = (communes: string[]) => agent.brut('POST /structures', { id: uuidv7(), ...description, communes })
  const refus = { status: 400, code: 'commune-hors-territoire', champs: [{ champ: 'communes' }] }
  expect((await creer(['59599', '59999'])).json).toMatchObject(refus)
  expect((await creer(['59599', '59350'])).status).toBe(200)
})

test('une structure ne ferme pas tant que des personnes y sont suivies ou que des agents y travaillent', async () => {
  const agent = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  const referent = await essai.unAgent('referent', { structureId })
  const personne = await unePersonne(essai)
  await unSuivi(essai, personne.id, { debut: '2025-03-03', dominante: 'emploi', structureId, referentId: referent.id })
  const fermer = () => agent.brut('POST /structures/:structureId/fermeture', { structureId })
  const occupee = await fermer()
  expect([occupee.status, occupee.json.code]).toEqual([409, 'structure-occupee'])
  // The window says it beforehand, in the same words.
  const { json } = await agent.appeler<typeof structures>('GET /structures', {})
  const lue = json.structures.find(s => s.id === structureId)
  expect(lue && ceQuiOccupe(lue)).toBe(occupee.json.detail)
  expect(occupee.json.detail).toContain('Une personne')
  const db = essai.base.territoire('59')
  await db.updateTable('accompagnement').set({ fin: '2025-03-09' }).execute()
  await db.updateTable('orientation').set({ fin: '2025-03-09' }).execute()
  expect((await fermer()).json.code).toBe('structure-avec-agents')
  await db.updateTable('habilitation').set({ fin: '2025-03-09' }).where('agentId', '=', referent.id).execute()
  expect((await fermer()).json).toEqual({ id: structureId, fermeeLe: '2025-03-10' })
  expect((await fermer()).status).toBe(200)
  const modifier = await agent.brut('PUT /structures/:structureId', { structureId, ...description })
  expect([modifier.status, modifier.json.code]).toEqual([409, 'structure-fermee'])
})

test('une structure inconnue répond 404', async () => {
  const agent = await essai.unAgent('administrateur')
  const structureId = uuidv7()
  expect((await agent.brut('PUT /structures/:structureId', { structureId, ...description })).status).toBe(404)
  expect((await agent.brut('POST /structures/:structureId/fermeture', { structureId })).status).toBe(404)
})

test('le pilote ne lit pas les structures ; seul l’administrateur les écrit', async () => {
  expect((await (await essai.unAgent('pilote')).brut('GET /structures')).status).toBe(403)
  const structureId = await essai.uneStructure()
  for (const role of ['charge-orientation', 'referent', 'responsable-equipe', 'pilote'] as const) {
    const agent = await essai.unAgent(role)
    expect((await agent.brut('POST /structures', { id: uuidv7(), ...description })).status).toBe(403)
    expect((await agent.brut('PUT /structures/:structureId', { structureId, ...description })).status).toBe(403)
    expect((await agent.brut('POST /structures/:structureId/fermeture', { structureId })).status).toBe(403)
  }
})
