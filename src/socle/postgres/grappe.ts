import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { creerDossierPrive, executer, type Moteur } from './moteur.ts'

/** PostgreSQL settings, as given on its command line (`-c name=value`); values hold no space. */
export type Reglages = Record<string, string>

const ROLE = 'filrouge'
const JOURNAL = 'journal.log'

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

/** Starts PostgreSQL on a cluster and waits until it answers, recovery after a crash included. */
export async function demarrerGrappe(moteur: Moteur, donnees: string, port: number, propres: Reglages) {
  oublierPidPerdu(donnees)
  const reglages = Object.entries({ ...REGLAGES_COMMUNS, port: String(port), ...propres })
  const options = reglages.map(([nom, valeur]) => `-c ${nom}=${valeur}`).join(' ')
  const journal = path.join(donnees, JOURNAL)
  const args = ['-D', donnees, '-l', journal, '-o', options, '-w', '-t', '600', 'start']
  // Backends of a postmaster killed a moment ago still hold its memory: PostgreSQL refuses to start until they are gone.
  for (let essai = 1; ; essai++) {
    rmSync(journal, { force: true })
    if (executer(moteur, 'pg_ctl', args).status === 0) return
    const fin = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(-12).join('\n') : ''
    if (essai === 20 || !fin.includes('still in use')) {
      throw new Error(`PostgreSQL n’a pas démarré sur ${donnees} :\n${fin}`)
    }
    await sleep(500)
  }
}

/** Stops PostgreSQL: `fast` cuts the sessions and leaves clean files; `immediate` is for data nobody will read again. */
export function arreterGrappe(moteur: Moteur, donnees: string, mode: 'fast' | 'immediate') {
  executer(moteur, 'pg_ctl', ['-D', donnees, '-m', mode, '-w', '-t', '120', 'stop'])
}

/** The port of the PostgreSQL running on this cluster, or null when none runs. */
export function portEnService(donnees: string): number | null {
  try {
    // Lines of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h): 1 pid, 4 port.
    const lignes = readFileSync(path.join(donnees, 'postmaster.pid'), 'utf8').split('\n')
    return tourne(Number(lignes[0]), donnees) ? Number(lignes[3]) : null
  } catch {
    return null
  }
}

/** Connects once and creates the database when it is missing; false when PostgreSQL does not answer yet, or no more. */
export async function preparerBase(motDePasse: string, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: adresse(motDePasse, port, 'postgres'),
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ROLE])
    if (rowCount === 0) await client.query(`create database ${ROLE}`)
    return true
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === '28P01') throw new Error('Le mot de passe de postgres.json n’est pas celui de la base de données.')
    // 57P03: starting or stopping; 57P01 or a refused connection: stopped meanwhile.
    if (['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'].includes(code)) return false
    throw error
  } finally {
    await client.end().catch(() => {})
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

// A pid alone proves nothing after a restart (a container gives the same small numbers again, and may leave zombies).
// PostgreSQL's processes work from inside their data folder: that is what /proc is asked, where it exists.
function tourne(pid: number, donnees: string): boolean {
  return existsSync('/proc/self/cwd') ? dossierDuProcessus(pid) === donnees : processusVivant(pid)
}

/** Does a process bear this number on this machine? */
export function processusVivant(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

function dossierDuProcessus(pid: number | string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

// PostgreSQL removes a stale postmaster.pid by itself, unless the pid now belongs to another process of its user.
// The file also guards against backends that outlived their postmaster: it is removed only when none is left.
function oublierPidPerdu(donnees: string) {
  if (!existsSync('/proc/self/cwd')) return
  const restants = readdirSync('/proc').some(nom => /^\d+$/.test(nom) && dossierDuProcessus(nom) === donnees)
  if (!restants) rmSync(path.join(donnees, 'postmaster.pid'), { force: true })
}
