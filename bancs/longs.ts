import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bilan } from '../src/maison/pannes/essai-coups.ts'

/** Tests of the house in their long version, one file at a time: `env` says how long. What it prints is what is looked for. */
function enLong(fichiers: string, env: Record<string, string>): void {
  const { status } = spawnSync('vitest', ['run', '--no-file-parallelism', fichiers], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

/** Many more of the requests that the tests send a thousand of: what they find, and the ten slowest answers. */
export function eprouver({ requetes, graine }: { requetes: number; graine: number | null }): void {
  enLong('src/maison/fuzz.test.ts', {
    FUZZ_REQUETES: String(requetes),
    ...(graine === null ? {} : { FUZZ_GRAINE: String(graine) }),
  })
}

/** Each fault of a neighbour many times, then clients without a stop: what is lost, doubled, and how long until the service is whole. */
export function casser({ fois, minutes }: { fois: number; minutes: number }): void {
  const dossier = mkdtempSync(join(tmpdir(), 'filrouge-banc-pannes-'))
  const bilan = join(dossier, 'bilan')
  writeFileSync(bilan, '')
  enLong('src/maison/pannes/', { PANNES_FOIS: String(fois), PANNES_MINUTES: String(minutes), PANNES_BILAN: bilan })
  console.log('| Panne | Fois | Écrites | Perdues | Doublées | Entier en |\n|---|---|---|---|---|---|')
  for (const ligne of readFileSync(bilan, 'utf8').split('\n').filter(Boolean)) {
    const { panne, fois, ecrites, perdues, doublees, secondes } = JSON.parse(ligne) as Bilan
    const entier = `${secondes.toFixed(1).replace('.', ',')} s`
    console.log(`| ${panne} | ${fois} | ${ecrites} | ${perdues} | ${doublees} | ${entier} |`)
  }
  rmSync(dossier, { recursive: true })
}
