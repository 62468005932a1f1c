import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../socle/refusal.ts'
import type { Source } from '../source.ts'
import type { Demande, Reponse } from './messages.ts'
import { type Ouvert, ouvrir, type Rangee } from './tableau.ts'

// The thread that opens a deposited file: what is in it can stop this thread, nothing else.

/** Rows sent at once. */
const LOT = 200
/** Bytes kept so as not to be asked again: those of a workbook, read whole for each of its sheets. */
const GARDES_MAX = 64 * 1024 * 1024

const port = parentPort
if (!port) throw new Error('ce programme est un fil de lecture')
const repondre = (reponse: Reponse) => port.postMessage(reponse)

const morceaux = new Map<number, (morceau: Uint8Array | null) => void>()
let lectures = 0
let gardes: Buffer[] | null = null

const source: Source = {
  ...(workerData as Omit<Source, 'octets'>),
  octets: async function* () {
    if (gardes) return yield* gardes
    const id = lectures++
    const lus: Buffer[] = []
    try {
      for (;;) {
        const { promise, resolve } = Promise.withResolvers<Uint8Array | null>()
        morceaux.set(id, resolve)
        repondre({ octets: id })
        const morceau = await promise
        if (!morceau) break
        const octets = Buffer.from(morceau.buffer, morceau.byteOffset, morceau.byteLength)
        if (source.taille <= GARDES_MAX) lus.push(octets)
        yield octets
      }
      if (source.taille <= GARDES_MAX) gardes = lus
    } finally {
      morceaux.delete(id)
      repondre({ cesser: id })
    }
  },
}

const ouverts = new Map<number, Ouvert>()
const cours = new Map<number, AsyncIterator<Rangee>>()

async function lot(demande: number, cle: number): Promise<void> {
  const rangees: Rangee[] = []
  const suite = cours.get(cle)
  let fini = !suite
  while (suite && rangees.length < LOT && !fini) {
    const { value, done } = await suite.next()
    if (done) fini = true
    else rangees.push(value)
  }
  if (fini) cours.delete(cle)
  repondre({ demande, rangees, fini })
}

async function faire(message: Exclude<Demande, { octets: number } | { cesser: number }>): Promise<void> {
  const { demande } = message
  if ('ouvrir' in message) {
    const fichier = await ouvrir(source, message.ouvrir)
    ouverts.set(demande, fichier)
    const { rangees: _, ...dit } = fichier
    repondre({ demande, fichier: dit })
  } else if ('rangees' in message) {
    const { rangees, jusqua, seules } = message
    const ouvert = ouverts.get(rangees)
    if (ouvert)
      cours.set(demande, ouvert.rangees({ jusqua, seules: seules && new Set(seules) })[Symbol.asyncIterator]())
    await lot(demande, demande)
  } else await lot(demande, message.suite)
}

port.on('message', (message: Demande) => {
  if ('octets' in message) morceaux.get(message.octets)?.(message.morceau)
  else if ('cesser' in message) {
    cours.get(message.cesser)?.return?.()
    cours.delete(message.cesser)
  } else
    faire(message).catch(erreur => {
      if (erreur instanceof Refusal) {
        const { kind, code, message: phrase } = erreur
        repondre({ demande: message.demande, refus: { kind, code, message: phrase } })
      } else repondre({ demande: message.demande, panne: erreur instanceof Error ? erreur.name : 'erreur' })
    })
})
