import { expect, test } from 'vitest'
import { toutLeDossier } from '../../dossier/essai-dossier.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { annulerImport } from '../../import/differences/annuler-import.ts'
import type { rechercher } from '../../personne/recherche/recherche.ts'
import { temoin } from '../cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../cnaf/beneficiaires/essai-import.ts'
import { importerListe, lignesDe } from './essai-liste.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const PERSONNES = 'N° CAF;N° RSA;Rôle;Nom;Prénom;Né(e) le\n'
const CONTACTS = 'Matricule;Rôle personne;Téléphone\n'
const LEA = '7654399;05900000777;demandeur;ESSAI-ROUET;Léa;25/04/1985\n'
const NOE = '7654399;;conjoint;ESSAI-FUSEAU;Noé;26/05/1986\n'

const trouver = async (agent: Navigateur, q: string) =>
  (await agent.appeler<typeof rechercher>('POST /recherche', { q })).json.personnes.map(p => p.prenom)
const telephones = async () =>
  Object.fromEntries(
    (await db().selectFrom('personne').select(['nom', 'telephone']).orderBy('nom').execute()).map(p => [
      p.nom,
      p.telephone,
    ]),
  )
const dossier = async (agent: Navigateur, nom: string) => {
  const { id } = await db().selectFrom('personne').select('id').where('nom', '=', nom).executeTakeFirstOrThrow()
  return (await toutLeDossier(agent, id)).donnees.map(d => [d.champ, d.dites[0]?.valeur])
}
/** The household as a flow brings it. */
const foyer = (prenom: string) => ({
  numero: '05900000777',
  matricule: '000000007654399',
  personnes: [{ nom: 'ESSAI-ROUET', prenom, dateNaissance: '1985-04-25' }],
})

test('une liste dit le matricule, la demande et le rôle : on les cherche, on les lit, et la liste suivante y reconnaît chacun', async () => {
  const agent = await essai.unAgent('charge-orientation')
  await importerListe(essai, agent, 'personnes', PERSONNES + LEA + NOE)
  expect(await trouver(agent, '7654399')).toEqual(['Noé', 'Léa'])
  expect(await trouver(agent, '5900000777'), 'le zéro de tête manque').toEqual(['Léa'])
  expect(await dossier(agent, 'ESSAI-FUSEAU')).toEqual([
    ['matricule', '7654399'],
    ['role-foyer', 'conjoint'],
  ])
  const contacts = await importerListe(
    essai,
    agent,
    'contacts',
    `${CONTACTS}7654399;DEM;0639980002\n7654399;CJT;0639980003\n7654398;DEM;0639980004\n`,
  )
  expect((await lignesDe(essai, contacts.importId)).map(([resultat]) => resultat)).toEqual([
    'modifiee',
    'modifiee',
    'refusee',
  ])
  expect(await telephones()).toEqual({ 'ESSAI-FUSEAU': '0639980003', 'ESSAI-ROUET': '0639980002' })
  expect(
    (await lignesDe(essai, (await importerListe(essai, agent, 'personnes', PERSONNES + LEA)).importId))[0],
  ).toEqual(['inchangee'])
})

test('le flux qui amène le foyer y reconnaît la personne, et dit désormais seul qui y a quelle place', async () => {
  const agent = await essai.unAgent('charge-orientation')
  await importerListe(essai, agent, 'personnes', PERSONNES + LEA)
  await importerMois(essai, '2025-01', [temoin, foyer('LÉA')])
  expect(await db().selectFrom('personne').select('prenom').where('nom', '=', 'ESSAI-ROUET').execute()).toEqual([
    { prenom: 'LÉA' },
  ])
  expect(await dossier(agent, 'ESSAI-ROUET')).toEqual([])
  expect(await trouver(agent, '7654399')).toEqual(['LÉA'])
})

test('un autre que celui de la liste prend la place : elle est à lui', async () => {
  const agent = await essai.unAgent('charge-orientation')
  await importerListe(essai, agent, 'personnes', `${PERSONNES}7654399;;demandeur;ESSAI-AUTRE;Ida;01/02/1970\n`)
  await importerMois(essai, '2025-01', [temoin, foyer('LÉA')])
  await importerListe(essai, agent, 'contacts', `${CONTACTS}7654399;DEM;0639980002\n`)
  expect(await telephones()).toMatchObject({ 'ESSAI-AUTRE': null, 'ESSAI-ROUET': '0639980002' })
})

test('un flux dit la personne dans un autre foyer : la place que la liste disait n’est plus la sienne', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const nir = '2700299990001'
  await importerListe(
    essai,
    agent,
    'personnes',
    `N° CAF;Rôle;Nom;Prénom;Né(e) le;NIR\n7654399;demandeur;ESSAI-AUTRE;Ida;01/02/1970;${nir}\n`,
  )
  const ida = { nom: 'ESSAI-AUTRE', prenom: 'IDA', dateNaissance: '1970-02-01', nir }
  await importerMois(essai, '2025-01', [temoin, { numero: '05900000888', matricule: '1111111', personnes: [ida] }])
  const { importId } = await importerListe(essai, agent, 'contacts', `${CONTACTS}7654399;DEM;0639980002\n`)
  expect((await lignesDe(essai, importId)).map(([resultat]) => resultat)).toEqual(['refusee'])
  expect(await telephones()).toMatchObject({ 'ESSAI-AUTRE': null })
})

test('ce que le flux dit déjà n’est pas redit', async () => {
  const { foyerId } = await unePersonne(essai, { nom: 'ESSAI-ROUET', prenom: 'LÉA', dateNaissance: '1985-04-25' })
  await db().updateTable('foyer').set({ matricule: '000000007654399' }).where('id', '=', foyerId).execute()
  const agent = await essai.unAgent('charge-orientation')
  const { importId } = await importerListe(
    essai,
    agent,
    'personnes',
    `${PERSONNES}7654399;;demandeur;ESSAI-ROUET;Léa;25/04/1985\n`,
  )
  expect((await lignesDe(essai, importId)).map(([resultat]) => resultat)).toEqual(['inchangee'])
  expect(
    await db().selectFrom('donnee').select(['champ', 'valeur']).where('champ', '=', 'matricule').execute(),
  ).toEqual([])
})

test('annuler la liste oublie ce qu’elle a dit', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const connue = await unePersonne(essai, { nom: 'ESSAI-ROUET', prenom: 'LÉA', dateNaissance: '1985-04-25' })
  const { importId } = await importerListe(essai, agent, 'personnes', PERSONNES + LEA)
  expect(await db().selectFrom('donnee').select('personneId').distinct().execute()).toEqual([{ personneId: connue.id }])
  await agent.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId })
  expect(await db().selectFrom('donnee').select('champ').execute()).toEqual([])
})
