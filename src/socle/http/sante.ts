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

/** `/sante`: all of it, 503 when requests can't be served whole; `/sante/…`: one of them, 503 when it isn't so. */
export function inscrireSante(app: FastifyInstance, base: Base): void {
  const examiner = unExamen(base)
  // The process lives even when it is late.
  const config = { pressureHandler: () => {} }
  const schema = { hide: true }
  app.register(async sante => {
    // What it was a moment ago is no answer to who asks now, whatever stands between.
    sante.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'))
    sante.get('/sante/vivant', { schema, config }, async () => ({ vivant: true }))
    sante.get('/sante', { schema, config }, async (_, reply) => {
      const vue = await examiner()
      return reply.code(vue.pret && vue.ecritures ? 200 : 503).send(vue)
    })
    for (const quoi of ['pret', 'ecritures', 'file'] as const)
      sante.get(`/sante/${quoi}`, { schema, config }, async (_, reply) => {
        const { [quoi]: bien } = await examiner()
        return reply.code(bien ? 200 : 503).send({ [quoi]: bien })
      })
  })
}

/** Whoever asks at the same moment is answered by the same look. */
function unExamen({ commun }: Base): () => Promise<Sante> {
  const oui = (question: Promise<unknown>) => question.then(Boolean, () => false)
  const examiner = async (): Promise<Sante> => {
    const lire = sql`select 1`.execute(commun)
    const ecrire = sql`update ecriture_possible set le = now()`.execute(commun).then(() => !vientDEtrePleine())
    const avancer = attenteDeLaFile(commun).then(minutes => minutes < FILE_MINUTES)
    const trop = sleep(DELAI_MS, false, { ref: false })
    const vite = (question: Promise<unknown>) => Promise.race([oui(question), trop])
    const [pret, ecritures, file] = await Promise.all([vite(lire), vite(ecrire), vite(avancer)])
    return { vivant: true, pret, ecritures, file }
  }
  let dernier: { le: number; sante: Promise<Sante> } | null = null
  return () => {
    if (!dernier || performance.now() - dernier.le > FRAICHEUR_MS)
      dernier = { le: performance.now(), sante: examiner() }
    return dernier.sante
  }
}
