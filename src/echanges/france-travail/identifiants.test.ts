import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fichierPrincipal } from '../../demo/fichiers/france-travail.ts'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquerFichier } from '../../import/essai-adaptateur.ts'
import type { rechercher } from '../../personne/recherche/recherche.ts'
import { dem, foyer } from '../cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../cnaf/beneficiaires/essai-import.ts'
import { importerListe } from '../listes/essai-liste.ts'
import { adaptateurPrincipal } from './adaptateur-principal.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const OPAQUE = '00000000-aaaa-4bbb-8ccc-000000000777'
const LIGNE = { identifiant_unique_de: OPAQUE, nom: 'ESSAI-ROUET', prenom: 'LÉA', date_naissance: '25/04/1985' }
const montre = async () =>
  (await db().selectFrom('personne').select('identifiantFranceTravail').executeTakeFirstOrThrow())
    .identifiantFranceTravail
const dites = () =>
  db()
    .selectFrom('donnee')
    .select(['champ', 'source', 'retenue', 'conflit'])
    .where('champ', 'like', 'identifiant%')
    .orderBy('champ')
    .orderBy('source')
    .execute()
const uneDemandeuse = async (identifiantFranceTravail: string | null) => {
  const { id } = await unePersonne(essai, { nom: 'ESSAI-ROUET', prenom: 'LÉA', dateNaissance: '1985-04-25' })
  await db().updateTable('personne').set({ identifiantFranceTravail }).where('id', '=', id).execute()
  return id
}

test('l’identifiant unique et celui de demandeur d’emploi vont côte à côte : aucun désaccord, l’un et l’autre cherchés et reconnus', async () => {
  await uneDemandeuse('1234567A')
  const rapport = await appliquerFichier(essai, adaptateurPrincipal, fichierPrincipal([LIGNE]))
  expect(rapport.compte('Désaccords avec une autre source')).toBe(0)
  expect(await montre()).toBe('1234567A')
  expect(await dites()).toEqual([
    { champ: 'identifiant-unique-france-travail', source: 'france-travail', retenue: true, conflit: false },
  ])
  const agent = await essai.unAgent('charge-orientation')
  for (const q of ['1234567a', OPAQUE])
    expect((await agent.appeler<typeof rechercher>('POST /recherche', { q })).json.personnes.length, q).toBe(1)
  for (const identifiant_unique_de of [OPAQUE, '1234567A']) {
    const anonyme = { ...LIGNE, identifiant_unique_de, nom: 'NULL', prenom: 'NULL' }
    const encore = await appliquerFichier(essai, adaptateurPrincipal, fichierPrincipal([anonyme]))
    expect(encore.compte('Personnes reconnues'), identifiant_unique_de).toBe(1)
  }
})

test('le numéro de demandeur d’emploi d’avant et celui d’aujourd’hui ne se contredisent pas ; deux d’aujourd’hui, si', async () => {
  await uneDemandeuse('1234567A')
  const agent = await essai.unAgent('charge-orientation')
  const liste = (numero: string) =>
    importerListe(
      essai,
      agent,
      'personnes',
      `Nom;Prénom;Né(e) le;Identifiant France Travail\nESSAI-ROUET;Léa;25/04/1985;${numero}\n`,
    )
  await liste('99900000001')
  expect((await dites()).map(d => d.conflit)).toEqual([false, false])
  await liste('7654321B')
  expect((await dites()).some(d => d.conflit)).toBe(true)
})

const MIGRATIONS = new URL('../../../migrations/territoire/', import.meta.url)
const fichier = readdirSync(MIGRATIONS).find(nom => nom.endsWith('_identifiants-france-travail.sql')) ?? ''
const MIGRATION = readFileSync(new URL(fichier, MIGRATIONS), 'utf8')

test('les faux désaccords d’avant sont levés, sans rien perdre', async () => {
  const personneId = await uneDemandeuse(OPAQUE)
  const dire = (source: string, valeur: string, etat: { retenue: boolean; conflit: boolean }) =>
    db()
      .insertInto('donnee')
      .values({ personneId, champ: 'identifiant-france-travail', source, valeur, le: '2025-01-01', ...etat })
      .execute()
  await dire('france-travail', OPAQUE, { retenue: true, conflit: false })
  await dire('CAF', '1234567A', { retenue: false, conflit: true })
  await dire('liste', '99900000001', { retenue: false, conflit: true })
  await essai.base.poolTerritoire('59').query(MIGRATION)
  expect(await montre()).toBe('1234567A')
  expect(await dites()).toEqual([
    { champ: 'identifiant-france-travail', source: 'CAF', retenue: true, conflit: false },
    { champ: 'identifiant-france-travail', source: 'liste', retenue: false, conflit: false },
    { champ: 'identifiant-unique-france-travail', source: 'france-travail', retenue: true, conflit: false },
  ])
})

test('un identifiant unique que nulle source n’explique devient le sien', async () => {
  await uneDemandeuse(OPAQUE)
  await essai.base.poolTerritoire('59').query(MIGRATION)
  expect(await montre()).toBeNull()
  expect(await dites()).toMatchObject([{ champ: 'identifiant-unique-france-travail', retenue: true }])
})

test.each([
  [
    'au dossier',
    async (id: string) => {
      await db().updateTable('personne').set({ identifiantFranceTravail: '1234567A' }).where('id', '=', id).execute()
    },
  ],
  [
    'par une liste',
    async (personneId: string) => {
      const dite = {
        personneId,
        champ: 'identifiant-france-travail',
        source: 'liste',
        valeur: '1234567a',
        le: '2025-01-01',
      }
      await db()
        .insertInto('donnee')
        .values({ ...dite, retenue: false, conflit: false })
        .execute()
    },
  ],
])(
  'un identifiant noté par erreur d’une autre (%s) ne lui donne rien de ce que France Travail dit de son vrai porteur',
  async (_, noter) => {
    const conjointe = await uneDemandeuse(null)
    await noter(conjointe)
    const porteur = await unePersonne(essai, { nom: 'ESSAI-ROUET', prenom: 'SACHA', dateNaissance: '1979-01-30' })
    const sienne = { ...LIGNE, identifiant_unique_de: '1234567A', prenom: 'SACHA', date_naissance: '30/01/1979' }
    const rapport = await appliquerFichier(
      essai,
      adaptateurPrincipal,
      fichierPrincipal([{ ...sienne, categorie_inscription: '1' }]),
    )
    expect(rapport.compte('Personnes reconnues')).toBe(1)
    const suivis = await db().selectFrom('suiviFranceTravail').select('personneId').execute()
    expect(suivis).toEqual([{ personneId: porteur.id }])
    expect(conjointe).not.toBe(porteur.id)
  },
)

test.each([
  ['le nom d’usage', { nom: 'ESSAI-NOCES' }],
  ['la naissance corrigée', { date_naissance: '26/04/1985' }],
  ['le nom seul', { prenom: 'NULL' }],
])('un identifiant reconnaît la personne que le reste ne dément pas : %s', async (_, dit) => {
  await uneDemandeuse('1234567A')
  const rapport = await appliquerFichier(
    essai,
    adaptateurPrincipal,
    fichierPrincipal([{ ...LIGNE, identifiant_unique_de: '1234567A', ...dit }]),
  )
  expect(rapport.compte('Personnes reconnues')).toBe(1)
})

test('un flux qui ne dit plus le numéro de demandeur d’emploi ne l’efface pas', async () => {
  const mois = (mois: string, identifiantFranceTravail?: string) =>
    importerMois(essai, mois, [foyer({ personnes: [dem(true, { identifiantFranceTravail })] })])
  await mois('2025-01', '1234567A')
  await mois('2025-02')
  expect(await montre()).toBe('1234567A')
})
