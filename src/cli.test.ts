import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jetonDe, unVisiteur } from './agent/compte/essai-compte.ts'
import { CLE_ESSAI, unEssai } from './essai.ts'
import { uneLigneDeCommande } from './essai-cli.ts'
import { unePersonne } from './essai-personnes.ts'

const essai = unEssai()
const { dossier, filrouge, filrougeAvec } = uneLigneDeCommande(essai)

let fichiers: { fichier: string; recuLe: string; type: string }[] = []
beforeAll(async () => {
  const { sortie } = await filrouge(
    'generer-flux',
    '--foyers',
    '60',
    '--mois',
    '3',
    '--graine',
    '5',
    '--debut',
    '2025-01',
    '--dossier',
    'flux',
    '--json',
  )
  fichiers = JSON.parse(sortie)
})

test('les flux générés s’importent dans l’ordre, chaque commande rendant un seul document JSON', async () => {
  let entrees = 0
  for (const { fichier, recuLe } of fichiers.filter(f => f.type === 'M')) {
    const { code, sortie } = await filrouge(
      'importer',
      'cnaf',
      fichier,
      '--territoire',
      '59',
      '--recu-le',
      recuLe,
      '--json',
    )
    expect(code).toBe(0)
    const rapport = JSON.parse(sortie)
    expect(rapport.foyers.rejetes).toBe(0)
    entrees += rapport.entrees
  }
  expect(entrees).toBeGreaterThan(0)
  const liste = JSON.parse(
    (await filrouge('entrees', '--territoire', '59', '--du', '2025-01-01', '--au', '2025-12-31', '--json')).sortie,
  )
  expect(liste).toHaveLength(entrees)
  expect(Object.keys(liste[0]).sort()).toEqual([
    'echeance15Jours',
    'motif',
    'nom',
    'numeroDemandeRsa',
    'orienteLe',
    'prenom',
    'recuLe',
    'role',
  ])
  const mesures = JSON.parse(
    (await filrouge('indicateurs', '--territoire', '59', '--du', '2025-01-01', '--au', '2025-12-31', '--json')).sortie,
  )
  expect(mesures).toMatchObject({ I01: { valeur: entrees }, I02: { valeur: 0, numerateur: 0, denominateur: entrees } })
}, 120_000)

test('les suivis en cours s’importent par l’ancien en-tête ; le même fichier une seconde fois ne change rien', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  writeFileSync(
    join(dossier, 'suivis.csv'),
    `numeroDemandeRsa;role;nir;dateOrientation;dominante;structure;referentCourriel
${numeroDemandeRsa};DEM;;2025-01-10;emploi;PLIE;a.b@example.org
${numeroDemandeRsa};ENF;;2025-01-10;emploi;PLIE;a.b@example.org`,
  )
  const importer = async () => {
    const { code, sortie } = await filrouge('importer', 'suivis', 'suivis.csv', '--territoire', '59', '--json')
    const { lus, crees, inchanges, structuresCreees, referentsCrees, rejetes, anomalies, ...neuf } = JSON.parse(sortie)
    expect(neuf).toMatchObject({ statut: 'applique', refus: null, lignes: [{ ligne: 2 }, { ligne: 3 }] })
    return { code, lus, crees, inchanges, structuresCreees, referentsCrees, rejetes, anomalies }
  }
  const refus = { ligne: 3, champ: 'role', motif: 'rôle attendu : DEM (demandeur) ou CJT (conjoint)' }
  const premier = { crees: 1, inchanges: 0, structuresCreees: 1, referentsCrees: 1 }
  expect(await importer()).toEqual({ code: 0, lus: 2, ...premier, rejetes: 1, anomalies: [refus] })
  const second = { crees: 0, inchanges: 1, structuresCreees: 0, referentsCrees: 0 }
  expect(await importer()).toEqual({ code: 0, lus: 2, ...second, rejetes: 1, anomalies: [refus] })
}, 60_000)

test.each([
  [['importer', 'suivis', 'autre.csv', '--territoire', '59'], /Il manque dans les colonnes/],
  [['importer', 'cnaf', 'absent.xml', '--territoire', '59'], /n’existe pas/],
  [['importer', 'cnaf', 'absent.xml'], /Il manque une option/],
  [['importer', 'cnaf', 'casse.xml', '--territoire', '59'], /refusé en entier/],
  [['importer', 'cnaf', 'casse.xml', '--territoire', '59', '--recu-le', 'hier'], /n’est pas une date/],
  [['entrees', '--territoire', '17', '--du', '2025-01-01', '--au', '2025-01-31'], /Le territoire 17 n’existe pas/],
  [['agent', 'creer', '--territoire', '59', '--courriel', 'a.b@example.org', '--role', 'chef'], /n’est pas un rôle/],
  [['territoire', 'creer', '--code', '59', '--nom', 'Nord'], /existe déjà/],
  [['danser'], /Commande inconnue/],
  [['importer', 'autre.csv', '--territoire', '59', '--genre', 'menus'], /n’est pas un genre/],
  [['importer', 'autre.csv', '--territoire', '59', '--colonne', 'nom'], /Titre=champ/],
  [['personnes'], /Il manque une option/],
])('%j est refusé en français, code 2', async (args, phrase) => {
  writeFileSync(join(dossier, 'casse.xml'), '<Racine><IdentificationFlux>')
  writeFileSync(join(dossier, 'autre.csv'), 'nom;prenom\nA;B\n')
  const { code, sortie, erreurs } = await filrouge(...args)
  expect({ code, sortie }).toEqual({ code: 2, sortie: '' })
  expect(erreurs).toMatch(phrase)
})

test('crée un agent qui peut se connecter', async () => {
  const { code, sortie } = await filrouge(
    'agent',
    'creer',
    '--territoire',
    '59',
    '--courriel',
    'Lea.Lin@example.org',
    '--role',
    'referent',
    '--structure',
    'PLIE',
    '--json',
  )
  expect(code).toBe(0)
  const { lien } = JSON.parse(sortie)
  // The command line takes the day of the machine: the role begins then.
  essai.now = Temporal.Now.instant().toString()
  const visiteur = await essai.unAgent('pilote')
  const reponse = await unVisiteur(visiteur).activer(jetonDe(lien))
  expect(reponse.json).toMatchObject({ agent: { nom: 'Lea LIN', role: 'referent', structure: 'PLIE' } })
})

test('crée un agent avec le mot de passe que choisit qui tient le serveur', async () => {
  const creer = (motDePasse: string) =>
    filrouge(
      ...['agent', 'creer', '--territoire', '59', '--courriel', 'tom.tissu@example.org', '--role', 'administrateur'],
      ...['--mot-de-passe', motDePasse, '--json'],
    )
  expect((await creer('motdepasse1234')).code).toBe(2)
  const { code, sortie } = await creer('un mot de passe solide')
  expect([code, JSON.parse(sortie).lien]).toEqual([0, null])
  essai.now = Temporal.Now.instant().toString()
  const visiteur = unVisiteur(await essai.unAgent('pilote'))
  const { json } = await visiteur.entrer('tom.tissu@example.org', 'un mot de passe solide')
  expect(json).toMatchObject({ agent: { nom: 'tom TISSU', role: 'administrateur' } })
})

test('change de clé : le flux suivant attend que ce soit fait, puis s’applique avec la nouvelle', async () => {
  const [premier, suivant] = fichiers.filter(f => f.type === 'M')
  const importer = (cles: Record<string, string>, flux = premier) =>
    filrougeAvec(cles, 'importer', 'cnaf', flux!.fichier, '--territoire', '59', '--recu-le', flux!.recuLe)
  expect((await importer({})).code).toBe(0)
  const nouvelle = { FILROUGE_CLE: '1:une nouvelle clé d’essai assez longue' }
  const deux = {
    ...nouvelle,
    FILROUGE_CLES_ANCIENNES: `0:${CLE_ESSAI}`,
  }
  const refus = await importer(deux, suivant)
  expect([refus.code, refus.erreurs]).toEqual([2, expect.stringContaining('bin/filrouge cles renouveler')])
  const { sortie } = await filrougeAvec(deux, 'cles', 'renouveler', '--json')
  expect(JSON.parse(sortie)).toEqual([
    { territoire: '59', nirs: expect.any(Number), morceaux: expect.any(Number), textes: expect.any(Number) },
  ])
  expect((await importer(nouvelle, suivant)).code).toBe(0)
  const courte = await filrougeAvec({ FILROUGE_CLE: 'courte' }, 'cles', 'renouveler')
  expect([courte.code, courte.erreurs]).toEqual([2, expect.stringMatching(/au moins 32/)])
}, 120_000)

test.each([
  ['postgres://x:y@127.0.0.1:1/z', /^La base de données ne répond pas \(code ECONNREFUSED\)/],
  ['existe-pas', /^La base que nomme DATABASE_URL n’existe pas/],
  ['intrus', /^La base de données refuse l’utilisateur ou le mot de passe/],
])('une base qu’on ne peut ouvrir (%s) se dit en une phrase, sans trace du logiciel', async (cas, phrase) => {
  const url = new URL(cas.includes(':') ? cas : essai.url)
  if (cas === 'existe-pas') url.pathname = '/existe_pas'
  if (cas === 'intrus') url.password = 'mauvais'
  const { code, erreurs } = await filrougeAvec({ DATABASE_URL: url.href }, 'migrer')
  expect([code, erreurs.replaceAll('\u00a0', ' ')]).toEqual([1, expect.stringMatching(phrase)])
  expect(erreurs).not.toMatch(/ at /)
})

test('ce qui empêche la base de Filrouge de démarrer est dit par sa propre phrase', async () => {
  const ici = join(dossier, 'ici')
  writeFileSync(ici, '')
  const migrer = () => filrougeAvec({ DATABASE_URL: '', FILROUGE_DONNEES: ici }, 'migrer')
  expect(await migrer()).toMatchObject({ code: 2, erreurs: expect.stringMatching(/^Le dossier des données, .*\n$/) })
  unlinkSync(ici)
  mkdirSync(ici)
  mkdirSync(join(ici, 'postgres'))
  expect(await migrer()).toMatchObject({ code: 2, erreurs: expect.stringMatching(/postgres\.json.*\n$/) })
})
