// node outils/chromium.mjs: prints the path of a Chromium for the browser tests, installed first when the machine lets us.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import path from 'node:path'

const NAVIGATEURS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The path of a Chromium: CHROMIUM when given, else one of the system, else the Debian package, installed. Refused: none can be had. */
export function trouverChromium() {
  const demande = process.env.CHROMIUM
  if (demande) {
    if (executable(demande)) return demande
    throw new Error(`CHROMIUM désigne ${demande}, qui n’est pas un programme.`)
  }
  const trouve = chercher(NAVIGATEURS)
  if (trouve) return trouve
  if (aptInstalle('chromium')) return chercher(NAVIGATEURS)
  throw new Error(
    'Les tests de navigateur demandent Chromium. Installez-le (Debian, Ubuntu : sudo apt-get install chromium), ou donnez son chemin dans CHROMIUM.',
  )
}

/** The path of xmllint, installed when possible, or undefined: the tests that compare with it are then skipped. */
export function trouverXmllint() {
  return chercher(['xmllint']) ?? (aptInstalle('libxml2-utils') ? chercher(['xmllint']) : undefined)
}

function aptInstalle(paquet) {
  if (process.getuid?.() !== 0 || !chercher(['apt-get'])) return false
  console.error(`Installation de ${paquet} (apt-get)…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-y', ...args], { env, stdio: ['ignore', 'ignore', 2] }).status === 0
  // A failed update (one source down among several) doesn't forbid the installation.
  apt('update')
  return apt('install', '--no-install-recommends', paquet)
}

function chercher(noms) {
  const dossiers = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(path.delimiter)]
  return noms.flatMap(nom => dossiers.map(dossier => path.join(dossier, nom))).find(executable)
}

function executable(fichier) {
  try {
    accessSync(fichier, constants.X_OK)
    return existsSync(fichier)
  } catch {
    return false
  }
}

if (realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    console.log(trouverChromium())
  } catch (erreur) {
    console.error(erreur.message)
    process.exit(1)
  }
}
