// The programs of the machine that the tests need: found, else installed when the machine lets us, else the run fails and says what to do.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Best first: the one made for having no window takes a quarter less of the processor. */
const SANS_FENETRE = 'chromium-headless-shell'
const NAVIGATEURS = [SANS_FENETRE, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
/** What reads the PDF we make, the XML that others would read, what looks for viruses; with their Debian packages. */
const LECTEURS = { pdftotext: 'poppler-utils', xmllint: 'libxml2-utils', clamd: 'clamav-daemon' }

/** The path of a Chromium: CHROMIUM when given, else one of the system, else the Debian package, installed. Refused: none can be had. */
export function trouverChromium() {
  const demande = process.env.CHROMIUM
  if (demande) {
    if (executable(demande)) return demande
    throw new Error(`CHROMIUM désigne ${demande}, qui n’est pas un programme.`)
  }
  if (!chercher([SANS_FENETRE]) && (!chercher(NAVIGATEURS) || aptConnait(SANS_FENETRE))) aptInstalle(SANS_FENETRE)
  if (!chercher(NAVIGATEURS)) aptInstalle('chromium')
  const trouve = chercher(NAVIGATEURS)
  if (trouve) return trouve
  throw new Error(
    'Les tests de navigateur demandent Chromium. Installez-le (Debian, Ubuntu : sudo apt-get install chromium), ou donnez son chemin dans CHROMIUM.',
  )
}

/** Makes sure that they are there. Refused: one is missing and can't be installed. */
export function exigerLecteurs() {
  const manquants = () => Object.keys(LECTEURS).filter(nom => !chercher([nom]))
  const paquets = noms => noms.map(nom => LECTEURS[nom])
  const avant = manquants()
  if (avant.length) aptInstalle(...paquets(avant))
  const apres = manquants()
  if (apres.length)
    throw new Error(
      `Les tests demandent ${apres.join(' et ')}. Installez-les (Debian, Ubuntu : sudo apt-get install ${paquets(apres).join(' ')}), puis relancez npm test.`,
    )
}

const aptConnait = nom => spawnSync('apt-cache', ['show', nom], { stdio: 'ignore' }).status === 0

function aptInstalle(...noms) {
  if (process.getuid?.() !== 0 || !chercher(['apt-get'])) return
  console.error(`Installation de ${noms.join(', ')} (apt-get)…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', ['-qq', '-y', ...args], { env, stdio: ['ignore', 'ignore', 2] })
  // A failed update (one source down among several) doesn't forbid the installation.
  apt('update')
  apt('install', '--no-install-recommends', ...noms)
}

function chercher(noms) {
  const dossiers = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/local/sbin',
  ]
  return noms.flatMap(nom => dossiers.map(dossier => path.join(dossier, nom))).find(executable)
}

function executable(fichier) {
  try {
    accessSync(fichier, constants.X_OK)
    return true
  } catch {
    return false
  }
}
