import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/**
 * What keeps PostgreSQL from answering, by no fault of who asks: it is stopped, or restarts, or let the connection fall; it isn't under
 * its name any more, or lets nobody in; its disk is full; it only lets itself be read (a replica, before it takes over); somebody else
 * keeps what is asked (a long act, a table locked from outside).
 */
export type Perte = 'perdue' | 'pleine' | 'lecture-seule' | 'retenue'

// PostgreSQL, Appendix A: class 08; 57P01 to 57P05, its stop and its restart; 53300, no connection left; 3D000, 28P01 and 28000, no
// such base, a password or a role that isn't let in; 53100, no room left; 55P03, a lock that didn't come in time.
const DE_POSTGRESQL: Readonly<Record<string, Perte>> = {
  '57P01': 'perdue',
  '57P02': 'perdue',
  '57P03': 'perdue',
  '57P05': 'perdue',
  '53300': 'perdue',
  '3D000': 'perdue',
  '28P01': 'perdue',
  '28000': 'perdue',
  '53100': 'pleine',
  '25006': 'lecture-seule',
  '55P03': 'retenue',
}
const DU_RESEAU = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN'.split(' '),
)
/** What node-postgres says of a connection that fell, or that never opened: it gives no code. */
const DE_PG =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying|timeout expired|Query read timeout)/

/** The base is asked whether it is there, and says nothing (pouls.ts): nobody is let wait for it. */
export class BaseMuette extends Error {
  override name = 'BaseMuette'
}
/** Who lost it has already waited: it isn't tried again. */
const ATTENDUE = /^(timeout ex(ceeded when trying|pired)|Connection terminated due to connection timeout)/

/** Why PostgreSQL didn't answer; null when this error is of another kind. */
export function perteDe(erreur: unknown): Perte | null {
  if (!(erreur instanceof Error)) return null
  if (erreur instanceof BaseMuette) return 'perdue'
  const code = (erreur as NodeJS.ErrnoException).code ?? ''
  if (erreur instanceof pg.DatabaseError) return DE_POSTGRESQL[code] ?? (code.startsWith('08') ? 'perdue' : null)
  // A mail server says which command it was at: it isn't the base.
  return (DU_RESEAU.has(code) && !('command' in erreur)) || DE_PG.test(erreur.message) ? 'perdue' : null
}

/** The server answers, and lets nobody into that base: at the start, it is the address that is to be mended. */
export const estRefusee = (erreur: unknown): boolean =>
  erreur instanceof pg.DatabaseError && /^(3D000|28P01|28000)$/.test(erreur.code ?? '')

const aAttendu = (erreur: Error): boolean => erreur instanceof BaseMuette || ATTENDUE.test(erreur.message)

/** When an act is tried again, milliseconds after each loss: a connection cut alone is replaced at once, a server in a second. */
const REPRISES_MS = [0, 200, 500, 800]

/**
 * Does what leaves nothing when the base is lost on the way, and does it again once it is back, if that is soon: a second and a half, and
 * what opening a connection took. A base that is there and says nothing is not waited for.
 */
export async function reprendre<T>(agir: () => Promise<T>): Promise<T> {
  for (let perdue = 0; ; perdue++)
    try {
      return await agir()
    } catch (erreur) {
      const pause = perteDe(erreur) === 'perdue' && !aAttendu(erreur as Error) ? REPRISES_MS[perdue] : undefined
      if (pause === undefined) throw erreur
      await sleep(pause)
    }
}

/** The connection fell while the act was being written for good: nobody knows whether it was. */
export class IssueInconnue extends Error {
  override name = 'IssueInconnue'
}

/** The base was lost before the end, and somebody else will finish: what is known of it, in French, for who asked. */
export class EnSuspens extends Error {
  override name = 'EnSuspens'
}

const annulees = new WeakSet<object>()

/** How long writing isn't believed possible once it was refused for want of room: a small write may find some. */
const PLEIN_MS = 10_000
let pleineLe = Number.NEGATIVE_INFINITY

/** Keeps in mind what a request met. */
export function noterPerte(perte: Perte): void {
  if (perte === 'pleine') pleineLe = performance.now()
}

/** Somebody was just refused for want of room. */
export const vientDEtrePleine = (): boolean => performance.now() - pleineLe < PLEIN_MS

/** Marks an error whose act left nothing. */
export function annuler(erreur: unknown): unknown {
  if (erreur instanceof Object) annulees.add(erreur)
  return erreur
}

/** It is known that what failed so left nothing. */
export const estAnnulee = (erreur: unknown): boolean => erreur instanceof Object && annulees.has(erreur)
