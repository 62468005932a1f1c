import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { adresseDe, ROLE_COMMUN } from './portes.ts'
import { couper } from './pouls.ts'

/** Where the base says, by itself and in the transaction that writes it, that something which processes remember changed. */
const CANAL = 'filrouge_change'
/** Before coming back once the line is lost. */
const REPRISE_MS = 250
/** A line that went dead without a word is found out by then: it is asked something, and given that long to answer. */
const POULS_MS = 20_000
const REPONSE_MS = 5000

export type Ecoute = { arreter: () => Promise<void> }

/**
 * One line to the base of `url` (the owner's; it signs in as an ordinary role) that hears what changes, until it is stopped; lost, it is
 * opened again. `changer(true)` at each change, and each time the line is open, since some may have been missed meanwhile;
 * `changer(false)` when it is lost; `de`: what changed, when it is known. What is said holds nothing of anybody: only the name of a table.
 */
export function ecouterChangements(url: string, changer: (entend: boolean, de?: string) => void): Ecoute {
  const fin = new AbortController()
  const { signal } = fin
  const pause = (ms: number, signal: AbortSignal) => attendre(ms, undefined, { ref: false, signal }).catch(() => {})

  async function tenir(): Promise<void> {
    const perdue = new AbortController()
    const client = new pg.Client({
      connectionString: adresseDe(url, ROLE_COMMUN),
      application_name: 'filrouge ecoute',
      connectionTimeoutMillis: REPONSE_MS,
      query_timeout: REPONSE_MS,
    })
    client.on('error', () => perdue.abort())
    client.on('end', () => perdue.abort())
    client.on('notification', ({ payload }) => changer(true, payload))
    const arretee = AbortSignal.any([signal, perdue.signal])
    // Who stops waits for no answer.
    const lacher = () => couper(client)
    signal.addEventListener('abort', lacher)
    try {
      await client.connect()
      await client.query(`listen ${CANAL}`)
      changer(true)
      for (await pause(POULS_MS, arretee); !arretee.aborted; await pause(POULS_MS, arretee))
        await client.query('select 1')
    } catch {
      // Whatever it is, it is tried again.
    }
    signal.removeEventListener('abort', lacher)
    changer(false)
    couper(client)
  }

  const tenue = (async () => {
    while (!signal.aborted) {
      await tenir()
      await pause(REPRISE_MS, signal)
    }
  })()
  return {
    arreter: () => {
      fin.abort()
      return tenue
    },
  }
}
