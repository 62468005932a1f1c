import { setTimeout as attendre } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { probleme } from './problem.ts'

/** Seconds after which who was refused by a server that stops may find another, or the same one started again. */
const RETOUR_S = 5

/** Once it closes, a server ends what it was asked, and refuses what comes after on the lines still open. To be registered first. */
export function inscrireFermeture(app: FastifyInstance): void {
  let ferme = false
  app.addHook('preClose', async () => {
    ferme = true
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!ferme) return
    reply.header('retry-after', RETOUR_S)
    return probleme(
      reply,
      request,
      503,
      'arret',
      'Filrouge s’arrête, le plus souvent pour redémarrer aussitôt\u00a0: rien n’a été fait. Réessayez dans un instant.',
    )
  })
  // The line closes with its last answer, and who asks knows it.
  app.addHook('onSend', async (_request, reply) => {
    if (ferme) reply.header('connection', 'close')
  })
}

/** Stops the server: who is being answered has `delaiMs` to be, then is cut. */
export async function fermerServeur(app: FastifyInstance, delaiMs: number): Promise<void> {
  const fini = new AbortController()
  const couper = attendre(delaiMs, undefined, { signal: fini.signal, ref: false }).then(
    () => app.server.closeAllConnections(),
    () => {},
  )
  await app.close()
  fini.abort()
  await couper
}
