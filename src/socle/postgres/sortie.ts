const actions = new Set<() => void>()
const SIGNAUX: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs `action` (synchronous) when the process ends, whatever ends it but a kill -9. Signals end the process as they would
 * have, unless the program listens to them too: it then decides. Out: a function that gives up the action, true the first time.
 */
export function quandLeProcessusFinit(action: () => void): () => boolean {
  if (actions.size === 0) {
    process.on('exit', toutFaire)
    for (const signal of SIGNAUX) process.on(signal, finir)
  }
  actions.add(action)
  return () => {
    const retiree = actions.delete(action)
    if (retiree && actions.size === 0) {
      process.off('exit', toutFaire)
      for (const signal of SIGNAUX) process.off(signal, finir)
    }
    return retiree
  }
}

function toutFaire() {
  for (const action of actions) action()
}

// By convention of the shell, 128 + the number of the signal.
function finir(signal: NodeJS.Signals, numero: number) {
  if (process.listenerCount(signal) === 1) process.exit(128 + numero)
}
