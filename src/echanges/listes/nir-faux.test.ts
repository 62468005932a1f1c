import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { importerListe, lignesDe } from './essai-liste.ts'
import { nirEssai } from './essai-tableur.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
/** One whose key is another's. */
const FAUX = `${nirEssai(7, { cle: false })}00`
const LAISSE = (par: string) =>
  expect.stringMatching(new RegExp(`clé.*laissé de côté, la personne est cherchée par ${par}`))

test('dans une liste de coordonnées, un NIR faux laisse la place au numéro d’allocataire, et c’est dit', async () => {
  const { id, foyerId } = await unePersonne(essai)
  await db().updateTable('foyer').set({ matricule: '7654321' }).where('id', '=', foyerId).execute()
  const agent = await essai.unAgent('charge-orientation')
  const texte = `Matricule;Rôle personne;NIR;Téléphone\n7654321;DEM;${FAUX};0639980002\n;;${FAUX};0639980003\n`
  const { importId } = await importerListe(essai, agent, 'contacts', texte)
  expect(await lignesDe(essai, importId)).toEqual([
    ['modifiee', LAISSE('son numéro d’allocataire')],
    ['refusee', expect.not.stringContaining('laissé de côté')],
  ])
  expect(await db().selectFrom('personne').select('telephone').where('id', '=', id).execute()).toEqual([
    { telephone: '0639980002' },
  ])
})

test('dans une liste de suivis, au numéro de demande', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  const agent = await essai.unAgent('administrateur')
  const titres = 'N° RSA;Rôle;NIR;Structure;Référent;Parcours;Date d’orientation'
  const texte = `${titres}\n${numeroDemandeRsa};DEM;${FAUX};Trame;zoe@example.org;emploi;10/01/2025\n`
  const { importId } = await importerListe(essai, agent, 'suivis', texte)
  expect(await lignesDe(essai, importId)).toEqual([['creee', LAISSE('son numéro de demande RSA')]])
})

test('dans une liste de personnes, à l’identité : le dossier est créé sans NIR, et rien n’en est déduit', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const texte = `Nom;Prénom;Né(e) le;NIR\nESSAI-A;Léa;25/04/1985;${FAUX}\nESSAI-B;;25/04/1985;${FAUX}\n`
  const { importId } = await importerListe(essai, agent, 'personnes', texte)
  expect(await lignesDe(essai, importId)).toEqual([
    ['creee', LAISSE('son nom')],
    ['refusee', expect.any(String)],
  ])
  expect(await db().selectFrom('personne').select(['nirEmpreinte', 'sexe']).execute()).toEqual([
    { nirEmpreinte: null, sexe: '0' },
  ])
})
