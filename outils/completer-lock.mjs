// node outils/completer-lock.mjs: after an `npm install` whose registry lacked the packages of some platforms, npm leaves them
// out of package-lock.json and `npm ci` refuses the file everywhere. Puts them back, at the exact version their parent asks for.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const FICHIER = path.join(import.meta.dirname, '../package-lock.json')
const SYSTEMES = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSEURS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

const lock = JSON.parse(readFileSync(FICHIER, 'utf8'))
let ajouts = 0
for (const [chemin, parent] of Object.entries(lock.packages)) {
  for (const [nom, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (present(chemin, nom) || !/^\d/.test(version)) continue
    const { dev, license } = parent
    lock.packages[`node_modules/${nom}`] = { version, ...plateforme(nom), ...(dev && { dev }), license, optional: true }
    ajouts++
  }
}
// The root first, then the order of npm.
const [racine, ...autres] = Object.entries(lock.packages)
autres.sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries([racine, ...autres])
if (ajouts) writeFileSync(FICHIER, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${ajouts} paquet(s) de plateforme ajouté(s) à package-lock.json.`)

// Node looks for a package in the node_modules of each parent folder.
function present(chemin, nom) {
  const niveaux = chemin.split('/node_modules/')
  return (
    niveaux.some((_, i) => lock.packages[`${niveaux.slice(0, i + 1).join('/node_modules/')}/node_modules/${nom}`]) ||
    Boolean(lock.packages[`node_modules/${nom}`])
  )
}

// Native packages name their platform: …-linux-x64-musl, …-linux-arm-gnueabihf.
function plateforme(nom) {
  const mots = nom.split(/[-/]/)
  const os = SYSTEMES.filter(systeme => mots.includes(systeme))
  const cpu = PROCESSEURS.filter(processeur => mots.includes(processeur))
  const libc = mots.some(mot => mot.startsWith('musl'))
    ? ['musl']
    : mots.some(mot => mot.startsWith('gnu'))
      ? ['glibc']
      : []
  return Object.fromEntries(Object.entries({ os, cpu, libc }).filter(([, valeurs]) => valeurs.length))
}
