import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, STATUS } from '../refusal.ts'
import type { Faute } from '../saisie/faute.ts'

/** A refusal as application/problem+json (RFC 9457), with the number to quote. */
export function probleme(
  reply: FastifyReply,
  request: FastifyRequest,
  status: number,
  code: string,
  detail: string,
  champs: Faute[] = [],
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type: 'about:blank', title: detail, status, code, detail, champs, requete: request.id })
}

/** The only place where an error becomes an answer. What isn't a refusal is a bug: logged with its number, never shown. */
export function repondreRefus(
  erreur: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (erreur instanceof Refusal) {
    if (erreur.attendre !== undefined) reply.header('retry-after', erreur.attendre)
    return probleme(reply, request, STATUS[erreur.kind], erreur.code, erreur.message, erreur.champs)
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
  if (erreur.statusCode && erreur.statusCode < 500) {
    return probleme(
      reply,
      request,
      erreur.statusCode,
      'demande-illisible',
      'La demande n’a pas pu être lue. Rechargez la page, puis réessayez.',
    )
  }
  // Messages of PostgreSQL quote values: only where and what kind is logged.
  const pile = erreur.stack?.split('\n').filter(ligne => ligne.startsWith('    at '))
  request.log.error({ erreur: erreur.name, code: erreur.code, ou: pile, requete: request.id }, 'panne')
  const surcharge = erreur.statusCode === 503
  return surcharge
    ? probleme(reply, request, 503, 'surcharge', 'Le service est très demandé. Réessayez dans un instant.')
    : probleme(
        reply,
        request,
        500,
        'panne',
        `Une panne est survenue, rien n’a été enregistré. Réessayez ; si cela continue, donnez à l’assistance le numéro ${request.id}.`,
      )
}
