import { constants } from 'node:os'
import pg from 'pg'

/**
 * What may be told of an error to who repairs: its class, its code when it is one that we know, where it broke, and the same of what
 * caused it. Never its message, nor the name it gives itself: they may quote somebody.
 */
export type Panne = { erreur: string; code?: string; ou: string[]; cause?: Panne }

const COURRIEL =
  'EAUTH ENOAUTH EOAUTH2 ECONNECTION EDNS ESOCKET ETLS EENVELOPE EMESSAGE EPROTOCOL ESTREAM EAI_AGAIN EANTIVIRUS'
/** Those of the system, of Node (ERR_…), of TLS and of mail: nobody's name. */
const CODES = new Set([...Object.keys(constants.errno), 'ENOTFOUND', ...COURRIEL.split(' ')])
const FAMILLES = /^(ERR_[A-Z0-9_]+|CERT_[A-Z_]+|[A-Z_]+_CERT(_[A-Z_]+)?|UNABLE_TO_[A-Z_]+)$/
const PROFONDEUR = 3

/** The code of an error, when it says nothing of anyone. */
export function codeDe(erreur: unknown): string | undefined {
  const code = String((erreur as { code?: unknown } | null)?.code ?? '')
  if (erreur instanceof pg.DatabaseError) return /^[0-9A-Z]{5}$/.exec(code)?.[0]
  return CODES.has(code) || FAMILLES.test(code) ? code : undefined
}

export function panneDe(erreur: unknown, profondeur = PROFONDEUR): Panne {
  if (!(erreur instanceof Error)) return { erreur: typeof erreur, ou: [] }
  const code = codeDe(erreur)
  const { cause = erreur instanceof AggregateError ? erreur.errors[0] : undefined } = erreur
  return {
    erreur: erreur.constructor.name,
    ...(code ? { code } : {}),
    ou: lieuDe(erreur),
    ...(cause instanceof Error && profondeur > 0 ? { cause: panneDe(cause, profondeur - 1) } : {}),
  }
}

/** The lines of the code where it broke, never the message. */
const lieuDe = ({ stack = '' }: Error): string[] => stack.split('\n').filter(ligne => /^ {4}at /.test(ligne))
