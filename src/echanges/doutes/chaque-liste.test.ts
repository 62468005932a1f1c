import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { purgerImports } from '../../import/purger-imports.job.ts'
import { cloreLeDossier } from '../../orientation/essai-annulation.ts'
import { lignesDe } from '../listes/essai-liste.ts'
import { gestes } from './essai-doutes.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const { importer, confier, attendent, decider, lire, annuler, bilan, fiche } = gestes(essai)
const db = () => essai.base.territoire('59')

async function unMonde() {
  const depart = await essai.uneStructure({ nom: 'Départ' })
  await essai.uneStructure({ nom: 'Arrivée', dominantes: ['emploi'] })
  const referent = await essai.unAgent('referent', { structureId: depart })
  const connue = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  // Two in one place of a household: whoever is designated by it may be either.
  const { id } = await unePersonne(essai, { nom: 'ESSAI-ROUET', prenom: 'INES', dateNaissance: '1971-01-02' })
  await db().updateTable('membre').set({ foyerId: connue.foyerId }).where('personneId', '=', id).execute()
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  return { referent: `${referent.id}@example.org`, connue, admin, charge }
}
const suivis = async (personneId: string) =>
  (
    await sql<{ nom: string }>`select s.nom from accompagnement a join structure s on s.id = a.structure_id
      where a.personne_id = ${personneId} and a.fin is null`.execute(db())
  ).rows.map(r => r.nom)
const orientations = async (personneId: string) =>
  (
    await sql<{ nom: string }>`select s.nom from orientation o join structure s on s.id = o.structure_id
      where o.personne_id = ${personneId} and o.fin is null`.execute(db())
  ).rows.map(r => r.nom)
const unSuivi = (referent: string, { numeroDemandeRsa }: { numeroDemandeRsa: string }) =>
  `Numéro demande RSA;Rôle;Date d’orientation;Parcours;Structure;Référent\n${numeroDemandeRsa};DEM;10/01/2025;emploi;Départ;${referent}\n`

test('une coordonnée décidée tard est notée à la personne choisie ; cette liste ne crée personne', async () => {
  const { connue, admin, charge } = await unMonde()
  const texte = `NUMERO DEMANDE RSA;ROLE PERSONNE;NUMERO TELEPHONE DOSSIER\n${connue.numeroDemandeRsa};DEMANDEUR;0639980044\n`
  const importId = await importer(admin, texte, 'contacts')
  expect(await lignesDe(essai, importId)).toMatchObject([['a-decider', expect.anything()]])
  await confier(admin, importId)
  expect((await lire(charge, importId, 2)).json).toMatchObject({ nouvelle: false })
  expect((await decider(charge, importId, 2, 'nouvelle')).json).toMatchObject({ code: 'liste-sans-creation' })
  expect((await decider(charge, importId, 2, connue.id)).json).toMatchObject({ resultat: 'modifiee' })
  const { telephone } = await db()
    .selectFrom('personne')
    .select('telephone')
    .where('id', '=', connue.id)
    .executeTakeFirstOrThrow()
  expect(telephone).toBe('0639980044')
  expect((await annuler(admin, importId)).json).toEqual({ statut: 'annule' })
})

test('un suivi décidé tard est repris, et défait avec l’import', async () => {
  const { referent, connue, admin, charge } = await unMonde()
  const importId = await importer(admin, unSuivi(referent, connue), 'suivis')
  await confier(admin, importId)
  expect((await decider(charge, importId, 2, connue.id)).json).toMatchObject({ resultat: 'creee' })
  expect(await suivis(connue.id)).toEqual(['Départ'])
  expect((await annuler(admin, importId)).json).toEqual({ statut: 'annule' })
  expect(await suivis(connue.id)).toEqual([])
})

test('un dossier clos depuis : la ligne est refusée comme à l’import, elle attend encore, et rien n’a changé', async () => {
  const { referent, connue, admin, charge } = await unMonde()
  const importId = await importer(admin, unSuivi(referent, connue), 'suivis')
  await confier(admin, importId)
  expect((await cloreLeDossier(await essai.unAgent('charge-orientation'), connue.id)).status).toBe(200)
  const refus = await decider(charge, importId, 2, connue.id)
  expect(refus.json).toMatchObject({ code: 'ligne-refusee', detail: expect.stringContaining('clos') })
  expect(await suivis(connue.id)).toEqual([])
  expect(await attendent(charge)).toMatchObject({ total: 1 })
})

test('une réorientation décidée tard est faite ; plus ancienne que ce qui a changé depuis, elle ne le défait pas', async () => {
  const { referent, connue, admin, charge } = await unMonde()
  const suivie = 'Nom;Prénom;Date de naissance;Structure;Référent;Parcours'
  await importer(admin, `${suivie}\nESSAI-TISSAGE;Camille;12/04/1985;Départ;${referent};emploi\n`)
  const texte = (prenom: string, structure: string) =>
    `Nom;Prénom;Date de naissance;Structure\nESSAI-TISSAGE;${prenom};12/04/1985;${structure}\n`
  const premier = await importer(admin, texte('Camile', 'Arrivée'), 'reorientations')
  const second = await importer(admin, texte('Camyle', 'Départ'), 'reorientations')
  for (const importId of [premier, second]) await confier(admin, importId)
  essai.now = '2025-03-10T10:00:00Z'
  expect((await decider(charge, premier, 2, connue.id)).json).toMatchObject({ resultat: 'modifiee' })
  expect(await orientations(connue.id)).toEqual(['Arrivée'])
  const refus = await decider(charge, second, 2, connue.id)
  expect(refus.json).toMatchObject({ code: 'ligne-refusee', detail: expect.stringContaining('plus récent est gardé') })
  expect(await orientations(connue.id)).toEqual(['Arrivée'])
  expect((await decider(charge, second, 2, { cote: 'inutile' })).status).toBe(200)
})

test('une structure à décider reste à qui apporte la liste : c’est elle, ou une autre', async () => {
  const { admin, charge } = await unMonde()
  await importer(admin, 'Nom;Ville\nEspace insertion;Trame\n', 'structures')
  const importId = await importer(
    admin,
    'Nom;Ville;Téléphone\nEspace-insertion;Trame;0320000001\nEspace – insertion;Trame;0320000002\n',
    'structures',
  )
  expect(await bilan(admin, importId)).toMatchObject({ attente: 2, aMoi: 2, personnes: false, confiable: false })
  expect((await confier(admin, importId)).json).toMatchObject({ code: 'rien-a-confier' })
  expect((await lire(charge, importId, 2)).status).toBe(404)
  expect((await decider(admin, importId, 2, 'connue')).json).toMatchObject({ resultat: 'modifiee' })
  expect((await decider(admin, importId, 3, 'nouvelle')).json).toMatchObject({ resultat: 'creee' })
  const { rows } = await sql`select nom, telephone from structure where nom like 'Espace%' order by nom`.execute(db())
  expect(rows).toEqual([
    { nom: 'Espace insertion', telephone: '0320000001' },
    { nom: 'Espace – insertion', telephone: '0320000002' },
  ])
})

test('ce qui attend part avec les lignes de l’import, à la fin de leur conservation ; on en est prévenu une semaine avant', async () => {
  const { admin, charge } = await unMonde()
  const importId = await importer(admin, 'Nom;Prénom;Né(e) le\nESSAI-TISSAGE;Camile;12/04/1985\n')
  await confier(admin, importId)
  // Of one whose lines are all decided, nobody is told anything.
  const decidee = await importer(admin, 'Nom;Prénom;Né(e) le\nESSAI-TISSAGE;Camil;12/04/1985\n')
  await confier(admin, decidee)
  expect((await decider(charge, decidee, 2, { cote: 'fausse' })).status).toBe(200)
  const purgerLe = async (jour: string) => {
    essai.now = `${jour}T03:30:00Z`
    await essai.enTransaction(ctx => purgerImports(ctx, {}))
    return essai.unAgent('charge-orientation')
  }
  const avis = () => db().selectFrom('avis').select('agentId').where('genre', '=', 'doutes-bientot-effaces').execute()
  await purgerLe('2025-05-30')
  expect(await avis()).toEqual([])
  await purgerLe('2025-06-02')
  const tard = await purgerLe('2025-06-03')
  expect((await avis()).map(a => a.agentId).toSorted()).toEqual([admin.id, charge.id].toSorted())
  expect((await bilan(tard, importId)).jusquau).toBe('2025-06-08')
  await purgerLe('2025-06-09')
  expect(await db().selectFrom('importDoute').select('ligne').execute()).toEqual([])
})

test('le même fichier repris comme une autre sorte de liste laisse attendre les lignes de la première', async () => {
  const { admin, charge } = await unMonde()
  const texte = 'N° CAF;Rôle;Nom;Prénom;Né(e) le;Téléphone\n7654399;DEM;ESSAI-TISSAGE;Camile;12/04/1985;0639980044\n'
  const importId = await importer(admin, texte)
  await confier(admin, importId)
  expect((await fiche(admin, await importer(admin, texte, 'contacts'))).statut).toBe('applique')
  expect((await attendent(charge)).lignes.map(l => l.importId)).toEqual([importId])
})
