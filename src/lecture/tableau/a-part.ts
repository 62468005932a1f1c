import { Worker } from 'node:worker_threads'
import { Refusal } from '../../socle/refusal.ts'
import type { Source } from '../source.ts'
import type { Demande, Reponse } from './messages.ts'
import type { Ouvert, Rangee, Voulues } from './tableau.ts'

/** Time, and heap of the thread: opening the heaviest honest file takes a third of them. */
const BORNES = { attenteMs: 30_000, memoireMo: 256 }
/** Files open at once in this process: each takes a core, and its memory. */
const ENSEMBLE_MAX = 2

export type LecteurAPart = {
  /** Opens a sheet: what `lireTableau` is given. */
  ouvrir: (feuille: string | null) => Promise<Ouvert>
  /** To be called once nothing more is read. */
  fermer: () => Promise<void>
}

let ouverts = 0
const attentes: (() => void)[] = []

/** Lets one more file be open, when there is room. */
async function prendrePlace(): Promise<void> {
  if (ouverts < ENSEMBLE_MAX) ouverts++
  else await new Promise<void>(entrer => attentes.push(entrer))
}

function rendrePlace(): void {
  const suivant = attentes.shift()
  if (suivant) suivant()
  else ouverts--
}

/**
 * Reads a deposited file in a thread of its own, with limits of memory and time: what it holds can't stop this process, nor make the
 * others wait. Refuses (invalid, fichier-trop-long-a-lire, fichier-trop-lourd-a-lire) what takes more than them.
 */
export async function aPart<T>(source: Source, lire: (ouvrir: LecteurAPart['ouvrir']) => Promise<T>): Promise<T> {
  const lecteur = await unLecteurAPart(source)
  try {
    return await lire(lecteur.ouvrir)
  } finally {
    await lecteur.fermer()
  }
}

/** The same, for rows that are still read once who asked has answered. */
export async function unLecteurAPart(source: Source, { attenteMs, memoireMo } = BORNES): Promise<LecteurAPart> {
  await prendrePlace()
  const { fichier, taille, sha256 } = source
  const fil = new Worker(new URL('./fil.ts', import.meta.url), {
    workerData: { fichier, taille, sha256 },
    resourceLimits: { maxOldGenerationSizeMb: memoireMo },
    stdout: true,
    stderr: true,
  })
  const demandes = new Map<number, PromiseWithResolvers<Reponse>>()
  const lectures = new Map<number, AsyncIterator<Buffer>>()
  let panne: Error | null = null
  let suivante = 0
  const tomber = (erreur: Error) => {
    panne ??= erreur
    for (const { reject } of demandes.values()) reject(panne)
    demandes.clear()
  }
  const minuterie = setTimeout(() => tomber(tropLong()), attenteMs)
  const dire = (message: Demande, transferes: ArrayBuffer[] = []) => fil.postMessage(message, transferes)
  const demander = async <D extends Demande>(quoi: Omit<D, 'demande'>): Promise<Reponse & { demande: number }> => {
    if (panne) throw panne
    const demande = suivante++
    const attente = Promise.withResolvers<Reponse>()
    demandes.set(demande, attente)
    dire({ demande, ...quoi } as unknown as Demande)
    const reponse = (await attente.promise) as Reponse & { demande: number }
    if ('refus' in reponse) throw new Refusal(reponse.refus.kind, reponse.refus.code, reponse.refus.message)
    if ('panne' in reponse) throw new Error(`lecture à part : ${reponse.panne}`)
    return reponse
  }
  const donner = async (id: number) => {
    const lecture = lectures.get(id) ?? source.octets()[Symbol.asyncIterator]()
    lectures.set(id, lecture)
    const { value, done } = await lecture.next()
    if (done) return dire({ octets: id, morceau: null })
    const morceau = Uint8Array.from(value)
    dire({ octets: id, morceau }, [morceau.buffer])
  }
  fil.on('message', (reponse: Reponse) => {
    if ('octets' in reponse) donner(reponse.octets).catch(tomber)
    else if ('cesser' in reponse) {
      lectures.get(reponse.cesser)?.return?.()
      lectures.delete(reponse.cesser)
    } else {
      demandes.get(reponse.demande)?.resolve(reponse)
      demandes.delete(reponse.demande)
    }
  })
  fil.on('error', erreur => {
    const memoire = (erreur as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
    tomber(memoire ? tropLourd() : new Error('lecture à part : le fil s’est arrêté'))
  })
  fil.on('exit', () => tomber(tropLourd()))
  return {
    ouvrir: async feuille => {
      const ouvert = await demander<{ demande: number; ouvrir: string | null }>({ ouvrir: feuille })
      if (!('fichier' in ouvert)) throw new Error('lecture à part : réponse inattendue')
      return { ...ouvert.fichier, rangees: voulues => rangees(ouvert.demande, voulues) }
    },
    fermer: async () => {
      clearTimeout(minuterie)
      for (const lecture of lectures.values()) lecture.return?.()
      await fil.terminate()
      rendrePlace()
    },
  }

  async function* rangees(ouvert: number, { jusqua, seules }: Voulues = {}): AsyncIterable<Rangee> {
    let lot = await demander<{ demande: number; rangees: number }>({
      rangees: ouvert,
      ...(jusqua !== undefined && { jusqua }),
      ...(seules && { seules: [...seules] }),
    })
    const cle = lot.demande
    try {
      for (;;) {
        if (!('rangees' in lot)) return
        yield* lot.rangees
        if (lot.fini) return
        lot = await demander<{ demande: number; suite: number }>({ suite: cle })
      }
    } finally {
      if (!panne) dire({ cesser: cle })
    }
  }
}

const tropLong = () =>
  new Refusal(
    'invalid',
    'fichier-trop-long-a-lire',
    'Ce fichier met trop longtemps à s’ouvrir : il n’est pas lu. Gardez-y la seule feuille utile, coupez-le en plusieurs, ou enregistrez-le en .csv.',
  )

const tropLourd = () =>
  new Refusal(
    'invalid',
    'fichier-trop-lourd-a-lire',
    'Ce fichier prend trop de mémoire une fois ouvert : il n’est pas lu. Gardez-y la seule feuille utile, coupez-le en plusieurs, ou enregistrez-le en .csv.',
  )
