import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
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
import { z } from 'zod'
import type { Acteur } from '../acteur.ts'
import type { Origine } from '../contexte.ts'
import type { Base } from '../db.ts'
import { reprendre } from '../postgres/perte.ts'
import { Refusal } from '../refusal.ts'
import type { PublicRoute, RawRoute } from '../route.ts'
import { direFaute } from '../saisie/faute.ts'
import type { UseCase } from '../use-case.ts'
import { inscrireFermeture } from './fermeture.ts'
import { inscrireMesures } from './mesures.ts'
import { probleme, repondreRefus, repondreSansDemande } from './problem.ts'
import { ecrireReponses } from './reponse.ts'
import {
  COOKIE,
  estAbsent,
  inscrireCasUsage,
  inscrireDocuments,
  inscrirePubliques,
  jetonDe,
  OCTETS,
  SANS_CACHE,
} from './routes-http.ts'
import { inscrireSante } from './sante.ts'
import { inscrireTracage } from './tracage.ts'

z.config({ customError: direFaute })

export type OptionsServeur = {
  base: Base
  /** Every use case of the product: one route each. */
  casUsage: readonly UseCase[]
  rawRoutes: readonly RawRoute[]
  publicRoutes: readonly PublicRoute[]
  /** Who sends this request, or null; reads the session cookie. `absent`: the page asks by itself, nobody is in front of it. */
  identifier: (jeton: string, now: string, absent: boolean) => Promise<Omit<Origine, 'now'> | null>
  /** Which partner's software sends this request, by its key and from which address, or null; may ask to wait. */
  identifierLogiciel: (cle: string, now: string, adresse: string) => Promise<Omit<Origine, 'now'> | null>
  autorise: (acteur: Acteur, permission: string) => boolean
  /** Folder of the built screens; without it only the API is served. */
  ecrans?: string
  now?: () => string
  logger?: FastifyBaseLogger | boolean
  /** Milliseconds the process may be late before it answers 503; 0: never, where other programs share the machine. */
  retardMaxMs?: number
  /** Milliseconds after which a request whose headers, or whose body, still haven't all come is cut. */
  delais?: { entetes: number; demande: number }
}

/** A piece of 8 MiB has five minutes, on a line of 250 kbit/s. */
const DELAIS = { entetes: 30_000, demande: 300_000 }

export async function creerServeur(options: OptionsServeur): Promise<FastifyInstance> {
  const { base } = options
  const now = options.now ?? (() => Temporal.Now.instant().toString())
  const { entetes: headersTimeout, demande: requestTimeout } = options.delais ?? DELAIS
  const app = fastify({
    ...(typeof options.logger === 'object' ? { loggerInstance: options.logger } : { logger: options.logger ?? false }),
    genReqId: () => randomUUID().slice(0, 8),
    bodyLimit: 1_000_000,
    routerOptions: { maxParamLength: 200 },
    logController: new LogController({ disableRequestLogging: true }),
    // Who may say what the visitor's address and protocol are: a proxy on this machine, or those named.
    trustProxy: process.env.FILROUGE_MANDATAIRES?.split(',') ?? 'loopback',
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { headersTimeout, requestTimeout, connectionsCheckingInterval: headersTimeout / 3 },
    requestTimeout,
    clientErrorHandler: repondreSansDemande,
    frameworkErrors: (erreur, request, reply) => void repondreRefus(erreur, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(ecrireReponses)
  app.setErrorHandler<FastifyError>((erreur, request, reply) => repondreRefus(erreur, request, reply))
  app.setNotFoundHandler((request, reply) => introuvable(request, reply, options.ecrans))

  inscrireFermeture(app)
  inscrireTracage(app)
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
  await app.register(fastifyCompress, { threshold: 2048, encodings: ['gzip', 'deflate'], globalDecompression: false })
  app.addContentTypeParser(OCTETS, { parseAs: 'buffer' }, (_request, corps, fini) => fini(null, corps))
  await app.register(fastifyCookie)
  await app.register(fastifyUnderPressure, {
    maxEventLoopDelay: options.retardMaxMs ?? 2000,
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
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: COOKIE },
          cle: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })

  /** Same-site cookie, and no command from another site's page: the browser says where the request comes from. */
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api')) reply.header('cache-control', SANS_CACHE)
    if (request.method === 'GET' || request.method === 'HEAD') return
    const provenance = request.headers['sec-fetch-site']
    const origine = request.headers.origin
    const memeSite = provenance
      ? provenance === 'same-origin' || provenance === 'none'
      : !origine || (URL.canParse(origine) && new URL(origine).host === request.headers.host)
    if (!memeSite)
      throw new Refusal('forbidden', 'autre-site', 'Cette demande vient d’un autre site : elle est refusée.')
  })

  /** A few bytes must not unfold into more than any limit sees. */
  app.addHook('preParsing', async request => {
    if (!/^(identity)?$/i.test(request.headers['content-encoding'] ?? ''))
      throw new Refusal(
        'unsupported',
        'demande-comprimee',
        'Cette demande est comprimée : envoyez-la sans compression.',
      )
  })

  app.decorateRequest('origine')
  /** Who asks, before anything of the request is looked at. */
  const exiger = (permission: string) => async (request: FastifyRequest) => {
    const instant = now()
    const cle = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const jeton = jetonDe(request)
    const qui = cle
      ? await options.identifierLogiciel(cle, instant, request.ip)
      : jeton
        ? await reprendre(() => options.identifier(jeton, instant, estAbsent(request)))
        : null
    if (cle && !qui)
      throw new Refusal(
        'unauthenticated',
        'cle-refusee',
        'Cette clé n’est pas, ou n’est plus, celle d’un logiciel partenaire. Demandez-en une à l’administrateur du territoire.',
      )
    if (!qui)
      throw new Refusal('unauthenticated', 'non-connecte', 'Votre session est fermée. Connectez-vous de nouveau.')
    if (!options.autorise(qui.agent, permission)) {
      throw new Refusal(
        'forbidden',
        'hors-role',
        'Votre rôle ne permet pas cette action. Demandez à l’administrateur du territoire.',
      )
    }
    request.origine = { ...qui, now: instant, requete: request.id }
  }

  inscrireCasUsage(app, options, exiger)
  inscrireDocuments(app, options, exiger)
  inscrirePubliques(app, options, now)

  inscrireMesures(app)
  inscrireSante(app, base)
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
