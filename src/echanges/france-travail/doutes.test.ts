import { afterEach, expect, test } from 'vitest'
import { fichierActions, fichierPecg, fichierPrincipal } from '../../demo/fichiers/france-travail.ts'
import { compter, type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import { cloreLeDossier } from '../../orientation/essai-annulation.ts'
import { reunir, separer, unDoublon } from '../../personne/doublons/essai-doublons.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { gestes } from '../doutes/essai-doutes.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const { confier, bilan, attendent, lire, decider, annuler } = gestes(essai)
const db = () => essai.base.territoire('59')
const OPAQUE = '00000000-aaaa-4bbb-8ccc-000000000778'
const LIGNE = {
  identifiant_unique_de: OPAQUE,
  nom: 'ESSAI-TISSAGE',
  prenom: 'CAMILE',
  date_naissance: '12/04/1985',
  inscription: '2024-09-01',
  categorie_inscription: '1',
  struct_suivi: 'Agence des essais',
  referent_prenom: 'Lina',
  referent_nom: 'ESSAI',
  dif_sante: 'O',
}

const ACTION = {
  ...{ identifiant_unique_de: '1234567A', codeaction: 'ATE', lblaction: 'Atelier' },
  date_prescription: '2025-01-10',
}

const importer = async (admin: Navigateur, contenu: Buffer | string, recuLe = '2025-03-10') => {
  const nom = typeof contenu === 'string' ? 'principal.csv' : 'PECG.xml'
  const importId = await deposerParEcran(admin, nom, Buffer.from(contenu), { recuLe })
  const { statut, rapport } = await appliquer(essai, admin, importId)
  expect(statut).toBe('applique')
  const comptes = Object.fromEntries(rapport?.comptes.map(c => [c.libelle, c.nombre]) ?? [])
  return { importId, comptes }
}
const principal = (admin: Navigateur, ...lignes: Record<string, string>[]) =>
  importer(admin, fichierPrincipal(lignes.length ? lignes : [LIGNE]))
const comptesDe = async (admin: Navigateur, importId: string) => {
  const { json } = await admin.brut('GET /imports/:importId', { importId })
  const { comptes } = json.rapport as { comptes: { libelle: string; nombre: number }[] }
  return Object.fromEntries(comptes.map(c => [c.libelle, c.nombre]))
}
const suivis = () => db().selectFrom('suiviFranceTravail').select('personneId').execute()
const ou = async (agent: Navigateur) => (await attendent(agent)).lignes.map(l => [l.importId, l.ligne])

/** The extraction, applied and entrusted. */
async function uneAttente(admin: Navigateur, ligne: Record<string, string> = LIGNE) {
  const fait = await principal(admin, ligne)
  await confier(admin, fait.importId)
  return fait
}

async function uneEquipe() {
  const { id } = await unePersonne(essai)
  return { id, admin: await essai.unAgent('administrateur'), charge: await essai.unAgent('charge-orientation') }
}

test('une ligne de France Travail qui ressemble à un dossier attend : « c’est elle » y écrit ce qu’elle dit, et vaut pour la suite', async () => {
  const { id, admin, charge } = await uneEquipe()
  const { importId, comptes } = await principal(admin)
  expect(comptes).toMatchObject({ 'Personnes reconnues': 0, 'Personnes inconnues': 0, 'Lignes à décider': 1 })
  expect(await compter(essai, 'suivi_france_travail')).toBe(0)
  expect((await confier(admin, importId)).json).toMatchObject({ confiees: 1 })
  const lue = (await lire(charge, importId, 2)).json
  expect(lue).toMatchObject({ nouvelle: false, genre: 'ft-principal', candidats: [{ personneId: id }] })
  expect(lue.cellules).toEqual([
    { entete: 'Identifiant France Travail', valeur: OPAQUE },
    { entete: 'Nom', valeur: 'ESSAI-TISSAGE' },
    { entete: 'Prénom', valeur: 'CAMILE' },
    { entete: 'Date de naissance', valeur: '12/04/1985' },
    { entete: 'Inscription', valeur: '01/09/2024' },
    { entete: 'Suivi par', valeur: 'Lina ESSAI, Agence des essais' },
  ])
  expect((await decider(charge, importId, 2, 'nouvelle')).json).toMatchObject({ code: 'liste-sans-creation' })
  expect((await decider(charge, importId, 2, id)).json).toMatchObject({ resultat: 'modifiee', personneId: id })
  expect(await suivis()).toEqual([{ personneId: id }])
  expect((await bilan(admin, importId)).attente).toBe(0)
  expect(await comptesDe(admin, importId)).toMatchObject({ 'Lignes à décider': 0 })
  expect(await db().selectFrom('importDoute').select('dit').execute()).toEqual([{ dit: null }])
  const fil = (await charge.brut('GET /personnes/:personneId/evenements', { personneId: id })).texte
  expect(fil).toMatch(/Ligne d’un fichier reconnue.*Import n°/)
  expect((await principal(admin, { ...LIGNE, categorie_inscription: '2' })).comptes).toMatchObject({
    'Personnes reconnues': 1,
    'Lignes à décider': 0,
    'Suivis nouveaux ou mis à jour': 1,
  })
})

test('annuler l’import défait aussi ce qui a été décidé depuis', async () => {
  const { id, admin, charge } = await uneEquipe()
  const { importId } = await uneAttente(admin)
  await decider(charge, importId, 2, id)
  await annuler(admin, importId)
  expect(await suivis()).toEqual([])
  expect(await compter(essai, 'donnee')).toBe(0)
})

test('un identifiant au dossier d’une autre, et une identité que rien ne rapproche : rien n’est écrit, un agent le dit', async () => {
  const { id, admin, charge } = await uneEquipe()
  await db().updateTable('personne').set({ identifiantFranceTravail: '1234567A' }).where('id', '=', id).execute()
  const autre = { ...LIGNE, identifiant_unique_de: '1234567A', nom: 'ESSAI-NOUAGE', date_naissance: '30/01/1979' }
  const { importId } = await uneAttente(admin, autre)
  expect((await lire(charge, importId, 2)).json.candidats).toMatchObject([
    { personneId: id, raisons: expect.arrayContaining(['même identifiant France Travail']) },
  ])
  expect(await suivis()).toEqual([])
})

test('seul un dossier proposé se choisit ; reconnue depuis sans doute, la ligne ne s’écrit sur personne d’autre', async () => {
  const { id, admin, charge } = await uneEquipe()
  const { id: autre } = await unePersonne(essai, { nom: 'ESSAI-NOUAGE', prenom: 'SACHA' })
  const { importId } = await uneAttente(admin)
  expect((await decider(charge, importId, 2, autre)).json).toMatchObject({ code: 'doute-change' })
  const { id: elle } = await unePersonne(essai, { prenom: 'CAMILE' })
  expect((await decider(charge, importId, 2, id)).json).toMatchObject({ code: 'doute-leve' })
  expect(await suivis()).toEqual([])
  expect((await lire(charge, importId, 2)).json.candidats).toMatchObject([{ personneId: elle }])
  expect((await decider(charge, importId, 2, elle)).json).toMatchObject({ resultat: 'modifiee' })
})

test('la dernière décision vaut : laissée de côté, puis reconnue quand un autre dossier est venu', async () => {
  const { admin, charge } = await uneEquipe()
  // Nothing but names tells who it is, every month.
  const sansNumero = { ...LIGNE, identifiant_unique_de: 'NULL' }
  const un = await uneAttente(admin, sansNumero)
  await decider(charge, un.importId, 2, { cote: 'inconnue' })
  const { id } = await unePersonne(essai, { prenom: 'CAMYLE' })
  essai.now = '2025-03-10T11:00:00Z'
  const deux = await principal(admin, { ...sansNumero, categorie_inscription: '2' })
  await confier(admin, deux.importId)
  expect((await decider(charge, deux.importId, 2, id)).json).toMatchObject({ personneId: id })
  const trois = await principal(admin, { ...sansNumero, categorie_inscription: '3' })
  expect(trois.comptes).toMatchObject({ 'Personnes reconnues': 1, 'Lignes à décider': 0 })
})

test('le fichier annulé puis rejoué reprend ce qui en avait été décidé', async () => {
  const { id, admin, charge } = await uneEquipe()
  const { importId } = await uneAttente(admin)
  await decider(charge, importId, 2, id)
  await annuler(admin, importId)
  const encore = uuidv7()
  await admin.brut('POST /imports/:importId/rejeu', { importId, id: encore })
  await appliquer(essai, admin, encore)
  expect(await comptesDe(admin, encore)).toMatchObject({ 'Personnes reconnues': 1, 'Lignes à décider': 0 })
})

test('deux homonymes nés le même jour : à décider, et l’identifiant retenu les distingue ensuite', async () => {
  const { id, admin, charge } = await uneEquipe()
  await unePersonne(essai)
  const { importId } = await uneAttente(admin, { ...LIGNE, prenom: 'CAMILLE' })
  expect((await lire(charge, importId, 2)).json.candidats).toHaveLength(2)
  await decider(charge, importId, 2, id)
  const suite = await principal(admin, { ...LIGNE, prenom: 'CAMILLE', categorie_inscription: '3' })
  expect(suite.comptes).toMatchObject({ 'Personnes reconnues': 1, 'Lignes à décider': 0 })
  expect(await suivis()).toEqual([{ personneId: id }, { personneId: id }])
})

test('« ce n’est pas elle » n’est pas redemandé le mois d’après, sauf si un autre dossier lui ressemble', async () => {
  const { admin, charge } = await uneEquipe()
  const { importId } = await uneAttente(admin)
  await decider(charge, importId, 2, { cote: 'inconnue' })
  const suite = await principal(admin, { ...LIGNE, categorie_inscription: '2' })
  expect(suite.comptes).toMatchObject({ 'Lignes à décider': 0, 'Lignes laissées de côté, comme décidé avant': 1 })
  await unePersonne(essai, { prenom: 'CAMYLE' })
  const encore = await principal(admin, { ...LIGNE, categorie_inscription: '3' })
  expect(encore.comptes).toMatchObject({ 'Lignes à décider': 1, 'Lignes laissées de côté, comme décidé avant': 0 })
})

test('ce qui attend encore quand le fichier suivant vient n’est à décider qu’une fois, et reste confié', async () => {
  const { admin, charge } = await uneEquipe()
  const un = await uneAttente(admin)
  const deux = await principal(
    admin,
    { ...LIGNE, nom: 'SANS-RAPPORT', identifiant_unique_de: 'X' },
    {
      ...LIGNE,
      categorie_inscription: '2',
    },
  )
  expect(await ou(charge)).toEqual([[deux.importId, 3]])
  expect(await comptesDe(admin, un.importId)).toMatchObject({ 'Lignes à décider': 0 })
  await annuler(admin, deux.importId)
  expect(await ou(charge)).toEqual([[un.importId, 2]])
  expect(await comptesDe(admin, un.importId)).toMatchObject({ 'Lignes à décider': 1 })
})

test('sans décision, la ligne attend mois après mois, dans le dernier fichier seul, même si l’un d’eux est annulé', async () => {
  const { admin } = await uneEquipe()
  const [, deux, trois] = [
    await principal(admin),
    await principal(admin, { ...LIGNE, categorie_inscription: '2' }),
    await principal(admin, { ...LIGNE, categorie_inscription: '3' }),
  ]
  expect(trois.comptes).toMatchObject({ 'Lignes à décider': 1, 'Lignes laissées de côté, comme décidé avant': 0 })
  await annuler(admin, deux.importId)
  expect((await bilan(admin, trois.importId)).attente).toBe(1)
  expect(await db().selectFrom('importDoute').select('importId').where('decision', 'is', null).execute()).toEqual([
    { importId: trois.importId },
  ])
})

test('reconnue une fois, son dossier a changé d’identité depuis : on demande de nouveau', async () => {
  const { id, admin, charge } = await uneEquipe()
  const sansNumero = { ...LIGNE, identifiant_unique_de: 'NULL' }
  const { importId } = await uneAttente(admin, sansNumero)
  await decider(charge, importId, 2, id)
  const autre = { nom: 'ESSAI-NOUAGE', nomNaissance: 'ESSAI-NOUAGE', prenom: 'SACHA', dateNaissance: '1979-01-30' }
  await db().updateTable('personne').set(autre).where('id', '=', id).execute()
  const { id: proche } = await unePersonne(essai)
  const suite = await principal(admin, { ...sansNumero, categorie_inscription: '2' })
  expect(suite.comptes).toMatchObject({ 'Personnes reconnues': 0, 'Lignes à décider': 1 })
  await confier(admin, suite.importId)
  expect((await lire(charge, suite.importId, 2)).json.candidats).toMatchObject([{ personneId: proche }])
})

test.each([
  ['qui attend', () => null],
  ['laissée de côté', () => ({ cote: 'inconnue' as const })],
  // Two files have it then, until somebody takes it off the other one.
  ['dite d’elle', (elle: string) => elle],
])(
  'le numéro d’un dossier qu’une ligne %s donne à quelqu’un d’autre : ses actions ne vont à personne',
  async (_, choisir) => {
    const { id: porteur, admin, charge } = await uneEquipe()
    await db().updateTable('personne').set({ identifiantFranceTravail: '1234567A' }).where('id', '=', porteur).execute()
    const { id: elle } = await unePersonne(essai, { nom: 'ESSAI-NOUAGE', prenom: 'SACHA', dateNaissance: '1979-01-30' })
    const sienne = { ...LIGNE, identifiant_unique_de: '1234567A', nom: 'ESSAI-NOUAGE', prenom: 'SASHA' }
    const { importId } = await uneAttente(admin, { ...sienne, date_naissance: '30/01/1979' })
    const choix = choisir(elle)
    if (choix) expect((await decider(charge, importId, 2, choix)).status).toBe(200)
    const { comptes, importId: actions } = await importer(admin, fichierActions([ACTION]))
    expect(comptes).toMatchObject({ 'Actions d’un identifiant à vérifier': 1, 'Actions reprises': 0 })
    const { json } = await admin.brut('GET /imports/:importId', { importId: actions })
    expect(JSON.stringify(json.rapport)).toContain('elles ne sont reprises sur aucun')
    expect(await compter(essai, 'action_france_travail')).toBe(0)
  },
)

test('ce qu’un numéro contesté dit n’est repris qu’une fois la question tranchée pour qui le porte', async () => {
  const { id: porteur, admin, charge } = await uneEquipe()
  await db().updateTable('personne').set({ identifiantFranceTravail: '1234567A' }).where('id', '=', porteur).execute()
  const { importId } = await principal(admin, {
    ...LIGNE,
    ...{ identifiant_unique_de: '1234567A', nom: 'ESSAI-NOUAGE', date_naissance: '30/01/1979' },
  })
  await confier(admin, importId)
  await decider(charge, importId, 2, porteur)
  expect((await importer(admin, fichierActions([ACTION]))).comptes).toMatchObject({ 'Actions reprises': 1 })
  expect(await db().selectFrom('actionFranceTravail').select('personneId').execute()).toEqual([{ personneId: porteur }])
})

test('décidée quand deux dossiers n’en faisaient qu’un : séparés depuis, on demande de nouveau', async () => {
  const { id, admin, charge } = await uneEquipe()
  const { id: autre } = await unePersonne(essai, { prenom: 'CAMYLE' })
  const doublonId = await unDoublon(essai, id, autre)
  expect((await reunir(charge, doublonId, id)).status).toBe(200)
  const sansNumero = { ...LIGNE, identifiant_unique_de: 'NULL' }
  const { importId } = await uneAttente(admin, sansNumero)
  expect((await decider(charge, importId, 2, id)).json).toMatchObject({ personneId: id })
  essai.now = '2025-03-10T11:00:00Z'
  expect((await separer(charge, doublonId)).status).toBe(200)
  const suite = await principal(admin, { ...sansNumero, categorie_inscription: '2' })
  expect(suite.comptes).toMatchObject({ 'Personnes reconnues': 0, 'Lignes à décider': 1 })
})

test('sur un dossier clos, ce que dit la ligne est gardé, et la réponse dit que rien ne le rouvre', async () => {
  const { id, admin, charge } = await uneEquipe()
  const { importId } = await uneAttente(admin)
  expect((await cloreLeDossier(charge, id)).status).toBe(200)
  const { json } = await decider(charge, importId, 2, id)
  expect(json).toMatchObject({ resultat: 'modifiee', motifs: [{ motif: expect.stringContaining('est clos') }] })
  expect(await suivis()).toEqual([{ personneId: id }])
})

test('le fichier mensuel aussi : un dossier en doute attend, le PPAE est gardé une fois décidé', async () => {
  const { id, admin, charge } = await uneEquipe()
  const identite = { nom: 'ESSAI-TISSAGE', prenom: 'Camile', 'date-naissance': '1985-04-12' }
  const { importId, comptes } = await importer(
    admin,
    fichierPecg([{ identite, signature: '2024-05-31' }, { identite: { ...identite, prenom: 'Camill' } }]),
  )
  // The second one says nothing to keep.
  expect(comptes).toMatchObject({ 'Lignes à décider': 1, 'Dossiers sans PPAE': 1 })
  await confier(admin, importId)
  expect((await lire(charge, importId, 1)).json.cellules).toContainEqual({
    entete: 'PPAE signé',
    valeur: expect.stringMatching(/^le 31.mai.2024$/),
  })
  await decider(charge, importId, 1, id)
  expect(await db().selectFrom('ppae').select(['personneId', 'signeLe']).execute()).toEqual([
    { personneId: id, signeLe: '2024-05-31' },
  ])
})
