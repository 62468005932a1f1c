// npm run captures: makes again the pictures that README and guide show, and puts them in docs/captures.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { environnement, RACINE } from './installer.mjs'
import { capturesMontrees, MONTREES } from './montrees.ts'
import { trouverChromium } from './programmes.mjs'

const noms = capturesMontrees()
const ecrans = [...new Set(noms.map(nom => nom.replace(/-\d+-\w+\.png$/, '')))]
const env = { ...environnement(), CHROMIUM: trouverChromium() }
for (const [programme, ...args] of [
  ['vite', 'build', '--logLevel', 'error'],
  // The title of each test is the name of its screen.
  ['playwright', 'test', '--project', 'captures', '--grep', `\\s(${ecrans.join('|')})$`],
]) {
  const { status } = spawnSync(programme, args, { cwd: RACINE, env, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
const dossier = path.join(RACINE, MONTREES)
mkdirSync(dossier, { recursive: true })
for (const nom of readdirSync(dossier)) if (!noms.includes(nom)) rmSync(path.join(dossier, nom))
for (const nom of noms) copyFileSync(path.join(RACINE, 'captures', nom), path.join(dossier, nom))
console.log(`${noms.length} captures mises à jour dans ${MONTREES}.`)
