import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { baseDeDonnees, postgresDeTest } from './postgres-local.ts'

const muet = { dire: () => {} }
const dossiers: string[] = []
afterAll(() => {
  for (const dossier of dossiers) rmSync(dossier, { recursive: true, force: true })
})
vi.stubEnv('DATABASE_URL', '')
vi.setConfig({ testTimeout: 120_000 })

describe('base de données embarquée', () => {
  test('garde les données d’un démarrage à l’autre, dans un dossier fermé aux autres', async () => {
    const dossier = nouveauDossier()
    const premiere = await baseDeDonnees({ dossier, ...muet })
    await requete(premiere.url, 'create table essai as select 42 as valeur')
    await premiere.arreter()
    expect(await repond(premiere.url)).toBe(false)

    const seconde = await baseDeDonnees({ dossier, ...muet })
    expect(await requete(seconde.url, 'select valeur from essai')).toEqual([{ valeur: 42 }])
    expect(seconde.url).toBe(premiere.url)
    await seconde.arreter()
    expect(statSync(path.join(dossier, 'postgres.json')).mode & 0o777).toBe(0o600)
  })

  test('sert à deux programmes à la fois, et s’arrête avec le dernier', async () => {
    const dossier = nouveauDossier()
    const ici = await baseDeDonnees({ dossier, ...muet })
    const autre = await programme(dossier)
    expect(autre.url).toBe(ici.url)
    await ici.arreter()
    expect(await repond(ici.url)).toBe(true)
    await autre.finir('SIGTERM')
    expect(await repond(ici.url)).toBe(false)
  })

  test('est créée une seule fois quand deux programmes commencent ensemble', async () => {
    const dossier = nouveauDossier()
    const [un, deux] = await Promise.all([programme(dossier), programme(dossier)])
    expect(un.url).toBe(deux.url)
    await un.finir('SIGINT')
    expect(await repond(deux.url)).toBe(true)
    await deux.finir('SIGINT')
    expect(await repond(deux.url)).toBe(false)
  })

  test.each([
    ['tronqué', 0o711],
    ['vide', 0o711],
    ['perdu', 0o711],
    // Closed to whom PostgreSQL runs as for root: it is kept elsewhere.
    ['perdu', 0o700],
  ] as const)(
    'son postgres.json %s est refait, et ce qu’elle garde est là (dossier parent %o)',
    async (comment, mode) => {
      const dossier = nouveauDossier(mode)
      const fichier = path.join(dossier, 'postgres.json')
      const premiere = await baseDeDonnees({ dossier, ...muet })
      await requete(premiere.url, 'create table essai as select 42 as valeur')
      const avant = readFileSync(fichier, 'utf8')
      const abimer = () =>
        comment === 'perdu' ? rmSync(fichier) : writeFileSync(fichier, comment === 'vide' ? '' : avant.slice(0, 30))
      abimer()
      await expect(baseDeDonnees({ dossier, ...muet })).rejects.toThrow(/postgres\.json.*Arrêtez-le/s)
      await premiere.arreter()
      const dits: string[] = []
      const seconde = await baseDeDonnees({ dossier, dire: message => void dits.push(message) })
      expect(dits).toContainEqual(expect.stringContaining('il est refait'))
      expect(await requete(seconde.url, 'select valeur from essai')).toEqual([{ valeur: 42 }])
      await seconde.arreter()
      expect(statSync(fichier).mode & 0o777).toBe(0o600)
      // Left running by a program that was killed, and nobody's.
      const tue = await programme(dossier)
      await tue.finir('SIGKILL')
      abimer()
      const derniere = await baseDeDonnees({ dossier, ...muet })
      expect(await requete(derniere.url, 'select valeur from essai')).toEqual([{ valeur: 42 }])
      await derniere.arreter()
    },
  )

  test('un postgres.json qui ne se lit plus, sans base à côté : rien n’est créé à sa place', async () => {
    const dossier = nouveauDossier()
    mkdirSync(dossier)
    writeFileSync(path.join(dossier, 'postgres.json'), '{"motDe')
    await expect(baseDeDonnees({ dossier, ...muet })).rejects.toThrow(/postgres\.json.*ne se lit plus/s)
    expect(existsSync(path.join(dossier, 'postgres'))).toBe(false)
  })

  test.each([0o711, 0o700])('absente d’où elle était, elle n’est pas refaite vide à côté (parent %o)', async mode => {
    const dossier = nouveauDossier(mode)
    const fichier = path.join(dossier, 'postgres.json')
    const premiere = await baseDeDonnees({ dossier, ...muet })
    await requete(premiere.url, 'create table essai as select 42 as valeur')
    await premiere.arreter()
    writeFileSync(path.join(dossier, 'cle'), 'une clé')
    const entiere = readFileSync(fichier, 'utf8')
    const { donnees = path.join(dossier, 'postgres') } = JSON.parse(entiere) as { donnees?: string }
    const refusee = (quoi: RegExp) => expect(baseDeDonnees({ dossier, ...muet })).rejects.toThrow(quoi)

    writeFileSync(
      fichier,
      JSON.stringify({ ...JSON.parse(entiere), donnees: path.join(dossier, 'nulle-part/postgres') }),
    )
    await refusee(/nulle-part\/postgres.*n’y est pas/s)
    await refusee(new RegExp(`${donnees}.*effacez.*postgres\\.json`, 's'))
    expect(existsSync(path.join(dossier, 'nulle-part'))).toBe(false)

    renameSync(donnees, `${donnees}.parti`)
    writeFileSync(fichier, entiere)
    await refusee(new RegExp(`${donnees}.*n’y est pas`, 's'))
    // A volume that isn't mounted.
    mkdirSync(donnees)
    await refusee(/n’y est pas/)
    rmSync(donnees, { recursive: true })
    rmSync(fichier)
    await refusee(/a déjà servi/)
    rmSync(path.join(dossier, 'presence.verrou'))
    await refusee(/a déjà servi/)
    expect([existsSync(donnees), existsSync(fichier)]).toEqual([false, false])

    renameSync(`${donnees}.parti`, donnees)
    for (const verrou of ['presence.verrou', 'demarrage.verrou']) rmSync(path.join(dossier, verrou), { force: true })
    const revenue = await baseDeDonnees({ dossier, ...muet })
    expect(await requete(revenue.url, 'select valeur from essai')).toEqual([{ valeur: 42 }])
    await revenue.arreter()

    if (donnees.startsWith(dossier)) return
    // Nothing says any more that what is elsewhere is this folder's.
    for (const nom of readdirSync(dossier)) rmSync(path.join(dossier, nom), { recursive: true })
    await refusee(new RegExp(donnees))
    rmSync(dossier, { recursive: true })
    const autre = await baseDeDonnees({ dossier, ...muet })
    await autre.arreter()
    rmSync(path.dirname(path.dirname(donnees)), { recursive: true })
  })

  test.each([0o711, 0o700])('un premier démarrage coupé au milieu recommence (parent %o)', async mode => {
    const dossier = nouveauDossier(mode)
    await aMiCreation(dossier)
    expect(existsSync(path.join(dossier, 'postgres/PG_VERSION'))).toBe(false)
    const { url, arreter } = await baseDeDonnees({ dossier, ...muet })
    expect(await requete(url, 'select 1 as un')).toEqual([{ un: 1 }])
    await arreter()
  })

  test('est reprise puis arrêtée par le programme qui suit un arrêt brutal', async () => {
    const dossier = nouveauDossier()
    const tue = await programme(dossier)
    await tue.finir('SIGKILL')
    expect(await repond(tue.url)).toBe(true)
    const suivante = await baseDeDonnees({ dossier, ...muet })
    expect(suivante.url).toBe(tue.url)
    await suivante.arreter()
    expect(await repond(tue.url)).toBe(false)
  })

  test('s’arrête avec le programme qui finit par une exception', async () => {
    const dossier = nouveauDossier()
    const fautif = await programme(dossier, 'throw new Error("panne")')
    await fautif.fini
    expect(await repond(fautif.url)).toBe(false)
  })

  test('n’est pas touchée quand DATABASE_URL désigne un serveur', async () => {
    const dossier = nouveauDossier()
    vi.stubEnv('DATABASE_URL', 'postgres://ailleurs.example.org/filrouge')
    const { url, arreter } = await baseDeDonnees({ dossier, ...muet })
    await arreter()
    vi.stubEnv('DATABASE_URL', '')
    expect(url).toBe('postgres://ailleurs.example.org/filrouge')
    expect(existsSync(path.join(dossier, 'postgres.json'))).toBe(false)
  })

  test('compare et met en capitales les lettres accentuées', async () => {
    const { url, arreter } = await postgresDeTest()
    expect(await requete(url, `select upper('éçœ') as capitales`)).toEqual([{ capitales: 'ÉÇŒ' }])
    await arreter()
    expect(await repond(url)).toBe(false)
  })
})

function nouveauDossier(mode = 0o711) {
  const dossier = mkdtempSync(path.join(tmpdir(), 'filrouge-local-'))
  // As root, PostgreSQL runs as another user, who must pass through.
  chmodSync(dossier, mode)
  dossiers.push(dossier)
  return path.join(dossier, 'donnees')
}

/** Another Node process that opens the database, then runs `suite`: by default it stays until it is ended. */
async function programme(dossier: string, suite = 'setInterval(() => {}, 1000)') {
  const source = `
    import { baseDeDonnees } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres-local.ts'))}
    const { url } = await baseDeDonnees({ dossier: ${JSON.stringify(dossier)} })
    console.log(url)
    ${suite}`
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'ignore'] })
  const fini = once(enfant, 'exit')
  const [url] = (await once(createInterface(enfant.stdout), 'line')) as [string]
  const finir = async (signal: NodeJS.Signals) => {
    enfant.kill(signal)
    await fini
  }
  return { url, fini, finir }
}

/** Another process, killed when it says that it makes the base. */
async function aMiCreation(dossier: string) {
  const source = `
    import { baseDeDonnees } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres-local.ts'))}
    await baseDeDonnees({ dossier: ${JSON.stringify(dossier)}, dire: m => m.startsWith('Création') && process.kill(process.pid, 'SIGKILL') })`
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'ignore' })
  await once(enfant, 'exit')
}

async function requete(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

async function repond(url: string) {
  const client = new pg.Client(url)
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
