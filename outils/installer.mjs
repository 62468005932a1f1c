// Runs on the Node found on the machine (20 or later), before anything is installed: no dependency, no TypeScript.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const RACINE = path.join(import.meta.dirname, '..')
/** The Node that runs the software, whatever the machine's own is. */
export const NODE = path.join(RACINE, 'node_modules/node/bin/node')

const MODULES = path.join(RACINE, 'node_modules')
const MARQUE = path.join(MODULES, '.filrouge-lock')

/** Installs the libraries named by package-lock.json when node_modules doesn't hold them. Silent on standard output. */
export async function installer() {
  if (aJour()) return
  const liberer = await verrou()
  try {
    if (aJour()) return
    if (!conforme()) npmCi()
    writeFileSync(MARQUE, empreinte())
  } finally {
    liberer()
  }
}

/** PATH with the pinned Node and the installed tools first. */
export const cheminDesOutils = () => [path.join(MODULES, '.bin'), process.env.PATH].join(path.delimiter)

/** The environment of the programs of the checkout: what Node compiles it keeps for the next ones, which start twice as fast. */
export const environnement = () => ({
  NODE_COMPILE_CACHE: path.join(MODULES, '.cache/node'),
  ...process.env,
  PATH: cheminDesOutils(),
})

const empreinte = () =>
  createHash('sha256')
    .update(readFileSync(path.join(RACINE, 'package-lock.json')))
    .digest('hex')
const lire = fichier => (existsSync(fichier) ? readFileSync(fichier, 'utf8') : '')
const aJour = () => existsSync(NODE) && lire(MARQUE) === empreinte()

// Someone may have run `npm ci` by hand: npm keeps what it installed in .package-lock.json, to be compared with what is asked.
function conforme() {
  const installe = lire(path.join(MODULES, '.package-lock.json'))
  if (!installe || !existsSync(NODE)) return false
  const presents = JSON.parse(installe).packages
  const voulus = JSON.parse(lire(path.join(RACINE, 'package-lock.json'))).packages
  return Object.entries(voulus).every(
    ([chemin, { version, optional, peer }]) =>
      !chemin || optional || (peer && !presents[chemin]) || presents[chemin]?.version === version,
  )
}

function npmCi() {
  console.error('Installation des bibliothèques (npm ci) : une à deux minutes la première fois…')
  // `npm ci` empties node_modules, where the current Node may live when npm started us: run it with the machine's own.
  const dossiers = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(dossier => !dossier.endsWith('node_modules/.bin'))
  if (!process.execPath.startsWith(MODULES)) dossiers.push(path.dirname(process.execPath))
  const env = { ...process.env, PATH: dossiers.join(path.delimiter), NODE_ENV: '' }
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--ignore-scripts=false']
  const npm = (...args) => spawnSync('npm', [...args, ...options], { cwd: RACINE, env, encoding: 'utf8' })
  let { status, error, stderr } = npm('ci')
  if (error?.code === 'ENOENT') throw new Error('npm est introuvable : installez Node.js 20 ou plus récent, avec npm.')
  // Some versions of npm find package-lock.json incomplete where others don't: the lock still decides what it names.
  if (stderr.includes('EUSAGE')) ({ status, stderr } = npm('install', '--no-save'))
  if (status === 0 && existsSync(NODE)) return
  const debut = stderr.split('\n').slice(0, 20).join('\n')
  throw new Error(`L’installation des bibliothèques a échoué :\n${debut}`)
}

// Two commands started together on a fresh clone: one installs, the other waits. The file holds the pid of the first.
async function verrou() {
  const nom = createHash('sha256').update(RACINE).digest('hex').slice(0, 12)
  const fichier = path.join(tmpdir(), `filrouge-installation-${nom}`)
  for (let essai = 0; ; essai++) {
    try {
      const fd = openSync(fichier, 'wx')
      writeFileSync(fd, String(process.pid))
      closeSync(fd)
      return () => rmSync(fichier, { force: true })
    } catch (erreur) {
      if (erreur.code !== 'EEXIST') throw erreur
    }
    if (essai === 10) console.error('Une autre commande installe les bibliothèques : un instant…')
    await sleep(100)
    if (!vivant(Number(lire(fichier)))) rmSync(fichier, { force: true })
  }
}

function vivant(pid) {
  try {
    return pid === 0 || process.kill(pid, 0)
  } catch (erreur) {
    return erreur.code === 'EPERM'
  }
}
