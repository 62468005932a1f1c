import type { FastifyInstance, FastifyRequest } from 'fastify'
import { commencerTrait, type Trait } from '../observer/traces.ts'

/** One span for each request: its number, the pattern of its route, never its address. To be registered before what it traces. */
export function inscrireTracage(app: FastifyInstance): void {
  const traits = new WeakMap<FastifyRequest, Trait>()
  const dedans = (request: FastifyRequest, suite: () => void) => {
    const trait = traits.get(request)
    if (trait) trait.dedans(suite)
    else suite()
  }
  app.addHook('onRequest', (request, _reply, suite) => {
    const trait = commencerTrait(request.method, { 'filrouge.requete': request.id })
    if (trait) traits.set(request, trait)
    dedans(request, suite)
  })
  // A body that came by itself comes from outside of what began with its headers.
  app.addHook('preValidation', (request, _reply, suite) => dedans(request, suite))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'autre adresse'
    traits.get(request)?.finir(`${request.method} ${route}`, {
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': reply.statusCode,
    })
  })
}
