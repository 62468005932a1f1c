import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Tests of the house in their long version, one after the other: `env` says how long. What they print is what is looked for. */
function enLong(fichiers: string[], env: Record<string, string>): void {
  const { status } = spawnSync('vitest', ['run', '--no-file-parallelism', ...fichiers], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

/** Many more of the requests that the tests send a thousand of: what they find, and the ten slowest answers. */
export function eprouver({ requetes, graine }: { requetes: number; graine: number | null }): void {
  enLong(['src/maison/fuzz.test.ts'], {
    FUZZ_REQUETES: String(requetes),
    ...(graine === null ? {} : { FUZZ_GRAINE: String(graine) }),
  })
}

/** Each fault of a neighbour many times, then clients without a stop: what is lost, doubled, and how long until the service is whole. */
export function casser({ fois, minutes }: { fois: number; minutes: number }): void {
  enLong(['src/maison/pannes/pannes.test.ts', 'src/maison/pannes/figee.test.ts'], {
    PANNES_FOIS: String(fois),
    PANNES_MINUTES: String(minutes),
  })
}
