import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ENTETE_ABSENT } from '../api.ts'
import { contexte, dansTransaction, type Origine } from '../contexte.ts'
import type { Base } from '../db.ts'
import { garderListe, nommees } from '../lectures/lecture-liste.ts'
import { tracer } from '../observer/traces.ts'
import { reprendre } from '../postgres/perte.ts'
import { Refusal } from '../refusal.ts'
import type { PublicRoute, RawRoute } from '../route.ts'
import { rendreLisible } from '../saisie/lisible.ts'
import type { Context, UseCase } from '../use-case.ts'

declare module 'fastify' {
  interface FastifyRequest {
    origine?: Origine
  }
}

export const COOKIE = 'filrouge_session'
const COOKIE_APPAREIL = 'filrouge_appareil'
const COOKIE_ETAPE = 'filrouge_etape'

/**
 * Name of a cookie on this line: on a closed one its name itself keeps it from an open line, and from a neighbour under the same domain
 * (RFC 6265bis, « __Host- », « __Secure- »).
 */
const nomDuCookie = ({ protocol }: FastifyRequest, nom: string): string =>
  protocol !== 'https' ? nom : nom === COOKIE ? `__Host-${nom}` : `__Secure-${nom}`

const lireCookie = (request: FastifyRequest, nom: string): string | null =>
  request.cookies[nomDuCookie(request, nom)] ?? null

/** The session that a request brings. */
export const jetonDe = (request: FastifyRequest): string | null => lireCookie(request, COOKIE)

/** The screen says that nobody touched it for a while: what it asks then, it asks by itself. */
export const estAbsent = ({ headers }: FastifyRequest): boolean => headers[ENTETE_ABSENT] !== undefined

/** What keeps a cookie from the page, from other sites, and from an open line where there is another. */
const durable = (request: FastifyRequest, secondes: number) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: secondes,
  }) as const

/** What is asked of whatever keeps answers on the way: theirs tell of somebody. */
export const SANS_CACHE = 'private, no-store'

/** The sentry of a permission: refuses, or tells the request who asks. */
type Exiger = (permission: string) => (request: FastifyRequest) => Promise<void>

const SESSION = [{ session: [] }]
const PARTENAIRE: Record<string, string[]>[] = [{ session: [] }, { cle: [] }]

/** Parts of an input: what is in the path, and the rest (query of a GET or of bytes sent, body of the others). */
function parties(route: string, input: z.ZodObject, octets = 0) {
  const [method = 'GET', url = '/'] = route.split(' ')
  const noms = [...url.matchAll(/:(\w+)/g)].map(m => m[1] ?? '')
  const duChemin = Object.fromEntries(noms.map(nom => [nom, true])) as Record<never, true>
  const params = noms.length ? input.pick(duChemin) : undefined
  const horsSchema = octets ? { ...duChemin, octets: true } : duChemin
  const reste = Object.keys(horsSchema).length ? input.omit(horsSchema as Record<never, true>) : input
  const vide = Object.keys(reste.shape).length === 0
  return {
    method,
    url: `/api${url}`,
    bodyLimit: octets || undefined,
    schema: {
      ...(params ? { params } : {}),
      ...(vide ? {} : method === 'GET' || octets ? { querystring: reste } : { body: reste }),
      ...(octets ? { consumes: [OCTETS] } : {}),
    },
  }
}

/** Type of the content of a request that carries a piece of a file. */
export const OCTETS = 'application/octet-stream'
/** The field of an input that is the body itself. Its size is bounded by `octets` of the declaration. */
export const Octets = z.custom<Buffer>(valeur => Buffer.isBuffer(valeur))

function entree({ query, body, params }: FastifyRequest): Record<string, unknown> {
  return {
    ...(query as object),
    ...(Buffer.isBuffer(body) ? { octets: body } : (body as object | undefined)),
    ...(params as object),
  }
}

/** Before the schema of the route: what is too short, or empty, is so once what can't be seen is out. */
const preValidation = async (request: FastifyRequest): Promise<void> => {
  for (const partie of [request.query, request.body, request.params]) rendreLisible(partie)
}

function origineDe({ origine }: FastifyRequest): Origine {
  if (!origine) throw new Error('route without its sentry')
  return origine
}

/** Every use case at its address: a read goes straight, a command runs in one transaction. */
export function inscrireCasUsage(
  app: FastifyInstance,
  { base, casUsage }: { base: Base; casUsage: readonly UseCase[] },
  exiger: Exiger,
): void {
  for (const cas of casUsage) {
    const { route, summary, permission, input, output, octets, partner, lecture } = cas.declaration
    const { schema, ...adresse } = parties(route, input, octets)
    app.route({
      ...adresse,
      schema: { summary, security: partner ? PARTENAIRE : SESSION, ...schema, response: { 200: output } },
      onRequest: exiger(permission),
      preValidation,
      handler: async request => {
        const origine = origineDe(request)
        const db = base.territoire(origine.territoire.code)
        const donnees = entree(request) as z.output<typeof input>
        if (octets && !donnees.octets)
          throw new Refusal('invalid', 'octets-attendus', `Envoyez la partie du fichier en ${OCTETS}.`)
        if (lecture || adresse.method === 'GET')
          return reprendre(() => repondre(cas, contexte(db, base, origine), donnees))
        return dansTransaction(base, origine, ctx => repondre(cas, ctx, donnees))
      },
    })
  }
}

/** What it answers, once it is kept whom that names. */
async function repondre(cas: UseCase, ctx: Context, donnees: z.output<z.ZodObject>): Promise<unknown> {
  const sortie = await tracer(`cas ${cas.declaration.route}`, {}, () => cas(ctx, donnees))
  const { montre } = cas.declaration
  if (montre) await garderListe(ctx, montre, donnees, nommees(sortie))
  return sortie
}

/** Letters, files and exports: shown in the browser or saved. */
export function inscrireDocuments(
  app: FastifyInstance,
  { base, rawRoutes }: { base: Base; rawRoutes: readonly RawRoute[] },
  exiger: Exiger,
): void {
  for (const brute of rawRoutes) {
    const { route, summary, permission, input, enFlux } = brute.declaration
    const { schema, ...adresse } = parties(route, input)
    app.route({
      ...adresse,
      schema: { summary, security: SESSION, ...schema },
      onRequest: exiger(permission),
      preValidation,
      handler: async (request, reply) => {
        const origine = origineDe(request)
        const donnees = entree(request) as z.output<typeof input>
        const db = base.territoire(origine.territoire.code)
        const arret = raccroche(reply)
        const preparer = () =>
          enFlux
            ? brute(contexte(db, base, { ...origine, arret }), donnees)
            : dansTransaction(base, origine, ctx => brute(ctx, donnees))
        const document = await preparer().catch(erreur => {
          // Nobody is there to be answered, and what was stopped on purpose is no failure.
          if (arret.aborted) return null
          throw erreur
        })
        if (!document) return reply.hijack()
        const maniere = document.telecharger ? 'attachment' : 'inline'
        return reply
          .type(document.type)
          .header('content-disposition', `${maniere}; filename*=UTF-8''${encodeURIComponent(document.nom)}`)
          .headers(document.entetes ?? {})
          .send(document.contenu)
      },
    })
  }
}

/** Aborted when who asked is gone before all was sent. */
function raccroche({ raw }: FastifyReply): AbortSignal {
  const arret = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) arret.abort()
  })
  return arret.signal
}

/** Routes that need no session: signing in and out. */
export function inscrirePubliques(
  app: FastifyInstance,
  options: { base: Base; publicRoutes: readonly PublicRoute[] },
  now: () => string,
): void {
  for (const publique of options.publicRoutes) {
    const { route, summary, input, output } = publique.declaration
    const { schema, ...adresse } = parties(route, input)
    app.route({
      ...adresse,
      schema: { summary, ...schema, response: { 200: output } },
      preValidation,
      handler: async (request, reply) => {
        const poser = (nom: string, path: string, valeur: string, secondes: number) =>
          reply.setCookie(nomDuCookie(request, nom), valeur, { ...durable(request, secondes), path })
        return publique(
          {
            base: options.base,
            now: now(),
            adresse: request.ip,
            jeton: jetonDe(request),
            absent: estAbsent(request),
            appareil: lireCookie(request, COOKIE_APPAREIL),
            poserSession: (jeton, secondes) => poser(COOKIE, '/', jeton, secondes),
            poserAppareil: (valeur, secondes) => poser(COOKIE_APPAREIL, '/api', valeur, secondes),
            navigateur: request.headers['user-agent'] ?? '',
            origine: process.env.FILROUGE_ADRESSE ?? `${request.protocol}://${request.host}`,
            etape: lireCookie(request, COOKIE_ETAPE),
            poserEtape: (jeton, secondes) => poser(COOKIE_ETAPE, '/api', jeton, secondes),
            oterEtape: () => poser(COOKIE_ETAPE, '/api', '', 0),
            oterSession: () => {
              poser(COOKIE, '/', '', 0)
              reply.header('clear-site-data', '"cache"')
            },
          },
          entree(request) as z.output<typeof input>,
        )
      },
    })
  }
}
