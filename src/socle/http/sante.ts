import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Base } from '../db.ts'
import { vientDEtrePleine } from '../postgres/perte.ts'
import { attenteDeLaFile } from '../travaux/attente.ts'

/**
 * What is asked of the service by whoever watches it or sends it requests: `vivant`, its process answers; `pret`, it reads its base;
 * `ecritures`, it writes there (disk, replica); `file`, background jobs move on.
 */
type Sante = { vivant: true; pret: boolean; ecritures: boolean; file: boolean }

/** An answer later than this is none, and what was found is true for that long: milliseconds. */
const DELAI_MS = 2000
const FRAICHEUR_MS = 500
/** A queue that waits longer stands still. Two long imports at once may keep it waiting that long. */
const FILE_MINUTES = 5

/** `/sante`: all of it, 503 when requests can't be served whole; `/sante/…`: one of them, which waits for no other. */
export function inscrireSante(app: FastifyInstance, { commun }: Base): void {
  const sondes = {
    pret: uneSonde(() => sql`select 1`.execute(commun).then(() => true)),
    ecritures: uneSonde(() =>
      sql`update ecriture_possible set le = now()`.execute(commun).then(() => !vientDEtrePleine()),
    ),
    file: uneSonde(() => attenteDeLaFile(commun).then(minutes => minutes < FILE_MINUTES)),
  }
  // The process lives even when it is late.
  const config = { pressureHandler: () => {} }
  const schema = { hide: true }
  app.register(async sante => {
    // What it was a moment ago is no answer to who asks now, whatever stands between.
    sante.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'))
    sante.get('/sante/vivant', { schema, config }, async () => ({ vivant: true }))
    sante.get('/sante', { schema, config }, async (_, reply) => {
      const [pret, ecritures, file] = await Promise.all([sondes.pret(), sondes.ecritures(), sondes.file()])
      const vue: Sante = { vivant: true, pret, ecritures, file }
      return reply.code(pret && ecritures ? 200 : 503).send(vue)
    })
    for (const quoi of ['pret', 'ecritures', 'file'] as const)
      sante.get(`/sante/${quoi}`, { schema, config }, async (_, reply) => {
        const bien = await sondes[quoi]()
        return reply.code(bien ? 200 : 503).send({ [quoi]: bien })
      })
  })
}

/**
 * Whoever asks at the same moment is answered by the same look; one that lasts is waited for by all, so that a base that is stuck isn't
 * asked again and again.
 */
function uneSonde(question: () => Promise<boolean>): () => Promise<boolean> {
  let regard = { le: Number.NEGATIVE_INFINITY, fini: true, reponse: Promise.resolve(false) }
  return () => {
    const now = performance.now()
    if (regard.fini && now - regard.le > FRAICHEUR_MS) {
      const celui = { le: now, fini: false, reponse: question().catch(() => false) }
      celui.reponse.then(() => {
        celui.fini = true
      })
      regard = celui
    }
    return Promise.race([regard.reponse, sleep(Math.max(0, regard.le + DELAI_MS - now), false, { ref: false })])
  }
}
