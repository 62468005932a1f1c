import { expect, test } from 'vitest'
import { fichierActions, fichierPecg, fichierPrincipal } from '../../demo/fichiers/france-travail.ts'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { statutsParRole } from '../../essai-roles.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { deposer, lireImport, traiter } from '../../import/essai-import.ts'
import { unSuiviDans } from '../essai-suivi.ts'
import { type ActionDite, direAction, direActions, direEnBref } from './france-travail.ts'
import type { franceTravailDe } from './france-travail-de.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const recevoir = async (contenu: Buffer | string, fichier: string, recuLe: string) => {
  const id = await deposer(essai, Buffer.from(contenu), { fichier, recuLe })
  await traiter(essai)
  expect((await lireImport(essai, id)).statut).toBe('applique')
  return id
}
const lire = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof franceTravailDe>('GET /personnes/:personneId/france-travail', { personneId })).json
const ouvrir = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json

const MOI = { identifiant_unique_de: '99900000001', nom: 'ESSAI-FT', prenom: 'CAMILLE', date_naissance: '12/04/1985' }
const LIGNE = {
  ...MOI,
  ...{
    inscription: '2024-09-01',
    categorie_inscription: '4',
    modalite_accompagnement: 'GUI',
    struct_suivi: 'Agence des essais',
  },
  ...{
    'mrech.axetravailprincipal': 'AX1',
    referent_prenom: 'Awa',
    referent_nom: 'ESSAI',
    dif_transport: 'O',
    brsa: 'O',
  },
}
const ACTION = {
  identifiant_unique_de: MOI.identifiant_unique_de,
  ...{ codeaction: 'FORM', lblaction: 'Formation cuisine', date_prescription: '2025-02-20' },
}

async function unSuivi() {
  const marc = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-FT', debut: '2025-03-03' })
  await sessionsSansFin(essai)
  return { marc, personneId }
}

test('l’inscription, le conseiller et les difficultés se lisent en mots ; ce qui était dit avant reste lisible ; annulé, il revient', async () => {
  const { marc, personneId } = await unSuivi()
  await recevoir(fichierPrincipal([LIGNE]), 'principal.csv', '2025-03-04')
  expect((await lire(marc, personneId)).suivis).toMatchObject([
    {
      ...{ le: '2025-03-04', inscritLe: '2024-09-01', axe: null, modalite: 'guidé', structure: 'Agence des essais' },
      ...{ categorie: 'sans emploi, pas disponible tout de suite (formation, maladie…)' },
      ...{ referent: 'Awa ESSAI', freins: ['Transport'] },
    },
  ])
  const suite = { ...LIGNE, categorie_inscription: '1', referent_prenom: 'Lina' }
  const importId = await recevoir(fichierPrincipal([suite]), 'principal-2.csv', '2025-03-09')
  expect((await lire(marc, personneId)).suivis.map(s => [s.le, s.referent])).toEqual([
    ['2025-03-09', 'Lina ESSAI'],
    ['2025-03-04', 'Awa ESSAI'],
  ])
  const awa = await essai.unAgent('charge-orientation')
  expect((await awa.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  expect((await lire(marc, personneId)).suivis.map(s => s.referent)).toEqual(['Awa ESSAI'])
})

test('le PPAE signé de nouveau passe devant ; une date connue à l’année le reste', async () => {
  const { marc, personneId } = await unSuivi()
  const identite = { nom: 'ESSAI-FT', prenom: 'Camille', 'date-naissance': '1985-04-12' }
  await recevoir(fichierPecg([{ identite, signature: '2023' }]), 'pecg.xml', '2025-03-04')
  await recevoir(
    fichierPecg([{ identite, signature: '2025-03-02' }], { reference: '2025-03-08' }),
    'pecg-2.xml',
    '2025-03-09',
  )
  expect((await lire(marc, personneId)).ppae).toEqual([
    { signeLe: '2025-03-02', dernierEntretienLe: null, le: '2025-03-08' },
    { signeLe: '2023', dernierEntretienLe: null, le: '2025-02-28' },
  ])
})

test('une action qui commence bientôt est au premier écran ; réalisée au fichier suivant, elle n’y est plus ; annulé, elle y revient', async () => {
  const { marc, personneId } = await unSuivi()
  await recevoir(fichierPrincipal([LIGNE]), 'principal.csv', '2025-03-04')
  await recevoir(fichierActions([{ ...ACTION, date_prev_debut: '2025-03-20' }]), 'actions.csv', '2025-03-04')
  const enBref = async () =>
    (await ouvrir(marc, personneId)).franceTravail?.phrases.map(p => p.replaceAll('\u00a0', ' '))
  expect(await enBref()).toEqual(['Formation cuisine, commence le 20 mars'])
  const finie = { ...ACTION, date_debut: '2025-03-05', date_fin: '2025-03-08', date_realisation_action: '2025-03-08' }
  const importId = await recevoir(fichierActions([finie]), 'actions-2.csv', '2025-03-09')
  expect(await enBref()).toBeUndefined()
  expect((await lire(marc, personneId)).actions).toMatchObject([
    { libelle: 'Formation cuisine', etat: 'realisee', prescriteLe: '2025-02-20', le: '2025-03-09' },
  ])
  const awa = await essai.unAgent('charge-orientation')
  expect((await awa.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  expect(await enBref()).toHaveLength(1)
})

test('l’ancien référent lit ce que les fichiers disaient jusqu’à son dernier jour, et rien au premier écran', async () => {
  const { marc, personneId } = await unSuivi()
  await recevoir(fichierPrincipal([LIGNE]), 'principal.csv', '2025-03-04')
  await recevoir(fichierActions([{ ...ACTION, date_prev_debut: '2025-03-20' }]), 'actions.csv', '2025-03-04')
  await db().updateTable('accompagnement').set({ fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  essai.now = '2025-03-12T09:00:00Z'
  await recevoir(fichierPrincipal([{ ...LIGNE, referent_prenom: 'Lina' }]), 'principal-2.csv', '2025-03-12')
  const lu = await lire(marc, personneId)
  expect([lu.suivis.map(s => s.referent), lu.actions.length]).toEqual([['Awa ESSAI'], 1])
  expect((await ouvrir(marc, personneId)).franceTravail).toBeNull()
  const awa = await essai.unAgent('charge-orientation')
  expect((await lire(awa, personneId)).suivis).toHaveLength(2)
})

test('chaque rôle lit ce que son rôle lui ouvre, et laisse une trace', async () => {
  const { marc, personneId } = await unSuivi()
  await recevoir(fichierPrincipal([LIGNE]), 'principal.csv', '2025-03-04')
  const statuts = await statutsParRole(
    essai,
    'GET /personnes/:personneId/france-travail',
    { personneId },
    marc.structureId,
  )
  expect(statuts).toEqual({
    ...{ 'charge-orientation': 200, 'responsable-equipe': 200, accueil: 403, 'co-intervenant': 403 },
    ...{ pilote: 403, administrateur: 403, dpo: 403 },
  })
  const traces = await db().selectFrom('consultation').select('quoi').where('quoi', '=', 'france-travail').execute()
  expect(traces).toHaveLength(2)
})

const JOUR = '2025-03-10'
const une = (plus: Partial<ActionDite> = {}): ActionDite => ({
  ...{ code: 'A', libelle: 'Atelier', objectif: null, formation: null, prescriteLe: '2025-02-01', realiseeLe: null },
  ...{ debutPrevu: null, debut: null, fin: null, import: 1, le: '2025-02-05', ...plus },
})

test.each<[Partial<ActionDite>, string, string]>([
  [{ debutPrevu: '2025-03-10' }, 'a-venir', 'commence le 10 mars'],
  [{ debut: '2025-03-01', fin: '2025-03-10' }, 'en-cours', 'commencée le 1er mars, jusqu’au 10 mars'],
  [{ debut: '2025-03-01', fin: '2025-03-09' }, 'finie', 'terminée le 9 mars'],
  [{ debutPrevu: '2025-03-09' }, 'prescrite', 'prévue le 9 mars, début non confirmé'],
  [{}, 'prescrite', 'prescrite le 1er février, sans date de début'],
  [{ prescriteLe: null }, 'prescrite', 'sans date'],
  [{ realiseeLe: '2025-03-09', fin: '2025-03-30' }, 'realisee', 'réalisée le 9 mars'],
  [{ realiseeLe: '2025-03-11', debutPrevu: '2025-03-11' }, 'a-venir', 'commence le 11 mars'],
])('une action %j est %s : %s', (plus, etat, quand) => {
  const dite = direAction(une(plus), JOUR)
  expect([dite.etat, dite.quand.replaceAll('\u00a0', ' ')]).toEqual([etat, quand])
})

test('deux prescriptions restent deux, ce qui vient est devant ; un suivi qui finit sous trente jours se dit, plus loin non', () => {
  const dites = [une({ debut: '2025-01-01', fin: '2025-01-02' }), une({ code: 'B', debutPrevu: '2025-03-15' })]
  expect(direActions(dites, JOUR).map(a => a.etat)).toEqual(['a-venir', 'finie'])
  expect(direActions([une(), une({ prescriteLe: '2025-03-01', import: 2 })], JOUR)).toHaveLength(2)
  const bref = (finPrevue: string | null, actions: ActionDite[] = []) =>
    direEnBref({ actions, suivi: { le: '2025-03-01', finPrevue } }, JOUR)?.phrases.map(p => p.replaceAll('\u00a0', ' '))
  expect(bref('2025-04-09')).toEqual(['Suivi prévu jusqu’au 9 avril'])
  expect(bref('2025-04-10')).toBeUndefined()
  expect(bref('2025-03-09')).toEqual(['Suivi fini le 9 mars'])
  expect(bref(null, [une({ debutPrevu: '2025-04-10' })])).toBeUndefined()
})
