// npm test: installs what is missing, then runs every check and test, each one even when a former one failed.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { environnement, installer, RACINE } from './installer.mjs'
import { exigerLecteurs, trouverChromium } from './programmes.mjs'

const RAPPORT = 'test-results/vitest.json'

const ETAPES = [
  { titre: 'Types', commande: 'tsc -p .' },
  { titre: 'Format et règles d’écriture', commande: 'biome check' },
  { titre: 'Code et bibliothèques inutilisés', commande: 'knip' },
  // Before the tests: they start the whole service too.
  { titre: 'Construction des écrans', commande: 'vite build' },
  {
    titre: 'Tests',
    commande: `vitest run --reporter=default --reporter=json --outputFile.json=${RAPPORT}`,
    avant: exigerLecteurs,
  },
  { titre: 'Parcours dans un navigateur', commande: 'playwright test', avant: () => ({ CHROMIUM: trouverChromium() }) },
]

await installer()
rmSync(path.join(RACINE, RAPPORT), { force: true })
const resultats = ETAPES.map(passer)

console.log('\n── Résumé')
for (const { titre, reussie, secondes } of resultats) {
  console.log(`${reussie ? '✓' : '✗'} ${titre.padEnd(36)} ${secondes.toFixed(1).replace('.', ',').padStart(6)} s`)
}
const rapport = lireRapport()
const sautes = rapport ? rapport.numPendingTests + rapport.numTodoTests : 0
if (sautes)
  console.log(
    `${sautes} test${sautes > 1 ? 's' : ''} non joué${sautes > 1 ? 's' : ''} : échantillons absents de ../shared, ou disque que seul root peut monter`,
  )
for (const { fichier, test, message } of testsEnEchec()) console.log(`✗ ${fichier}\n  ${test}\n    ${message}`)
const echecs = resultats.filter(({ reussie }) => !reussie).length
console.log(`${resultats.length - echecs} passed, ${echecs} failed`)
process.exitCode = echecs ? 1 : 0

/**
 * What Vitest said of all tests, null when it stopped before the end: that step failed, and said why. The house allows two reasons not to
 * play one: a sample beside the project that isn't there, a disk that can't be mounted (src/maison/sauts.test.ts).
 */
function lireRapport() {
  try {
    return JSON.parse(readFileSync(path.join(RACINE, RAPPORT), 'utf8'))
  } catch {
    return null
  }
}

/** The tests that failed, and files that could not be read, named last: who reads only the end of the log finds them. */
function testsEnEchec() {
  return (rapport?.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const rates = assertionResults.filter(({ status }) => status === 'failed')
      const dits = rates.map(({ fullName, failureMessages }) => ({
        test: fullName,
        message: failureMessages.join('\n'),
      }))
      return (dits.length ? dits : [{ test: 'Le fichier entier', message }]).map(dit => ({
        fichier: path.relative(RACINE, name),
        test: dit.test,
        message: dit.message.split('\n').slice(0, 12).join('\n    '),
      }))
    })
}

function passer({ titre, commande, avant }) {
  console.log(`\n── ${titre} (${commande})`)
  const debut = performance.now()
  const reussie = executer(commande, avant)
  return { titre, reussie, secondes: (performance.now() - debut) / 1000 }
}

function executer(commande, avant) {
  const [programme, ...args] = commande.split(' ')
  try {
    const ajout = avant?.()
    const env = { ...environnement(), ...(typeof ajout === 'object' && ajout) }
    const { status, signal } = spawnSync(programme, args, { cwd: RACINE, env, stdio: 'inherit' })
    // Ctrl-C stops the whole, not one step.
    if (signal === 'SIGINT') process.exit(130)
    return status === 0
  } catch (erreur) {
    console.error(erreur.message)
    return false
  }
}
