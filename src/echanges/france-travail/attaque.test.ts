import { afterEach, expect, test } from 'vitest'
import { fichierPecg, fichierPrincipal } from '../../demo/fichiers/france-travail.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import { gestes } from '../doutes/essai-doutes.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const { confier, attendent, decider } = gestes(essai)
const db = () => essai.base.territoire('59')
/** Nothing but names tells who it is, every month. */
const LIGNE = { nom: 'ESSAI-TISSAGE', prenom: 'CAMILE', date_naissance: '12/04/1985' }

async function importer(admin: Navigateur, contenu: Buffer | string) {
  const nom = typeof contenu === 'string' ? 'principal.csv' : 'PECG.xml'
  const importId = await deposerParEcran(admin, nom, Buffer.from(contenu), { recuLe: '2025-03-10' })
  const { statut, rapport } = await appliquer(essai, admin, importId)
  expect(statut).toBe('applique')
  return { importId, comptes: Object.fromEntries(rapport?.comptes.map(c => [c.libelle, c.nombre]) ?? []) }
}
const mois = (admin: Navigateur, categorie: string, ligne: Record<string, string> = LIGNE, fois = 1) =>
  importer(
    admin,
    fichierPrincipal(Array.from({ length: fois }, () => ({ ...ligne, categorie_inscription: categorie }))),
  )

async function uneAttente() {
  const { id } = await unePersonne(essai)
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const { importId } = await mois(admin, '1')
  await confier(admin, importId)
  return { id, admin, charge, importId }
}

test('reconnue une fois, un autre dossier lui ressemble depuis : on demande de nouveau, et rien n’est écrit', async () => {
  const { id, admin, charge, importId } = await uneAttente()
  await decider(charge, importId, 2, id)
  const { id: autre } = await unePersonne(essai, { prenom: 'CAMYLE' })
  essai.now = '2025-03-10T11:00:00Z'
  const deux = await mois(admin, '2')
  expect(deux.comptes).toMatchObject({ 'Personnes reconnues': 0, 'Lignes à décider': 1 })
  await confier(admin, deux.importId)
  expect((await decider(charge, deux.importId, 2, autre)).json).toMatchObject({ personneId: autre })
  expect((await mois(admin, '3')).comptes).toMatchObject({ 'Personnes reconnues': 1, 'Lignes à décider': 0 })
})

test('« elle n’apporte rien » est dit d’une ligne, pas de la personne : le mois d’après, et l’autre fichier, se décident', async () => {
  const { admin, charge, importId } = await uneAttente()
  await decider(charge, importId, 2, { cote: 'inutile' })
  const identite = { nom: LIGNE.nom, prenom: LIGNE.prenom, 'date-naissance': '1985-04-12' }
  for (const { comptes } of [
    await mois(admin, '2'),
    await importer(admin, fichierPecg([{ identite, signature: '2024-05-31' }])),
  ])
    expect(comptes).toMatchObject({ 'Lignes à décider': 1, 'Lignes laissées de côté, comme décidé avant': 0 })
})

test('un identifiant démesuré n’arrête ni le fichier, ni la décision : il n’est pas repris, et c’est dit', async () => {
  const { id, admin, charge } = await uneAttente()
  const demesure = Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 104_729).toString(36)).join('')
  const { importId, comptes } = await mois(admin, '2', { ...LIGNE, identifiant_unique_de: demesure })
  expect(comptes).toMatchObject({ 'Lignes à décider': 1 })
  await confier(admin, importId)
  expect((await decider(charge, importId, 2, id)).json).toMatchObject({ resultat: 'modifiee' })
  const connue = await mois(admin, '3', { ...LIGNE, prenom: 'CAMILLE', identifiant_unique_de: demesure })
  expect(connue.comptes).toMatchObject({ 'Personnes reconnues': 1 })
  expect(await db().selectFrom('donnee').select('champ').where('champ', 'like', 'identifiant%').execute()).toEqual([])
})

test('la même ligne dite deux mille fois, deux mois de suite, se reprend sans les comparer toutes, et reste confiée', async () => {
  const { admin, charge } = await uneAttente()
  const chrono = async (categorie: string) => {
    const debut = performance.now()
    return { ...(await mois(admin, categorie, LIGNE, 2000)), ms: performance.now() - debut }
  }
  const un = await chrono('1')
  await confier(admin, un.importId)
  const deux = await chrono('2')
  // Paired one with each of the others, they took sixteen times as long.
  expect(deux.ms).toBeLessThan(8 * un.ms)
  expect(deux.comptes).toMatchObject({ 'Lignes à décider': 2000 })
  expect(await attendent(charge)).toMatchObject({
    total: 2000,
    lignes: [{ importId: deux.importId }, ...Array(24).fill({})],
  })
})
