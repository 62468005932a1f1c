import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { estAnnulee, IssueInconnue, noterPerte, type Perte, perteDe } from '../postgres/perte.ts'
import { Refusal, STATUS } from '../refusal.ts'
import type { Faute } from '../saisie/faute.ts'

/** Text of a page: what a sentence quotes makes no tag. */
const enHtml = (texte: string) => texte.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)

/** A browser that opens this address as a page, for a document: what it is answered is read by somebody. */
const pourLire = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && /(^|,)\s*text\/html\b/i.test(headers.accept ?? '')

/** A refusal where a document was to open: a page that says it, or the one that asks why a file is opened. */
function page(reply: FastifyReply, { id }: FastifyRequest, status: number, detail: string, personneId?: string) {
  if (personneId) return reply.redirect(`/personnes/${personneId}`, 303)
  const [vers, libelle] = status === 401 ? ['/connexion', 'Se connecter'] : ['/', 'Revenir à l’accueil']
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(
      `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Filrouge</title><body style="max-width: 36em; margin: 3em auto; padding: 0 1em; font: 1.125em/1.5 sans-serif">
<h1 style="font-size: 1.25em">Ce document ne s’ouvre pas</h1><p>${enHtml(detail)}</p>
<p><a href="${vers}">${libelle}</a></p><p><small>Numéro de la demande\u00a0: ${enHtml(id)}</small></p>`,
    )
}

/** A refusal as application/problem+json (RFC 9457), with the number to quote; as a page for who reads it. */
export function probleme(
  reply: FastifyReply,
  request: FastifyRequest,
  status: number,
  code: string,
  detail: string,
  champs: Faute[] = [],
  { personneId, actuel }: { personneId?: string | undefined; actuel?: string | undefined } = {},
): FastifyReply {
  if (pourLire(request)) return page(reply, request, status, detail, personneId)
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type: 'about:blank', title: detail, status, code, detail, champs, personneId, actuel, requete: request.id })
}

const ILLISIBLE = 'La demande n’a pas pu être lue. Rechargez la page, puis réessayez.'

/** What only PostgreSQL saw, by its code, of what was asked: logged as a failure is, and answered as a refusal. */
const DE_POSTGRESQL: Readonly<Record<string, [status: number, code: string, detail: string]>> = {
  '22003': [400, 'nombre-impossible', 'Un des nombres est trop grand\u00a0: corrigez-le.'],
  '22008': [400, 'date-impossible', 'Une des dates ne se calcule pas\u00a0: corrigez-la.'],
  '23505': [
    409,
    'deja-pris',
    'Ce que vous envoyez porte l’identifiant de quelque chose qui existe déjà. Rechargez la page, puis recommencez.',
  ],
}

/** Refusals that tell of a door, not of a mistake. */
const GARDES: ReadonlySet<Refusal['kind']> = new Set(['unauthenticated', 'forbidden', 'too-many'])

/** The only place where an error becomes an answer. What isn't a refusal is a bug: logged with its number, never shown. */
export function repondreRefus(
  erreur: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (erreur instanceof Refusal) {
    // Who may not, or guesses: what was refused and where, nothing of whom.
    if (GARDES.has(erreur.kind))
      request.log.info({ refus: erreur.code, route: request.routeOptions.url, requete: request.id }, 'refus')
    if (erreur.attendre !== undefined) reply.header('retry-after', erreur.attendre)
    return probleme(reply, request, STATUS[erreur.kind], erreur.code, erreur.message, erreur.champs, erreur)
  }
  // What names something in the address: badly written, it names nothing.
  if (erreur.validationContext === 'params')
    return probleme(
      reply,
      request,
      404,
      'adresse-inconnue',
      'Rien ne répond à cette adresse : elle est incomplète, ou ce qu’elle désignait n’existe plus.',
    )
  if (erreur.validation) {
    const champs = erreur.validation.map(({ instancePath, message }) => ({
      champ: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'Valeur refusée.',
    }))
    return probleme(reply, request, 400, 'saisie-invalide', 'Certains champs sont à corriger.', champs)
  }
  if (erreur.statusCode && erreur.statusCode < 500)
    return probleme(reply, request, erreur.statusCode, 'demande-illisible', ILLISIBLE)
  const perte = perteDe(erreur)
  if (perte) return direPerte(perte, erreur, request, reply)
  // Messages of PostgreSQL quote values: only where and what kind is logged.
  const pile = erreur.stack?.split('\n').filter(ligne => ligne.startsWith('    at '))
  request.log.error({ erreur: erreur.name, code: erreur.code, ou: pile, requete: request.id }, 'panne')
  const refus = DE_POSTGRESQL[erreur.code]
  if (refus) return probleme(reply, request, ...refus)
  if (erreur instanceof IssueInconnue)
    return probleme(
      reply,
      request,
      503,
      'issue-inconnue',
      'Le service s’est interrompu pendant l’enregistrement. Nous ne savons pas s’il est fait\u00a0: rechargez la page pour le voir, avant de recommencer.',
    )
  if (erreur.statusCode === 503)
    return probleme(
      reply.header('retry-after', 1),
      request,
      503,
      'surcharge',
      'Le service est très demandé. Réessayez dans un instant.',
    )
  return probleme(
    reply,
    request,
    500,
    'panne',
    `Une panne est survenue de notre côté.${rien(erreur)} Réessayez\u00a0; si cela continue, donnez à l’assistance le numéro ${request.id}.`,
  )
}

/** What PostgreSQL's silence is called, and after how many seconds to ask again. */
const PERTES: Readonly<Record<Perte, [code: string, detail: string, attendre: number]>> = {
  perdue: ['base-absente', 'Le service est interrompu pour un instant.', 2],
  pleine: [
    'base-pleine',
    'Le service ne peut plus rien enregistrer\u00a0: le disque du serveur est plein. Prévenez votre administrateur.',
    30,
  ],
  'lecture-seule': ['base-en-lecture', 'Le service se laisse lire, mais n’enregistre rien pour le moment.', 5],
  retenue: ['donnees-retenues', 'Un autre travail retient ces données (un import, une copie de la base).', 10],
}

/** No stack: each request says the same, as long as it lasts. */
function direPerte(perte: Perte, erreur: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.log.error({ perte, requete: request.id }, 'base')
  noterPerte(perte)
  const [code, detail, attendre] = PERTES[perte]
  return probleme(
    reply.header('retry-after', attendre),
    request,
    503,
    code,
    `${detail}${rien(erreur)} Réessayez dans un instant.`,
  )
}

const rien = (erreur: Error) => (estAnnulee(erreur) ? ' Rien n’a été enregistré.' : '')

/** Bytes that make no request, or that don't come to an end: said on the wire, as no request was made of them. */
export function repondreSansDemande(erreur: Error & { code?: string }, prise: Socket): void {
  if (erreur.code === 'ECONNRESET' || prise.destroyed) return
  const status = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[erreur.code ?? ''] ?? 400
  const [code, detail] =
    status === 408
      ? ['demande-trop-lente', 'La demande n’est pas arrivée en entier à temps. Vérifiez le réseau, puis recommencez.']
      : ['demande-illisible', ILLISIBLE]
  const corps = JSON.stringify({ type: 'about:blank', title: detail, status, code, detail, champs: [] })
  const entetes = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(corps)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  if (prise.writable) prise.write(`${entetes.join('\r\n')}\r\n\r\n${corps}`)
  prise.destroySoon()
}
