import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { annulerImport } from '../../import/differences/annuler-import.ts'
import type { GenreListe } from './champs/liste.ts'
import { importerListe } from './essai-liste.ts'
import { nirEssai } from './essai-tableur.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const db = () => essai.base.territoire('59')

/**
 * What an undoing doesn't take back: the journals, what the imports keep of themselves, the columns remembered for the next file,
 * the words that the search spells, and who was told that the file was applied.
 */
const HORS = [
  'mot_nom',
  ...[
    'evenement',
    'evenement_annule',
    'consultation',
    'import',
    'fichier',
    'fichier_morceau',
    'import_ligne',
    'import_difference',
  ],
  ...['import_photo', 'correspondance', 'migration', 'avis'],
]

/** Every row of every domain, as JSON. */
async function photo(): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ nom: string }>`
    select relname as nom from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1`.execute(
    db(),
  )
  const lues: Record<string, string[]> = {}
  for (const { nom } of tables.filter(t => !HORS.includes(t.nom))) {
    const { rows } = await sql<{ ligne: string }>`
      select to_jsonb(t)::text as ligne from ${sql.table(nom)} t order by 1`.execute(db())
    lues[nom] = rows.map(r => r.ligne)
  }
  return lues
}

const importer = (agent: Navigateur, genre: GenreListe, texte: string) => importerListe(essai, agent, genre, texte)
const annuler = (agent: Navigateur, importId: string) =>
  agent.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId })

async function unMonde() {
  const depart = await essai.uneStructure({ nom: 'Départ' })
  await essai.uneStructure({ nom: 'Arrivée' })
  const referent = await essai.unAgent('referent', { structureId: depart })
  const connue = await unePersonne(essai, { entreeRecueLe: '2025-03-03', telephone: '0639980009' })
  return { referent: `${referent.id}@example.org`, connue }
}
type Monde = Awaited<ReturnType<typeof unMonde>>

const SUIVIS = (m: Monde) =>
  `Numéro demande RSA;Rôle;Date d’orientation;Parcours;Structure;Référent\n${m.connue.numeroDemandeRsa};DEM;10/01/2025;emploi;Départ;${m.referent}\n`

test.each<[GenreListe, (m: Monde) => string, RegExp]>([
  [
    'personnes',
    ({ connue: _ }) =>
      [
        'NIR;Nom;Prénom;Date de naissance;Téléphone;Email;Situation;Structure;Accompagnateurs;Parcours',
        ';ESSAI-TISSAGE;Camille;12/04/1985;06 39 98 00 01;c@example.org;emploi;PLIE;nadia.ourson@example.org;emploi',
        `${nirEssai(7)};ESSAI-NOUVELLE;Zoé;12/04/1985;;z@example.org;;Régie;paul.castor@example.org;équilibre`,
      ].join('\n'),
    /1 personne créée, 1 modifiée/,
  ],
  [
    'contacts',
    ({ connue }) =>
      `NUMERO DEMANDE RSA;ROLE PERSONNE;NUMERO TELEPHONE DOSSIER;ADRESSE ELECTRONIQUE DOSSIER\n${connue.numeroDemandeRsa};DEMANDEUR;0639980001;A@example.org\n`,
    /1/,
  ],
  [
    'professionnels',
    ({ referent }) =>
      `Courriel;Prénom;Nom;Téléphone;Structure\nnadia.ourson@example.org;Nadia;Ourson;199000001;PLIE\n${referent};;;0199000002;Arrivée\n`,
    /1 professionnel créé, 1 modifié/,
  ],
  [
    'structures',
    () =>
      'Nom;Siret;Téléphones;Courriel responsable;Prénom responsable;Nom responsable\nRégie;13002526500013;0199000001;a.b@example.org;Ada;B\nDépart;;0199000003;;;\n',
    /1 structure créée, 1 modifiée/,
  ],
  ['suivis', SUIVIS, /1 suivi repris/],
  [
    'suivis',
    m => SUIVIS(m).replace('Départ', 'Nouvelle régie').replace(m.referent, 'neuf@example.org'),
    /1 suivi repris/,
  ],
  [
    'reorientations',
    () =>
      'Prénom*;Nom*;Date de naissance*;Accompagnateurs à ajouter;Accompagnateurs à supprimer;Structures à rattacher\nCamille;ESSAI-TISSAGE;12/04/1985;;;Arrivée\n',
    /1/,
  ],
])('une liste « %s » appliquée puis annulée rend chaque ligne comme elle était', async (genre, texte, resume) => {
  const monde = await unMonde()
  const agent = await essai.unAgent('charge-orientation')
  if (genre === 'reorientations') await importer(agent, 'suivis', SUIVIS(monde))
  const avant = await photo()
  const fait = await importer(agent, genre, texte(monde))
  expect(fait.resume).toMatch(resume)
  expect(await photo()).not.toEqual(avant)
  expect((await annuler(agent, fait.importId)).json).toEqual({ statut: 'annule' })
  expect(await photo()).toEqual(avant)
})

test('une structure ou un professionnel qui sert depuis retient l’annulation', async () => {
  const agent = await essai.unAgent('administrateur')
  const { importId } = await importer(agent, 'structures', 'Nom;Téléphones\nRégie;0199000001\n')
  const { connue } = await unMonde()
  await importer(
    agent,
    'suivis',
    `Numéro demande RSA;Rôle;Date d’orientation;Parcours;Structure;Référent\n${connue.numeroDemandeRsa};DEM;10/01/2025;emploi;Régie;neuf@example.org\n`,
  )
  const refus = await annuler(agent, importId)
  expect([refus.status, refus.json]).toEqual([409, expect.objectContaining({ code: 'structures-engagees' })])
})

test('une structure ou un professionnel retouché depuis aussi ; ce que d’autres ont écrit reste', async () => {
  const agent = await essai.unAgent('administrateur')
  const { importId } = await importer(agent, 'professionnels', 'Courriel;Nom\nnadia.ourson@example.org;Ourson\n')
  await db().updateTable('agent').set({ aCompleter: false }).where('nom', '=', 'Ourson').execute()
  expect((await annuler(agent, importId)).json).toMatchObject({ code: 'structures-engagees' })
  await db().updateTable('agent').set({ aCompleter: true }).where('nom', '=', 'Ourson').execute()
  await essai.uneStructure({ nom: 'Autre' })
  expect((await annuler(agent, importId)).status).toBe(200)
  expect(await db().selectFrom('structure').select('nom').execute()).toEqual([{ nom: 'Autre' }])
})

test('une liste ne touche que les personnes des communes de qui l’a déposée', async () => {
  const { connue } = await unMonde()
  const texte = `NUMERO DEMANDE RSA;ROLE PERSONNE;NUMERO TELEPHONE DOSSIER;ADRESSE ELECTRONIQUE DOSSIER\n${connue.numeroDemandeRsa};DEMANDEUR;0639980001;a@example.org\n`
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await importer(ailleurs, 'contacts', texte)).resume).toMatch(/1 ligne refusée/)
  const ici = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  expect((await importer(ici, 'contacts', `${texte}\n`)).resume).not.toMatch(/refusée/)
})
