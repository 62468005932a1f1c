import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ouvrirBase } from '../base.ts'
import { migrer } from '../socle/migrer.ts'
import { type PostgresDeTest, postgresDeTest } from '../socle/postgres-local.ts'
import { creerDemo } from './creer-demo.ts'

const RACINE = join(import.meta.dirname, '../..')
const GARDEES = join(RACINE, 'node_modules/.cache/filrouge-demo')
/** What a demo is made of. */
const SOURCES = ['src', 'migrations', 'donnees', 'courriers', 'package-lock.json']

/**
 * A PostgreSQL of tests that holds the demo as it is on `aujourdhui`, made once for all the runs of one state of the sources: the key
 * set (`poserCle`) is that of its texts.
 */
export async function postgresAvecDemo(aujourdhui: string, dire: (message: string) => void): Promise<PostgresDeTest> {
  const gardee = join(GARDEES, empreinte(aujourdhui))
  if (existsSync(gardee)) return postgresDeTest(gardee)
  const postgres = await postgresDeTest()
  await migrer(postgres.url)
  const base = ouvrirBase(postgres.url)
  try {
    await creerDemo(base, dire, aujourdhui)
  } finally {
    await base.fermer()
  }
  const chantier = `${gardee}.${process.pid}`
  mkdirSync(chantier, { recursive: true, mode: 0o700 })
  await postgres.garder(chantier)
  for (const nom of readdirSync(GARDEES).filter(n => !n.includes('.')))
    rmSync(join(GARDEES, nom), { recursive: true, force: true })
  renameSync(chantier, gardee)
  return postgres
}

function empreinte(aujourdhui: string): string {
  const somme = createHash('sha256').update(aujourdhui)
  const chemins = SOURCES.flatMap(source =>
    /\.\w+$/.test(source)
      ? [source]
      : readdirSync(join(RACINE, source), { recursive: true, withFileTypes: true })
          .filter(f => f.isFile() && !/^essai|\.test\.ts$|\.tsx$|\.css$/.test(f.name))
          .map(f => join(f.parentPath, f.name).slice(RACINE.length + 1)),
  )
  for (const chemin of chemins.sort()) somme.update(`${chemin}\0`).update(readFileSync(join(RACINE, chemin)))
  return somme.digest('hex').slice(0, 24)
}
