import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Passes, Resultats } from './passes.ts'

/** Highest memory a process ever held, in MiB (VmHWM; where there is no /proc, what getrusage says). */
export function memoireMaximale(): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return process.resourceUsage().maxRSS / 1024
  }
}

/** Runs a pass alone in a new process and returns what it measured, with the highest memory of that process. */
export async function passer<Nom extends keyof Passes>(
  nom: Nom,
  demande: Passes[Nom],
): Promise<Resultats[Nom] & { memoireMio: number }> {
  const enfant = fork(new URL('./passe.ts', import.meta.url), [nom, JSON.stringify(demande)], { execArgv: [] })
  let recu: unknown
  enfant.on('message', message => {
    recu = message
  })
  const [code] = await once(enfant, 'exit')
  if (code !== 0 || !recu) throw new Error(`la passe « ${nom} » a échoué`)
  return recu as Resultats[Nom] & { memoireMio: number }
}
