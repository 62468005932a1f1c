import { expect, test } from 'vitest'
import { entreesLues, importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { importerSuivis } from './suivis.import.ts'

const essai = unEssai()
const ENTETE = 'numeroDemandeRsa;role;nir;dateOrientation;dominante;structure;referentCourriel'
const importer = (...lignes: string[]) =>
  essai.enTransaction(ctx => importerSuivis(ctx, [ENTETE, ...lignes].join('\n')))

test('reprend un suivi : orientation, référent et structure à compléter', async () => {
  const { id, numeroDemandeRsa } = await unePersonne(essai)
  const rapport = await importer(
    `${numeroDemandeRsa};DEM;;2025-01-10;Équilibre;PLIE des Deux Rives;nadia.ourson@example.org`,
  )
  expect(rapport).toEqual({
    lus: 1,
    crees: 1,
    inchanges: 0,
    rejetes: 0,
    structuresCreees: 1,
    referentsCrees: 1,
    anomalies: [],
  })
  const db = essai.base.territoire('59')
  expect(await db.selectFrom('structure').select(['nom', 'aCompleter', 'dominantes']).executeTakeFirst()).toEqual({
    nom: 'PLIE des Deux Rives',
    aCompleter: true,
    dominantes: ['equilibre'],
  })
  expect(await db.selectFrom('agent').select(['nom', 'prenom', 'aCompleter']).executeTakeFirst()).toEqual({
    nom: 'OURSON',
    prenom: 'Nadia',
    aCompleter: true,
  })
  expect(
    await db.selectFrom('accompagnement').select(['personneId', 'debut', 'fin', 'veilleDepuis']).executeTakeFirst(),
  ).toEqual({ personneId: id, debut: '2025-01-10', fin: null, veilleDepuis: null })
})

test('le même fichier une seconde fois ne change rien, même si le suivi a été clos depuis', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  const ligne = `${numeroDemandeRsa};DEM;;10/01/2025;emploi;PLIE;a.b@example.org`
  await importer(ligne)
  expect(await importer(ligne)).toMatchObject({ crees: 0, inchanges: 1, rejetes: 0 })
  await essai.base
    .territoire('59')
    .updateTable('accompagnement')
    .set({ fin: '2025-03-01', finMotif: 'radiation' })
    .execute()
  await essai.base.territoire('59').updateTable('orientation').set({ fin: '2025-03-01' }).execute()
  expect(await importer(ligne)).toMatchObject({ crees: 0, inchanges: 1, rejetes: 0 })
  expect(await compter(essai, 'accompagnement')).toBe(1)
})

test('chaque mauvaise ligne est écartée avec sa raison, les autres entrent', async () => {
  const { numeroDemandeRsa: bon } = await unePersonne(essai)
  const { numeroDemandeRsa: autre } = await unePersonne(essai)
  const rapport = await importer(
    `${bon};DEM;;2025-01-10;emploi;PLIE;a.b@example.org`,
    '99999999999;DEM;;2025-01-10;emploi;PLIE;a.b@example.org',
    `${autre};ENF;;2025-01-10;emploi;PLIE;a.b@example.org`,
    `${autre};DEM;123;2025-01-10;emploi;PLIE;a.b@example.org`,
    `${autre};DEM;;2025-02-30;emploi;PLIE;a.b@example.org`,
    `${autre};DEM;;2025-01-10;autre;PLIE;a.b@example.org`,
    `${autre};DEM;;2025-01-10;emploi;PLIE;pas une adresse`,
    `${autre};DEM;;2030-01-10;emploi;PLIE;a.b@example.org`,
    `${bon};DEM;;2025-01-10;emploi;PLIE;a.b@example.org`,
  )
  expect(rapport).toMatchObject({ lus: 9, crees: 1, rejetes: 8 })
  expect(rapport.anomalies.map(a => `${a.ligne} ${a.champ}`)).toEqual([
    '3 numeroDemandeRsa',
    '4 role',
    '5 nir',
    '6 dateOrientation',
    '7 dominante',
    '8 referentCourriel',
    '9 dateOrientation',
    '10 numeroDemandeRsa',
  ])
})

test('une personne déjà suivie par un autre référent n’en change pas', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importer(`${numeroDemandeRsa};DEM;;2025-01-10;emploi;PLIE;a.b@example.org`)
  const rapport = await importer(`${numeroDemandeRsa};DEM;;2025-02-10;emploi;PLIE;c.d@example.org`)
  expect(rapport).toMatchObject({ crees: 0, rejetes: 1, anomalies: [{ champ: 'referentCourriel' }] })
})

test.each([
  ['un autre tableau', 'nom;prenom\nA;B'],
  ['une ligne de travers', `${ENTETE}\nA;B`],
])('%s est refusé en entier', async (_, texte) => {
  await expect(essai.enTransaction(ctx => importerSuivis(ctx, texte))).rejects.toMatchObject({ kind: 'invalid' })
})

test('un suivi plus ancien que la réception montre que la personne n’entrait pas ; depuis, il l’oriente', async () => {
  const { numeroDemandeRsa: ancien } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  const { numeroDemandeRsa: neuf } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  await importer(
    `${ancien};DEM;;2025-01-10;emploi;PLIE;a.b@example.org`,
    `${neuf};DEM;;2025-03-07;emploi;PLIE;a.b@example.org`,
  )
  const entrees = await entreesLues(essai)
  expect(entrees.find(e => e.numero === ancien)).toMatchObject({ closeMotif: 'suivi-connu', orienteLe: null })
  expect(entrees.find(e => e.numero === neuf)).toMatchObject({ closeMotif: null, orienteLe: '2025-03-07' })
})

test('un suivi qui commence le jour de la réception est l’orientation de l’entrée ; une entrée déjà orientée garde sa date', async () => {
  const { numeroDemandeRsa: jour } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  const { numeroDemandeRsa: deja, entreeId } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  await essai.base
    .territoire('59')
    .updateTable('entree')
    .set({ orienteLe: '2025-03-04' })
    .where('id', '=', entreeId ?? '')
    .execute()
  await importer(
    `${jour};DEM;;2025-03-03;emploi;PLIE;a.b@example.org`,
    `${deja};DEM;;2025-03-07;emploi;PLIE;a.b@example.org`,
  )
  const entrees = await entreesLues(essai)
  expect(entrees.find(e => e.numero === jour)).toMatchObject({ closeMotif: null, orienteLe: '2025-03-03' })
  expect(entrees.find(e => e.numero === deja)).toMatchObject({ closeMotif: null, orienteLe: '2025-03-04' })
})

test('qui n’est plus suivi nulle part reprend avec un autre référent, dès le jour où le premier suivi a fini', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importer(`${numeroDemandeRsa};DEM;;2024-05-10;emploi;PLIE;a.b@example.org`)
  const db = essai.base.territoire('59')
  await db.updateTable('accompagnement').set({ fin: '2024-09-10' }).execute()
  await db.updateTable('orientation').set({ fin: '2024-09-10' }).execute()
  const trop = await importer(`${numeroDemandeRsa};DEM;;2024-09-09;emploi;PLIE;c.d@example.org`)
  expect(trop).toMatchObject({ crees: 0, anomalies: [{ champ: 'dateOrientation' }] })
  const rapport = await importer(`${numeroDemandeRsa};DEM;;2024-09-10;emploi;PLIE;c.d@example.org`)
  expect(rapport).toMatchObject({ crees: 1, rejetes: 0 })
})

test('le stock repris n’entre pas au mois suivant, et une suspension courte y fait une reprise', async () => {
  const foyer = { numero: '05900000001', etat: '2', personnes: [{ role: 'DEM', sdd: true, nir: '2850400990001' }] }
  await importerMois(essai, '2024-12', [foyer])
  await importer('05900000001;DEM;2850400990001;2024-06-10;emploi;PLIE;a.b@example.org')
  await importerMois(essai, '2025-01', [{ ...foyer, etat: '4', suspension: { motif: '06', debut: '2025-01-01' } }])
  expect(await importerMois(essai, '2025-02', [foyer])).toMatchObject({ entrees: 0, reprises: 1 })
})
