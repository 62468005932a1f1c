import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { compter, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes, tenirEcheances } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { annulerImport } from '../../import/differences/annuler-import.ts'
import { origineEssai } from '../../import/essai-import.ts'
import { entreesLues, importerMois } from '../cnaf/beneficiaires/essai-import.ts'
import { importerSuivis } from './importer-suivis.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const ENTETE = 'numeroDemandeRsa;role;nir;dateOrientation;dominante;structure;referentCourriel'
const dossier = mkdtempSync(join(tmpdir(), 'filrouge-suivis-'))

/** What the command line does with this file, on this test's database. */
function importerTexte(texte: string) {
  const chemin = join(dossier, 'suivis.csv')
  writeFileSync(chemin, texte)
  return importerSuivis(essai.base, origineEssai(essai), { chemin, recuLe: essai.now.slice(0, 10) })
}
const importer = (...lignes: string[]) => importerTexte([ENTETE, ...lignes].join('\n'))

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
  await tenirEcheances(essai)
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
    ';DEM;123;2025-01-10;emploi;PLIE;a.b@example.org',
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

test('un autre tableau est refusé en entier, et dit ce qui manque', async () => {
  await expect(importerTexte('nom;prenom\nA;B')).rejects.toMatchObject({
    code: 'colonnes-a-choisir',
    message: expect.stringMatching(/Il manque dans les colonnes : le numéro de demande RSA ou le NIR, la structure/),
  })
})

test('une ligne de travers est écartée seule', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  const bonne = `${numeroDemandeRsa};DEM;;2025-01-10;emploi;PLIE;a.b@example.org`
  expect(await importer('A;B', `${bonne};de trop`, bonne)).toMatchObject({ lus: 3, crees: 1, rejetes: 2 })
})

test('un suivi repris ainsi s’annule comme tout import', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importer(`${numeroDemandeRsa};DEM;;2025-01-10;emploi;PLIE;a.b@example.org`)
  const { id, voie } = await essai.base
    .territoire('59')
    .selectFrom('import')
    .select(['id', 'voie'])
    .executeTakeFirstOrThrow()
  expect(voie).toBe('commande')
  const administrateur = await essai.unAgent('administrateur')
  const { status } = await administrateur.appeler<typeof annulerImport>('POST /imports/:importId/annulation', {
    importId: id,
  })
  expect(status).toBe(200)
  expect([await compter(essai, 'accompagnement'), await compter(essai, 'orientation')]).toEqual([0, 0])
})

test('le même fichier plus tard reprend ce qui ne pouvait l’être la première fois', async () => {
  const ligne = '05900000009;DEM;;2025-01-10;emploi;PLIE;a.b@example.org'
  expect(await importer(ligne)).toMatchObject({ crees: 0, rejetes: 1 })
  const { id } = await unePersonne(essai)
  const db = essai.base.territoire('59')
  await db
    .updateTable('foyer')
    .set({ numeroDemandeRsa: '05900000009' })
    .where('id', 'in', db.selectFrom('membre').select('foyerId').where('personneId', '=', id))
    .execute()
  expect(await importer(ligne)).toMatchObject({ crees: 1, rejetes: 0 })
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
