import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Many more of the requests that the tests send a thousand of: what they find, and the ten slowest answers. */
export function eprouver({ requetes, graine }: { requetes: number; graine: number | null }): void {
  const env = {
    ...process.env,
    FUZZ_REQUETES: String(requetes),
    ...(graine === null ? {} : { FUZZ_GRAINE: String(graine) }),
  }
  const { status } = spawnSync('vitest', ['run', 'src/maison/fuzz.test.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}
