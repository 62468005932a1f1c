import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { enService, estFigee, estOccupee, oublierPidPerdu, tuer } from './etat.ts'
import { creerDossierPrive, executer, lancer, type Moteur } from './moteur.ts'
import { estRefusee, perteDe } from './perte.ts'
import { couper } from './pouls.ts'

/** PostgreSQL settings, as given on its command line (`-c name=value`); values hold no space. */
export type Reglages = Record<string, string>

export const ROLE = 'filrouge'
const JOURNAL = 'journal.log'
const JOURNAL_AVANT = 'journal.avant.log'

// Local TCP only. A failed statement is logged without its text nor its values: they may name a person.
const REGLAGES_COMMUNS: Reglages = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: "''",
  max_connections: '200',
  jit: 'off',
  random_page_cost: '1.1',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

export const adresse = (motDePasse: string, port: number, base = ROLE) =>
  `postgres://${ROLE}:${motDePasse}@127.0.0.1:${port}/${base}`

/** Creates a cluster in `donnees` (absent, or cut during its creation): UTF-8, order of code points, passwords required. */
export function creerGrappe(moteur: Moteur, donnees: string, motDePasse: string, options: string[] = []) {
  const chantier = `${donnees}.creation`
  const fichierMotDePasse = path.join(path.dirname(donnees), 'mot-de-passe.creation')
  rmSync(chantier, { recursive: true, force: true })
  mkdirSync(path.dirname(donnees), { recursive: true })
  creerDossierPrive(moteur, chantier)
  writeFileSync(fichierMotDePasse, `${motDePasse}\n`, { mode: 0o600 })
  try {
    if (moteur.identite) chownSync(fichierMotDePasse, moteur.identite.uid, moteur.identite.gid)
    const { status, stderr } = executer(moteur, 'initdb', [
      ...['-D', chantier, '-U', ROLE, `--pwfile=${fichierMotDePasse}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...options],
    ])
    if (status !== 0) throw new Error(`La création de la base de données a échoué dans ${donnees} :\n${stderr}`)
  } finally {
    rmSync(fichierMotDePasse, { force: true })
  }
  renameSync(chantier, donnees)
}

/** Makes in `donnees` (absent) a cluster out of the files of one that was stopped cleanly, whoever they belong to. */
export function copierGrappe(moteur: Moteur, arretee: string, donnees: string) {
  creerDossierPrive(moteur, donnees)
  cpSync(arretee, donnees, { recursive: true })
  if (!moteur.identite) return
  const { uid, gid } = moteur.identite
  for (const nom of readdirSync(donnees, { recursive: true, encoding: 'utf8' }))
    chownSync(path.join(donnees, nom), uid, gid)
}

/** PostgreSQL didn't start: what it said last, for who repairs it. `place`: it lacks room on the disk. */
export class DemarrageRate extends Error {
  readonly place: boolean
  constructor(donnees: string, journal: string) {
    const mots = journal.trim() ? `Il dit\u00a0:\n${journal.trim()}` : 'Il n’a rien dit.'
    super(`PostgreSQL n’a pas démarré sur ${donnees}. ${mots}`)
    this.place = /No space left on device/.test(journal) || sansPlace(donnees)
  }
}

/** So little that PostgreSQL couldn't even say it. */
const PLACE_MIN = 4 * 1024 * 1024
/** Is there no room where this cluster lives? */
export function sansPlace(donnees: string): boolean {
  const { bavail, bsize } = statfsSync(donnees)
  return bavail * bsize < PLACE_MIN
}

const PAUSE_MS = 500
/** After that many tries, what outlived its server is ended. */
const PATIENCE = 6
const ESSAIS = 20

/**
 * Starts PostgreSQL on a cluster and waits until it answers, recovery after a crash included. What it says is in journal.log of the
 * cluster, what it said the time before in journal.avant.log. Refused: `DemarrageRate`.
 */
export async function demarrerGrappe(moteur: Moteur, donnees: string, port: number, propres: Reglages): Promise<void> {
  oublierPidPerdu(donnees)
  const reglages = Object.entries({ ...REGLAGES_COMMUNS, port: String(port), ...propres })
  const options = reglages.map(([nom, valeur]) => `-c ${nom}=${valeur}`).join(' ')
  const journal = path.join(donnees, JOURNAL)
  if (existsSync(journal)) renameSync(journal, path.join(donnees, JOURNAL_AVANT))
  const args = ['-D', donnees, '-l', journal, '-o', options, '-w', '-t', '600', 'start']
  for (let essai = 1; ; essai++) {
    rmSync(journal, { force: true })
    if ((await lancer(moteur, 'pg_ctl', args)) === 0) return
    const fin = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(-12).join('\n') : ''
    // Backends of a server killed a moment ago still hold its memory: it is waited that they go.
    const restes = fin.includes('still in use')
    // What recovery of an unlogged table left in its own way is gone at the second try.
    const second = essai === 1 && fin.includes('File exists')
    if (essai === ESSAIS || !(restes || second)) throw new DemarrageRate(donnees, fin)
    if (restes && essai === PATIENCE) tuer(donnees)
    await sleep(PAUSE_MS)
  }
}

/** Seconds that a clean stop takes, then those it may take as long as it works at it. */
const ARRET_S = 8
const ARRET_OCCUPE_S = 110

/**
 * Stops PostgreSQL: `fast` cuts the sessions and leaves clean files; `immediate` is for data nobody will read again, or for a server that
 * doesn't stop. One that recovers is left to it: stopped there, it stays half-way. False then, it runs on.
 */
export function arreterGrappe(moteur: Moteur, donnees: string, mode: 'fast' | 'immediate'): boolean {
  if (mode === 'fast' && enService(donnees)?.etat === 'demarre') return false
  const arreter = (comment: string, secondes: number) =>
    !estFigee(donnees) &&
    executer(moteur, 'pg_ctl', ['-D', donnees, '-m', comment, '-w', '-t', String(secondes), 'stop']).status === 0
  const arretee = () => arreter(mode, ARRET_S) || enService(donnees) === null
  if (!arretee() && !(estOccupee(donnees) && arreter(mode, ARRET_OCCUPE_S))) tuer(donnees)
  return true
}

/** Connects once and creates the database when it is missing; false when PostgreSQL does not answer yet, or no more. */
export async function preparerBase(motDePasse: string, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: adresse(motDePasse, port, 'postgres'),
    connectionTimeoutMillis: 5000,
    query_timeout: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ROLE])
    if (rowCount === 0) await client.query(`create database ${ROLE}`)
    return true
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === '28P01')
      throw new Error(
        'Le mot de passe que porte postgres.json, dans le dossier des données, n’est pas celui de la base de données\u00a0: remettez ce fichier depuis une copie. Si vous n’en avez pas, arrêtez Filrouge et effacez-le\u00a0: il sera refait au prochain démarrage.',
      )
    // Starting, stopping, stopped meanwhile, or stuck: but not one that has no place left.
    if (code !== '53300' && !estRefusee(error) && perteDe(error) === 'perdue') return false
    throw error
  } finally {
    couper(client)
  }
}

/** `souhaite` when nothing listens there, else another free port. */
export async function portLibre(souhaite = 0): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const serveur = createServer()
  serveur.once('error', error => (souhaite ? resolve(portLibre()) : reject(error)))
  serveur.listen(souhaite, '127.0.0.1', () => {
    const { port } = serveur.address() as { port: number }
    serveur.close(() => resolve(port))
  })
  return promise
}
