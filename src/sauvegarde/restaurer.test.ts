import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enMaitre, unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { unePersonne } from '../essai-personnes.ts'
import { garderOctets } from '../socle/fichier/fichier.ts'
import { migrer } from '../socle/migrer.ts'
import { type PostgresDeTest, postgresDeTest } from '../socle/postgres-local.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { Piece } from './archive.ts'
import { lireCoffre } from './coffre.ts'
import { demanderA, refaire } from './essai-sauvegarde.ts'
import { ENTETE, MANIFESTE, unCompte } from './format.ts'

const essai = unEssai({ vider: false })
const { dossier, filrouge, filrougeAvec } = uneLigneDeCommande(essai)
let ailleurs: PostgresDeTest
const la = (...args: string[]) => filrougeAvec({ DATABASE_URL: ailleurs.url }, ...args)
const chemin = (nom: string) => join(dossier, nom)
const sauvegarder = (vers: string, ...suite: string[]) =>
  filrouge('sauvegarder', '--territoire', '59', '--vers', vers, ...suite)

beforeAll(async () => {
  for (let i = 0; i < 3; i++) await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  await essai.unAgent('pilote')
  ailleurs = await postgresDeTest()
  await enMaitre(
    essai,
    `insert into t_59.structure (id, nom, organisme, dominantes) values (gen_random_uuid(), E'Tab\\t, \\\\ et\\nretour « é »', 'conseil-departemental', '{}')`,
  )
  expect((await filrouge('personnes', '--territoire', '59')).code).toBe(0)
  expect((await sauvegarder('nord.filrouge')).code).toBe(0)
}, 120_000)
afterAll(() => ailleurs?.arreter())

/** Nothing of the territory is there: a restore leaves all or nothing. */
async function rienNeReste() {
  const [reste] = await demanderA<{ n: number }>(
    ailleurs.url,
    `select ((select count(*) from pg_namespace where nspname = 't_59')
       + coalesce((select (xpath('/row/n/text()', query_to_xml('select count(*) as n from commun.territoire', true, true, '')))[1]::text::int
           where to_regclass('commun.territoire') is not null), 0))::int as n`,
  )
  expect(reste?.n).toBe(0)
}
const refuse = async (phrase: RegExp, ...args: string[]) => {
  const { code, erreurs } = await la('restaurer', ...args)
  expect([code, erreurs]).toEqual([2, expect.stringMatching(phrase)])
  await rienNeReste()
}

test('ce qui n’est pas une sauvegarde, ou n’est plus entier, est refusé avant de rien toucher', async () => {
  const entier = readFileSync(chemin('nord.filrouge'))
  writeFileSync(chemin('autre'), 'bonjour, ceci n’est pas une sauvegarde')
  await refuse(/n’est pas une sauvegarde/, 'autre')
  await refuse(/n’existe pas/, 'absent')
  for (const [i, coupe] of [40, Math.floor(entier.length / 2), entier.length - 5].entries()) {
    writeFileSync(chemin(`coupe-${i}`), entier.subarray(0, coupe))
    await refuse(/coupé ou abîmé/, `coupe-${i}`)
  }
  const change = Buffer.from(entier)
  change[Math.floor(entier.length / 3)]! ^= 4
  writeFileSync(chemin('change'), change)
  await refuse(/coupé ou abîmé/, 'change')
  // Whole as a file, but a row is another one.
  await refaire(chemin('nord.filrouge'), chemin('ligne'), p =>
    p.nom.startsWith('territoire/personne.')
      ? { ...p, octets: Buffer.from(p.octets.toString().replace('CAMILLE', 'CAMILLA')) }
      : p,
  )
  await refuse(/coupé ou abîmé/, 'ligne')
  // A table is missing altogether.
  await refaire(chemin('nord.filrouge'), chemin('sans'), p => (p.nom.startsWith('territoire/personne.') ? [] : p))
  await refuse(/coupé ou abîmé/, 'sans')
}, 120_000)

test('une autre clé, aucune clé, une sauvegarde d’une version plus récente : refusé, en disant quoi', async () => {
  const autre = { DATABASE_URL: ailleurs.url, FILROUGE_CLE: 'une autre clé d’essai, assez longue elle aussi' }
  const fausse = await filrougeAvec(autre, 'restaurer', 'nord.filrouge')
  expect([fausse.code, fausse.erreurs]).toEqual([
    2,
    expect.stringMatching(/La clé n° 0 n’est pas celle de cette sauvegarde/),
  ])
  const sans = await filrougeAvec(
    { ...autre, FILROUGE_CLE: '', FILROUGE_DONNEES: chemin('vide') },
    'restaurer',
    'nord.filrouge',
  )
  expect([sans.code, sans.erreurs]).toEqual([2, expect.stringMatching(/La clé manque/)])
  expect(existsSync(chemin('vide/cle'))).toBe(false)
  await rienNeReste()
  const entete = (changer: (e: { format: number; migrations: { territoire: string[] } }) => void) => (p: Piece) => {
    if (p.nom !== ENTETE) return p
    const e = JSON.parse(p.octets.toString())
    changer(e)
    return { ...p, octets: Buffer.from(JSON.stringify(e)) }
  }
  await refaire(
    chemin('nord.filrouge'),
    chemin('futur'),
    entete(e => e.migrations.territoire.push('009999_a-venir')),
  )
  await refuse(/plus récente/, 'futur')
  await refaire(
    chemin('nord.filrouge'),
    chemin('format'),
    entete(e => (e.format = 2)),
  )
  await refuse(/plus récente/, 'format')
}, 120_000)

test('chiffrée pour quelqu’un, elle ne s’ouvre qu’avec sa clé ; rien n’en est en clair', async () => {
  const publique = (await filrouge('cles', 'sauvegarde', 'sienne.txt')).sortie.trim()
  await filrouge('cles', 'sauvegarde', 'autre.txt')
  expect((await filrouge('cles', 'sauvegarde', 'sienne.txt')).erreurs).toMatch(/existe déjà/)
  expect(statSync(chemin('sienne.txt')).mode & 0o777).toBe(0o600)
  expect((await sauvegarder('ferme.age', '--pour', publique)).code).toBe(0)
  expect(readFileSync(chemin('ferme.age'), 'latin1')).toMatch(/^age-encryption\.org\/v1/)
  await refuse(/--cle FICHIER/, 'ferme.age')
  await refuse(/chiffré pour une autre/, 'ferme.age', '--cle', 'autre.txt')
  await refuse(/ne tient pas de clé secrète/, 'ferme.age', '--cle', 'nord.filrouge')
  const ferme = readFileSync(chemin('ferme.age'))
  writeFileSync(chemin('ferme-coupe.age'), ferme.subarray(0, ferme.length - 100))
  await refuse(/coupé ou abîmé/, 'ferme-coupe.age', '--cle', 'sienne.txt')
  const pasAge = await sauvegarder('x', '--pour', 'age1pasunecle')
  expect([pasAge.code, pasAge.erreurs, existsSync(chemin('x'))]).toEqual([2, expect.stringMatching(/age1/), false])
}, 120_000)

test('un fichier qui existe n’est pas remplacé ; un dossier qui manque se dit ; rien ne reste à côté', async () => {
  const avant = readFileSync(chemin('nord.filrouge'))
  expect((await sauvegarder('nord.filrouge')).erreurs).toMatch(/existe déjà/)
  expect(readFileSync(chemin('nord.filrouge')).equals(avant)).toBe(true)
  const nulle = await sauvegarder('nulle-part/nord.filrouge')
  expect([nulle.code, nulle.erreurs]).toEqual([2, expect.stringMatching(/dossier n’existe pas/)])
  const inconnu = await filrouge('sauvegarder', '--territoire', '62', '--vers', 'pas.filrouge')
  expect([inconnu.code, inconnu.erreurs]).toEqual([2, expect.stringMatching(/62 n’existe pas/)])
  expect(readdirSync(dossier).filter(n => n.endsWith('.ecrit') || n === 'pas.filrouge')).toEqual([])
})

/** The same backup with rights of persons that aren't there: its manifest agrees. */
async function contredire(de: string, vers: string): Promise<void> {
  let somme = unCompte()
  await refaire(chemin(de), chemin(vers), p => {
    if (p.nom.startsWith('territoire/droit.')) {
      const octets = Buffer.from(p.octets.toString().replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, () => uuidv7()))
      somme = unCompte()
      somme.rangees(octets)
      return { ...p, octets }
    }
    if (p.nom !== MANIFESTE) return p
    const manifeste = JSON.parse(p.octets.toString())
    manifeste.comptes['territoire/droit'] = somme.fini()
    return { ...p, octets: Buffer.from(JSON.stringify(manifeste)) }
  })
}

test('une ligne qui contredit une contrainte : rien n’est remis, puis une bonne sauvegarde l’est', async () => {
  await contredire('nord.filrouge', 'contredit')
  await refuse(/table droit, droit_\w+/, 'contredit')
  expect((await la('restaurer', 'nord.filrouge')).erreurs).toBe('')
  const encore = await la('restaurer', 'nord.filrouge')
  expect([encore.code, encore.erreurs]).toEqual([2, expect.stringMatching(/existe déjà/)])
  // All that the backup held, table by table, is what a backup of what came back holds.
  await filrougeAvec({ DATABASE_URL: ailleurs.url }, 'sauvegarder', '--territoire', '59', '--vers', 'retour.filrouge')
  expect(await manifesteDe('retour.filrouge')).toEqual(await manifesteDe('nord.filrouge'))
}, 120_000)

async function manifesteDe(nom: string) {
  for await (const piece of lireCoffre(chemin(nom)))
    if (piece.nom === MANIFESTE) return JSON.parse(piece.octets.toString())
}

test('un compte que la base a déjà, par son adresse, est rejoint : son mot de passe reste le sien', async () => {
  const autre = await postgresDeTest()
  try {
    const chez = (...args: string[]) => filrougeAvec({ DATABASE_URL: autre.url }, ...args)
    await chez('territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais')
    const [compte] = await essai.base.commun.selectFrom('identite').selectAll().execute()
    const creer = ['agent', 'creer', '--territoire', '62', '--role', 'administrateur', '--nom', 'A', '--prenom', 'B']
    expect(
      (await chez(...creer, '--courriel', compte?.courriel ?? '', '--mot-de-passe', 'sept chats dans un wagon'))
        .erreurs,
    ).toBe('')
    const lire = () =>
      demanderA(
        autre.url,
        'select i.*, territoire, agent_id from commun.identite i join commun.acces a on a.identite_id = i.id order by territoire',
      )
    const [avant] = await lire()
    expect((await chez('restaurer', 'nord.filrouge')).sortie).toMatch(/1 comptes?, dont 1 étaient? déjà là/)
    const apres = await lire()
    expect(apres).toEqual([{ ...avant, territoire: '59', agent_id: compte?.id }, avant])
  } finally {
    await autre.arreter()
  }
}, 120_000)

test('une sauvegarde d’une version d’avant revient à celle-ci', async () => {
  const autre = await postgresDeTest()
  const cible = await postgresDeTest()
  try {
    await migrer(autre.url)
    const client = new pg.Client({ connectionString: autre.url })
    await client.connect()
    await client.query(`create schema t_62; insert into commun.territoire (code, nom) values ('62', 'Pas-de-Calais')`)
    await runner({
      dbClient: client,
      dir: fileURLToPath(new URL('../../migrations/territoire/', import.meta.url)),
      direction: 'up',
      count: 60,
      schema: ['t_62', 'extensions'],
      migrationsSchema: 't_62',
      migrationsTable: 'migration',
      noLock: true,
      log: () => {},
    })
    await client.query(`
      insert into t_62.structure (id, nom, organisme, dominantes) values (gen_random_uuid(), 'PLIE', 'conseil-departemental', '{}');
      insert into commun.temoin_cle select 0, '\\x${await temoin()}'`)
    await client.end()
    const chez = (url: string, ...args: string[]) => filrougeAvec({ DATABASE_URL: url }, ...args)
    expect((await chez(autre.url, 'sauvegarder', '--territoire', '62', '--vers', 'avant.filrouge')).erreurs).toBe('')
    expect((await chez(cible.url, 'restaurer', 'avant.filrouge')).erreurs).toBe('')
    expect((await chez(cible.url, 'migrer')).sortie).toMatch(/62/)
    expect(await demanderA(cible.url, 'select nom from t_62.structure')).toEqual([{ nom: 'PLIE' }])
  } finally {
    await autre.arreter()
    await cible.arreter()
  }
}, 120_000)

const temoin = async () =>
  (await essai.base.commun.selectFrom('temoinCle').select('temoin').executeTakeFirstOrThrow()).temoin.toString('hex')

test('les morceaux gardés sur un disque reviennent dans le dossier du nouveau serveur ; un échec n’y laisse rien', async () => {
  process.env.FILROUGE_FICHIERS = chemin('fichiers')
  try {
    await essai.enTransaction(ctx => garderOctets(ctx, uuidv7(), Buffer.alloc(5_000_000, 'a')))
    expect((await sauvegarder('disque.filrouge')).erreurs).toBe('')
  } finally {
    delete process.env.FILROUGE_FICHIERS
  }
  const cible = await postgresDeTest()
  const noms = (ou: string) =>
    readdirSync(chemin(ou), { recursive: true })
      .filter(n => /\.\d+$/.test(String(n)))
      .sort()
  const chez = (...args: string[]) =>
    filrougeAvec({ DATABASE_URL: cible.url, FILROUGE_FICHIERS: chemin('nouveau') }, ...args)
  try {
    await contredire('disque.filrouge', 'disque-contredit')
    expect((await chez('restaurer', 'disque-contredit')).code).toBe(2)
    expect(noms('nouveau')).toEqual([])
    expect((await chez('restaurer', 'disque.filrouge')).erreurs).toBe('')
    expect(noms('nouveau')).toEqual(noms('fichiers'))
    expect(noms('nouveau').length).toBe(3)
  } finally {
    await cible.arreter()
  }
}, 120_000)
