import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import fastifySwagger from '@fastify/swagger'
import fastifyUnderPressure from '@fastify/under-pressure'
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { z } from 'zod'
import { contexte, type Origine } from './contexte.ts'
import type { Base } from './db.ts'
import { probleme, repondreRefus } from './problem.ts'
import { Refusal } from './refusal.ts'
import { ecrireReponses } from './reponse.ts'
import type { PublicRoute, RawRoute } from './route.ts'
import type { UseCase } from './use-case.ts'

export type OptionsServeur = {
  base: Base
  /** Every use case of the product: one route each. */
  casUsage: readonly UseCase[]
  rawRoutes: readonly RawRoute[]
  publicRoutes: readonly PublicRoute[]
  /** Who sends this request, or null; reads the session cookie. */
  identifier: (jeton: string, now: string) => Promise<Omit<Origine, 'now'> | null>
  autorise: (role: string, permission: string) => boolean
  /** Folder of the built screens; without it only the API is served. */
  ecrans?: string
  now?: () => string
  logger?: FastifyBaseLogger | boolean
  /** Refused sign-ins per minute and address before asking to wait. */
  tentativesParMinute?: number
}

export const COOKIE = 'filrouge_session'

/** Parts of an input: what is in the path, and the rest (query of a GET, body of the others). */
function parties(route: string, input: z.ZodObject) {
  const [method = 'GET', url = '/'] = route.split(' ')
  const noms = [...url.matchAll(/:(\w+)/g)].map(m => m[1] ?? '')
  const duChemin = Object.fromEntries(noms.map(nom => [nom, true])) as Record<never, true>
  const params = noms.length ? input.pick(duChemin) : undefined
  const reste = noms.length ? input.omit(duChemin) : input
  const vide = Object.keys(reste.shape).length === 0
  return {
    method,
    url: `/api${url}`,
    schema: {
      ...(params ? { params } : {}),
      ...(vide ? {} : method === 'GET' ? { querystring: reste } : { body: reste }),
    },
  }
}

const entree = (request: FastifyRequest): Record<string, unknown> => ({
  ...(request.query as object),
  ...(request.body as object | undefined),
  ...(request.params as object),
})

declare module 'fastify' {
  interface FastifyRequest {
    origine?: Origine
  }
}

function origineDe({ origine }: FastifyRequest): Origine {
  if (!origine) throw new Error('route without its sentry')
  return origine
}

export async function creerServeur(options: OptionsServeur): Promise<FastifyInstance> {
  const { base } = options
  const now = options.now ?? (() => Temporal.Now.instant().toString())
  const app = fastify({
    ...(typeof options.logger === 'object' ? { loggerInstance: options.logger } : { logger: options.logger ?? false }),
    genReqId: () => randomUUID().slice(0, 8),
    bodyLimit: 1_000_000,
    routerOptions: { maxParamLength: 200 },
    logController: new LogController({ disableRequestLogging: true }),
    // Who may say what the visitor's address and protocol are: a proxy on this machine, or those named.
    trustProxy: process.env.FILROUGE_MANDATAIRES?.split(',') ?? 'loopback',
    forceCloseConnections: true,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(ecrireReponses)
  app.setErrorHandler<FastifyError>((erreur, request, reply) => repondreRefus(erreur, request, reply))
  app.setNotFoundHandler((request, reply) => introuvable(request, reply, options.ecrans))

  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sizes and places its floating elements by style attributes; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    referrerPolicy: { policy: 'same-origin' },
  })
  // Screens and long lists travel compressed: many agents work on a thin line.
  await app.register(fastifyCompress, { threshold: 2048, encodings: ['gzip', 'deflate'] })
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, { global: false })
  await app.register(fastifyUnderPressure, {
    maxEventLoopDelay: 2000,
    message: 'Le service est très demandé. Réessayez dans un instant.',
  })
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Filrouge',
        version: '1',
        description: 'API du service public de l’insertion et de l’emploi d’un territoire.',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: COOKIE } } },
    },
    transform: jsonSchemaTransform,
  })

  /** Same-site cookie, and no command from another site's page: the browser says where the request comes from. */
  app.addHook('onRequest', async request => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const provenance = request.headers['sec-fetch-site']
    const origine = request.headers.origin
    const memeSite = provenance
      ? provenance === 'same-origin' || provenance === 'none'
      : !origine || new URL(origine).host === request.headers.host
    if (!memeSite)
      throw new Refusal('forbidden', 'autre-site', 'Cette demande vient d’un autre site : elle est refusée.')
  })

  app.decorateRequest('origine')
  /** Who asks, before anything of the request is looked at. */
  const exiger = (permission: string) => async (request: FastifyRequest) => {
    const jeton = request.cookies[COOKIE]
    const instant = now()
    const qui = jeton ? await options.identifier(jeton, instant) : null
    if (!qui)
      throw new Refusal('unauthenticated', 'non-connecte', 'Votre session est fermée. Connectez-vous de nouveau.')
    if (!options.autorise(qui.agent.role, permission)) {
      throw new Refusal(
        'forbidden',
        'hors-role',
        'Votre rôle ne permet pas cette action. Demandez à l’administrateur du territoire.',
      )
    }
    request.origine = { ...qui, now: instant }
  }

  const securite = { security: [{ session: [] }] }
  for (const cas of options.casUsage) {
    const { route, summary, permission, input, output } = cas.declaration
    const { method, url, schema } = parties(route, input)
    app.route({
      method,
      url,
      schema: { summary, ...securite, ...schema, response: { 200: output } },
      onRequest: exiger(permission),
      handler: async request => {
        const origine = origineDe(request)
        const db = base.territoire(origine.territoire.code)
        const donnees = entree(request) as z.output<typeof input>
        if (method === 'GET') return cas(contexte(db, base.commun, origine), donnees)
        return db.transaction().execute(trx => cas(contexte(trx, base.commun, origine), donnees))
      },
    })
  }

  for (const brute of options.rawRoutes) {
    const { route, summary, permission, input } = brute.declaration
    const { method, url, schema } = parties(route, input)
    app.route({
      method,
      url,
      schema: { summary, ...securite, ...schema },
      onRequest: exiger(permission),
      handler: async (request, reply) => {
        const origine = origineDe(request)
        const donnees = entree(request) as z.output<typeof input>
        const document = await base
          .territoire(origine.territoire.code)
          .transaction()
          .execute(trx => brute(contexte(trx, base.commun, origine), donnees))
        return reply
          .type(document.type)
          .header(
            'content-disposition',
            `${document.telecharger ? 'attachment' : 'inline'}; filename="${document.nom}"`,
          )
          .header('cache-control', 'private, no-store')
          .send(document.contenu)
      },
    })
  }

  for (const publique of options.publicRoutes) {
    const { route, summary, input, output, limitee } = publique.declaration
    const { method, url, schema } = parties(route, input)
    app.route({
      method,
      url,
      schema: { summary, ...schema, response: { 200: output } },
      ...(limitee
        ? {
            config: {
              rateLimit: {
                max: options.tentativesParMinute ?? 20,
                timeWindow: '1 minute',
                errorResponseBuilder: () =>
                  new Refusal(
                    'too-many',
                    'trop-de-tentatives',
                    'Trop de tentatives. Attendez une minute, puis réessayez.',
                  ),
              },
            },
          }
        : {}),
      handler: async (request, reply) =>
        publique(
          {
            base,
            now: now(),
            jeton: request.cookies[COOKIE] ?? null,
            poserSession: (jeton, secondes) =>
              reply.setCookie(COOKIE, jeton, {
                path: '/',
                httpOnly: true,
                sameSite: 'strict',
                secure: request.protocol === 'https',
                maxAge: secondes,
              }),
            oterSession: () => reply.clearCookie(COOKIE, { path: '/' }),
          },
          entree(request) as z.output<typeof input>,
        ),
    })
  }

  const mesures = new Registry()
  collectDefaultMetrics({ register: mesures })
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) =>
    reply.type(mesures.contentType).send(await mesures.metrics()),
  )
  app.get('/sante', { schema: { hide: true } }, async () => {
    await sql`select 1`.execute(base.commun)
    return { etat: 'pret' }
  })
  if (options.ecrans && existsSync(options.ecrans)) {
    await app.register(fastifyStatic, {
      root: options.ecrans,
      wildcard: false,
      index: ['index.html'],
      maxAge: '1y',
      immutable: true,
      cacheControl: true,
      setHeaders: pasDeCachePourLaPage,
    })
  }
  return app
}

function pasDeCachePourLaPage(reply: FastifyReply, chemin: string): void {
  if (chemin.endsWith('.html')) reply.header('cache-control', 'no-cache')
}

/** Any address that isn't a file nor an API is a screen: the browser's router knows which. */
function introuvable(request: FastifyRequest, reply: FastifyReply, ecrans: string | undefined): FastifyReply {
  const veutUnePage =
    request.method === 'GET' && !request.url.startsWith('/api') && (request.headers.accept ?? '').includes('text/html')
  if (ecrans && veutUnePage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
  return probleme(reply, request, 404, 'adresse-inconnue', 'Cette adresse n’existe pas.')
}
