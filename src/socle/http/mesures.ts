import { createHash, timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Registry } from '@prometheus-io/client'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'

const LONGUEUR_MIN = 24

/**
 * What Prometheus reads of this process, for who gives the token of `FILROUGE_MESURES`; without that setting there is nothing to
 * read. Refuses to start with a token that could be guessed.
 */
export function inscrireMesures(app: FastifyInstance): void {
  const jeton = process.env.FILROUGE_MESURES
  if (!jeton) return
  if (jeton.length < LONGUEUR_MIN)
    throw new Refusal(
      'invalid',
      'jeton-trop-court',
      `FILROUGE_MESURES est trop court\u00a0: donnez un jeton d’au moins ${LONGUEUR_MIN} caractères tirés au hasard.`,
    )
  const attendu = empreinte(`Bearer ${jeton}`)
  const mesures = new Registry()
  collectDefaultMetrics({ register: mesures })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!timingSafeEqual(empreinte(request.headers.authorization ?? ''), attendu))
      throw new Refusal('unauthenticated', 'jeton-refuse', 'Les mesures se lisent avec le jeton de FILROUGE_MESURES.')
    return reply
      .type(mesures.contentType)
      .header('cache-control', 'no-store')
      .send(await mesures.metrics())
  })
}

const empreinte = (texte: string) => createHash('sha256').update(texte).digest()
