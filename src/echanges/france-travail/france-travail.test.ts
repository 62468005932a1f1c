import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { fichierActions, fichierPecg, fichierPrincipal } from '../../demo/fichiers/france-travail.ts'
import { compter, unEssai } from '../../essai.ts'
import { cheminEchantillon, testSurEchantillon } from '../../essai-echantillons.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { oublierAjouts } from '../../import/differences/annulation.queries.ts'
import { appliquerFichier } from '../../import/essai-adaptateur.ts'
import { adaptateurPecg } from './adaptateur-pecg.ts'
import { adaptateurPrincipal } from './adaptateur-principal.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const MOI = { nom: 'ESSAI-TISSAGE', prenom: 'Camille', 'date-naissance': '1985-04-12' }

test('le PPAE d’une personne reconnue est gardé, sa signature est dite au carnet une seule fois', async () => {
  const { id } = await unePersonne(essai)
  const fichier = fichierPecg([{ identite: MOI, signature: '2024-05-31', entretien: '2025-01-19', dans: 'identite' }])
  expect(adaptateurPecg.reconnaitre(fichier, 'x.xml')).toBe('PECG 001,0')
  const rapport = await appliquerFichier(essai, adaptateurPecg, fichier)
  expect(rapport.anomalies).toEqual([])
  expect(rapport.resume).toBe('Fichier mensuel de France Travail arrêté au 28/02/2025.')
  expect(rapport.photographies).toBe(1)
  expect(await db().selectFrom('ppae').selectAll().execute()).toMatchObject([
    { personneId: id, signeLe: '2024-05-31', dernierEntretienLe: '2025-01-19', reference: '2025-02-28' },
  ])
  expect((await appliquerFichier(essai, adaptateurPecg, fichier)).compte('PPAE nouveaux ou mis à jour')).toBe(0)
  await appliquerFichier(
    essai,
    adaptateurPecg,
    fichierPecg([{ identite: MOI, signature: '2024-05-31', entretien: '2025-02' }]),
  )
  expect(await compter(essai, 'ppae')).toBe(2)
  expect(await db().selectFrom('evenement').select('type').execute()).toEqual([{ type: 'ppae' }])
  await essai.enTransaction(ctx => oublierAjouts(ctx, rapport.numero))
  expect(await compter(essai, 'ppae')).toBe(1)
})

test.each([
  ['2020', '2020', 'date incomplète : seule l’année est connue'],
  ['2020-11', '2020-11', 'date incomplète : seuls l’année et le mois sont connus'],
  ['', null, 'date vide'],
  ['2020-13', null, 'date illisible : non reprise'],
  ['0000-00-00', null, 'date illisible : non reprise'],
  ['hier', null, 'date illisible : non reprise'],
])('une date « %s » garde ce qu’elle dit', async (entretien, gardee, motif) => {
  await unePersonne(essai)
  const rapport = await appliquerFichier(
    essai,
    adaptateurPecg,
    fichierPecg([{ identite: MOI, signature: '2024-05-31', entretien }]),
  )
  expect(rapport.anomalies).toMatchObject([{ champ: 'date-dernier-ent', motif }])
  expect(await db().selectFrom('ppae').select('dernierEntretienLe').execute()).toEqual([{ dernierEntretienLe: gardee }])
})

test('un homonyme, un inconnu, un dossier sans identité ne se rattachent à personne', async () => {
  await unePersonne(essai)
  await unePersonne(essai)
  const rapport = await appliquerFichier(
    essai,
    adaptateurPecg,
    fichierPecg([
      { identite: MOI, signature: '2024-05-31' },
      { identite: { ...MOI, nom: 'AUTRE' }, signature: '2024-05-31' },
      { signature: '2024-05-31' },
      {},
    ]),
  )
  const comptes = ['Dossiers lus', 'Dossiers sans identité', 'Dossiers d’une personne inconnue', 'Lignes à décider']
  expect(comptes.map(rapport.compte)).toEqual([4, 2, 1, 1])
  expect(rapport.anomalies.map(a => a.champ)).toEqual(['dossier'])
  expect(await compter(essai, 'ppae')).toBe(0)
  await expect(appliquerFichier(essai, adaptateurPecg, fichierPecg([{}], { annonces: 4 }))).rejects.toThrow(
    /4 enregistrement\(s\) annoncé\(s\), 1 lu/,
  )
})

const PECG_PUBLIC = 'france-travail/PECG-minimal.xml'

testSurEchantillon(PECG_PUBLIC)('l’échantillon public, sans aucune identité, se lit et le dit', async () => {
  const contenu = readFileSync(cheminEchantillon(PECG_PUBLIC))
  expect(adaptateurPecg.reconnaitre(contenu, 'PECG-minimal.xml')).toBe('PECG 001,0')
  const rapport = await appliquerFichier(essai, adaptateurPecg, contenu)
  expect([rapport.compte('Dossiers lus'), rapport.compte('Dossiers sans identité')]).toEqual([4, 4])
  expect(rapport.anomalies.map(a => a.motif)).toEqual([
    'date incomplète : seule l’année est connue',
    'date vide',
    '4 dossier(s) sans aucune identité : rien ne dit à qui les rattacher',
  ])
})

const LIGNE = {
  identifiant_unique_de: '99900000001',
  nom: 'ESSAI TISSAGE',
  prenom: 'CAMILLE',
  date_naissance: '12/04/1985',
  inscription: '2024-09-01',
  categorie_inscription: '1',
  'mrech.axetravailprincipal': 'Élaborer un projet',
  struct_suivi: 'Agence des essais',
  referent_prenom: 'Awa',
  referent_nom: 'ESSAI',
  referent_mail: 'Awa.Essai@example.org',
  suivi_debut: '2024-09-10 00:00:00.000',
  rome_1: 'K1303',
  appelation_rome_1: 'Assistance de vie',
  dif_transport: 'O',
  dif_sante: 'N',
  brsa: 'O',
}

test.each(['utf-8', 'windows1252'])(
  'l’extraction « principal » en %s : suivi, référent, freins et identifiant',
  async encodage => {
    const { id } = await unePersonne(essai)
    const fichier = iconv.encode(fichierPrincipal([LIGNE]), encodage)
    expect(adaptateurPrincipal.reconnaitre(fichier, 'x.csv')).toBe('principal')
    const rapport = await appliquerFichier(essai, adaptateurPrincipal, fichier)
    expect(rapport.anomalies).toEqual([])
    expect(await db().selectFrom('suiviFranceTravail').selectAll().executeTakeFirstOrThrow()).toMatchObject({
      personneId: id,
      le: '2025-03-10',
      inscritLe: '2024-09-01',
      categorie: '1',
      axe: 'Élaborer un projet',
      axeSecondaire: null,
      structureSuivi: 'Agence des essais',
      debut: '2024-09-10',
      referentNom: 'Awa ESSAI',
      referentCourriel: 'awa.essai@example.org',
      metiers: ['Assistance de vie (K1303)'],
      freins: ['mobilite'],
      rsa: true,
    })
    const personne = await db().selectFrom('personne').select('identifiantFranceTravail').executeTakeFirstOrThrow()
    expect(personne.identifiantFranceTravail).toBe('99900000001')
  },
)

test('la même extraction deux fois ne change rien ; un nouveau référent se dit au carnet', async () => {
  await unePersonne(essai)
  await appliquerFichier(essai, adaptateurPrincipal, fichierPrincipal([LIGNE]))
  const suite = { recuLe: '2025-04-10' }
  const encore = await appliquerFichier(essai, adaptateurPrincipal, fichierPrincipal([LIGNE]), suite)
  expect(encore.compte('Suivis nouveaux ou mis à jour')).toBe(0)
  // Known by the identifier alone from now on.
  const relais = { ...LIGNE, nom: 'NULL', prenom: 'NULL', referent_prenom: 'Lina' }
  const nouveau = await appliquerFichier(essai, adaptateurPrincipal, fichierPrincipal([relais]), suite)
  expect(nouveau.compte('Suivis nouveaux ou mis à jour')).toBe(1)
  const fil = await db()
    .selectFrom('evenement')
    .select(['apres'])
    .where('type', '=', 'suivi-france-travail')
    .orderBy('id')
    .execute()
  expect(fil.map(e => e.apres)).toMatchObject([
    { referent: 'Awa ESSAI', structure: 'Agence des essais' },
    { referent: 'Lina ESSAI' },
  ])
})

test('une ligne illisible est écartée, une valeur illisible est laissée', async () => {
  await unePersonne(essai)
  const fichier = `${fichierPrincipal([
    { ...LIGNE, identifiant_unique_de: 'NULL', date_naissance: '1985-02-31' },
    { ...LIGNE, suivi_debut: 'bientôt', dif_sante: 'parfois', referent_mail: 'sans arobase' },
  ])}\r\ntrop;court`
  const rapport = await appliquerFichier(essai, adaptateurPrincipal, fichier)
  expect(rapport.anomalies.map(a => [a.ou, a.champ])).toEqual([
    ['ligne 2', 'identifiant_unique_de'],
    ['ligne 3', 'referent_mail'],
    ['ligne 3', 'suivi_debut'],
    ['ligne 3', 'dif_sante'],
    ['ligne 4', 'ligne'],
  ])
  expect([rapport.compte('Lignes lues'), rapport.compte('Lignes écartées')]).toEqual([3, 2])
})

test('un guillemet jamais refermé, une ligne sans fin ou d’autres colonnes font refuser le fichier', async () => {
  const ouvert = fichierPrincipal([{ ...LIGNE, nom: '"ESSAI' }, LIGNE])
  await expect(appliquerFichier(essai, adaptateurPrincipal, ouvert)).rejects.toThrow(/guillemet/)
  const sansFin = fichierPrincipal([{ ...LIGNE, nom: 'x'.repeat(200_000) }])
  await expect(appliquerFichier(essai, adaptateurPrincipal, sansFin)).rejects.toThrow(/ligne est sans fin/)
  await expect(appliquerFichier(essai, adaptateurPrincipal, 'nom;prenom\nA;B')).rejects.toThrow(/première ligne/)
  await expect(appliquerFichier(essai, adaptateurPrincipal, '')).rejects.toThrow(/première ligne/)
})

test('les actions prescrites suivent la personne par son identifiant', async () => {
  const { id } = await unePersonne(essai)
  await appliquerFichier(essai, adaptateurPrincipal, fichierPrincipal([LIGNE]))
  const action = {
    identifiant_unique_de: '99900000001',
    codeaction: 'ATE',
    lblaction: 'Atelier',
    date_prescription: '2025-01-10',
  }
  const fichier = fichierActions([action, { ...action, identifiant_unique_de: '99900000009' }])
  expect(adaptateurPrincipal.reconnaitre(Buffer.from(fichier), 'x.csv')).toBe('actions')
  const rapport = await appliquerFichier(essai, adaptateurPrincipal, fichier)
  expect([rapport.compte('Actions reprises'), rapport.compte('Actions de personnes inconnues')]).toEqual([1, 1])
  expect(
    await db().selectFrom('actionFranceTravail').select(['personneId', 'libelle', 'prescriteLe']).execute(),
  ).toEqual([{ personneId: id, libelle: 'Atelier', prescriteLe: '2025-01-10' }])
  expect((await appliquerFichier(essai, adaptateurPrincipal, fichier)).compte('Actions déjà connues')).toBe(1)
})
