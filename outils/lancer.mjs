// node outils/lancer.mjs ENTRY [ARGS…]: installs what is missing, then runs ENTRY with the pinned Node, as if it were this process.
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { environnement, installer, NODE } from './installer.mjs'

/** Runs a program of the checkout in the current folder with the given arguments; ends the process with its exit code. */
export async function lancer(entree, args) {
  try {
    await installer()
  } catch (erreur) {
    console.error(erreur.message)
    process.exit(1)
  }
  const enfant = spawn(NODE, [entree, ...args], { stdio: 'inherit', env: environnement() })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => enfant.kill(signal))
  enfant.on('error', erreur => {
    console.error(erreur.message)
    process.exit(1)
  })
  enfant.on('close', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

if (realpathSync(process.argv[1]) === import.meta.filename) {
  const [entree, ...args] = process.argv.slice(2)
  await lancer(entree, args)
}
