import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** Gives the lock back. Calling it twice does nothing more. */
export type Liberer = () => void

const SQLITE_BUSY = 5

// SQLite is used here for its locks alone (the file stays empty): the kernel drops them when the process that holds them dies, however it
// dies, so a lock is never stale and no pid has to be guessed alive or dead. Nothing is written: a disk may be full.
function verrouiller(fichier: string, sql: string): Liberer | null {
  const base = new DatabaseSync(fichier, { timeout: 0 })
  try {
    base.exec(sql)
  } catch (error) {
    base.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null
    throw error
  }
  return () => {
    if (base.isOpen) base.close()
  }
}

/** The lock of a file for this process alone, or null when another one has it, alone or shared. */
export const verrouExclusif = (fichier: string) => verrouiller(fichier, 'pragma journal_mode = memory; begin exclusive')

/** The lock of a file beside others who share it, or null when someone has it alone. */
export const verrouPartage = (fichier: string) => verrouiller(fichier, 'begin; select count(*) from sqlite_schema')

/** Waits for the lock of a file; `siAttente` is called once when it is not free at first. Refused after `delai` milliseconds. */
export async function attendreVerrou(fichier: string, delai: number, siAttente: () => void): Promise<Liberer> {
  for (let attendu = 0; attendu < delai; attendu += 50) {
    const liberer = verrouExclusif(fichier)
    if (liberer) return liberer
    if (attendu === 1000) siAttente()
    await sleep(50)
  }
  throw new Error(`Une autre commande retient ${fichier} depuis trop longtemps : arrêtez-la, puis recommencez.`)
}

/** The same without giving the hand back to the event loop, for the last moments of a process; null after `delai` milliseconds. */
export function attendreVerrouSansRelache(fichier: string, delai: number): Liberer | null {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let attendu = 0; attendu < delai; attendu += 50) {
    const liberer = verrouExclusif(fichier)
    if (liberer) return liberer
    Atomics.wait(pause, 0, 0, 50)
  }
  return null
}
