import pg from 'pg'
import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { lireSources } from '../maison/sources.ts'
import type { Input } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { historique } from './historique.ts'

const essai = unEssai()
const lire = async (agent: Navigateur, demande: Input<typeof historique>) =>
  (await agent.appeler<typeof historique>('GET /historique/:objet/:objetId', demande)).json
const titres = async (agent: Navigateur, objet: Input<typeof historique>['objet'], id: string) =>
  (await lire(agent, { objet, objetId: id })).lignes.map(l => `${l.titre} (${l.par})`.replaceAll('\u00a0', ' '))

test('un agent : créé avec son rôle, renommé, reçu un autre lien, désactivé', async () => {
  const rita = await essai.unAgent('administrateur')
  const agentId = uuidv7()
  const identite = { nom: 'ROUET', prenom: 'Lise' }
  await rita.brut('POST /agents', {
    id: agentId,
    courriel: 'lise.rouet@example.org',
    ...identite,
    habilitations: [{ id: uuidv7(), role: 'pilote' }],
  })
  await rita.brut('PUT /agents/:agentId', { agentId, ...identite, telephone: '01 99 00 00 01' })
  await rita.brut('PUT /agents/:agentId', { agentId, ...identite, telephone: '01 99 00 00 01' })
  await rita.brut('POST /agents/:agentId/lien', { agentId })
  await rita.brut('POST /agents/:agentId/desactivation', { agentId })
  expect(await titres(rita, 'agent', agentId)).toEqual([
    'Compte désactivé (Agent ESSAI)',
    'Rôle retiré : Pilote (Agent ESSAI)',
    'Lien pour ouvrir le compte (Agent ESSAI)',
    'Identité corrigée (Agent ESSAI)',
    'Lien pour ouvrir le compte (Agent ESSAI)',
    'Rôle donné : Pilote (Agent ESSAI)',
    'Compte créé (Agent ESSAI)',
  ])
})

test('une structure se lit page après page, la plus récente d’abord, et ne raconte que la sienne', async () => {
  const rita = await essai.unAgent('administrateur')
  const [structureId, autre] = [await essai.uneStructure({ nom: 'Régie 0' }), await essai.uneStructure()]
  const description = { organisme: 'delegataire', dominantes: ['emploi'], publics: [], communes: null }
  const decrire = (id: string, nom: string) =>
    rita.brut('PUT /structures/:structureId', {
      structureId: id,
      ...description,
      nom,
      adresse: null,
      telephone: null,
      courriel: null,
      capacite: null,
    })
  for (let n = 1; n <= 23; n++) expect((await decrire(structureId, `Régie ${n}`)).status).toBe(200)
  await decrire(autre, 'Autre')
  const premiere = await lire(rita, { objet: 'structure', objetId: structureId })
  expect(premiere.lignes[0]?.detail?.replaceAll('\u00a0', ' ')).toContain('Nom : Régie 23 (avant : Régie 22)')
  const suite = await lire(rita, { objet: 'structure', objetId: structureId, avant: premiere.suite ?? 0 })
  expect([premiere.lignes.length, suite.lignes.length, suite.suite]).toEqual([20, 3, null])
  expect(suite.lignes.at(-1)?.detail).toContain('Régie 1')
})

test('une clé : donnée, puis révoquée, une fois chacune', async () => {
  const rita = await essai.unAgent('administrateur')
  const id = uuidv7()
  for (let fois = 0; fois < 2; fois++)
    await rita.brut('POST /acces', { id, nom: 'Logiciel de paie', genres: ['personnes'] })
  for (let fois = 0; fois < 2; fois++) await rita.brut('POST /acces/:accesId/revocation', { accesId: id })
  expect(await titres(rita, 'acces', id)).toEqual(['Clé révoquée (Agent ESSAI)', 'Clé donnée (Agent ESSAI)'])
})

test('ce qui était réglé avant que tout se raconte a son histoire : qui, quand, pourquoi', async () => {
  const rita = await essai.unAgent('administrateur')
  const db = essai.base.territoire('59')
  const acces = {
    id: uuidv7(),
    territoire: '59',
    nom: 'Paie',
    droits: ['import.deposer:personnes'],
    creePar: 'Rita LISIÈRE',
  }
  const lignes = [
    { cle: 'portefeuille.plafond', valeur: '60', effetLe: '2024-01-01', saisiLe: '2023-12-01T08:00:00Z' },
    { cle: 'portefeuille.plafond', valeur: '55', effetLe: '2025-01-01', saisiLe: '2024-12-01T08:00:00Z' },
    {
      cle: 'donnee.precedence',
      valeur: JSON.stringify({ nom: ['agent', 'liste'], prenom: ['agent', 'liste'], telephone: ['agent', 'CAF'] }),
      effetLe: '2024-01-01',
      saisiLe: '2023-12-01T08:00:00Z',
    },
  ]
  await db
    .insertInto('parametre')
    .values(lignes.map(l => ({ ...l, motif: 'Délibération', saisiPar: rita.id })))
    .execute()
  await essai.base.commun
    .insertInto('clientApi')
    .values({ ...acces, empreinte: Buffer.from('x'), creeLe: '2024-02-01T08:00:00Z', revoqueLe: essai.now })
    .execute()
  const proprietaire = new pg.Client({ connectionString: essai.url })
  await proprietaire.connect()
  await proprietaire.query('set search_path to t_59, extensions')
  await proprietaire.query(lireSources('migrations/territoire/*_recits.sql')[0]?.texte ?? '')
  await proprietaire.end()
  expect(await titres(rita, 'parametre', 'portefeuille.plafond')).toEqual([
    'Nouvelle valeur : 55 personnes, à partir du 1er janvier (Agent ESSAI)',
    'Nouvelle valeur : 60 personnes, à partir du 1er janvier 2024 (Agent ESSAI)',
  ])
  expect((await titres(rita, 'precedence', 'donnee.precedence')).sort()).toEqual([
    'Nom, Prénom : un agent, puis liste importée (Agent ESSAI)',
    'Téléphone : un agent, puis CAF (Agent ESSAI)',
  ])
  expect(await titres(rita, 'acces', acces.id)).toEqual(['Clé révoquée (Filrouge)', 'Clé donnée (Rita LISIÈRE)'])
})
