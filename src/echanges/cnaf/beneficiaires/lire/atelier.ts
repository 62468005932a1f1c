import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { cleDe, numeroCourant } from '../../../../socle/auth/cles.ts'
import { deballer, type Envoi, type Lecture } from './envoi-fil.ts'
import type { Version } from './foyer-flux.ts'

/** Threads that read households cut out of a file. */
export type Atelier = {
  /** Batches that may be under way: one a thread, and one ready for each. */
  places: number
  /** Reads households, given with their fingerprint when it is known already; null for one that has to be read in place. */
  lire: (octets: readonly Buffer[], tranches: readonly (string | null)[]) => Promise<(Lecture | null)[]>
  fermer: () => Promise<void>
}

/** What a thread is given once: whose NIRs it encrypts, and how the file's bytes are read. */
export type DonneesFil = {
  territoire: string
  /** The current key, derived for each use. */
  numeroCle: number
  cles: Readonly<Record<string, Uint8Array>>
  version: Version
  debut: Uint8Array
}
/** A batch: households one after the other in `octets`, each ending at its `fins`. */
export type Fournee = { id: number; octets: Uint8Array; fins: number[]; tranches: (string | null)[] }
export type Reponse = Envoi & { id: number }

/** Two threads keep the database busy: more would only wait for it. */
const FILS_MAX = 2

/** What its NIRs need. */
const USAGES = ['nir-empreinte', 'nir-chiffre', 'texte', 'texte-nonce']

/** Opens the threads for one file. A thread that dies makes the reading fail. */
export function unAtelier(territoire: string, version: Version, debut: Buffer): Atelier {
  const donnees: DonneesFil = {
    territoire,
    numeroCle: numeroCourant(),
    cles: Object.fromEntries(USAGES.map(usage => [usage, cleDe(territoire, usage)])),
    version,
    debut: Uint8Array.from(debut),
  }
  const attentes = new Map<number, { rendre: (lectures: (Lecture | null)[]) => void; echouer: (e: Error) => void }>()
  let panne: Error | null = null
  const tomber = (erreur: Error) => {
    panne ??= erreur
    for (const { echouer } of attentes.values()) echouer(panne)
    attentes.clear()
  }
  const fils = Array.from({ length: Math.max(1, Math.min(FILS_MAX, availableParallelism())) }, () => {
    const fil = new Worker(new URL('./fil.ts', import.meta.url), {
      workerData: donnees,
      // Reading leaves short-lived garbage: less room makes it be copied again and again, more makes memory grow.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    fil.on('message', ({ id, ...envoi }: Reponse) => {
      attentes.get(id)?.rendre(deballer(envoi))
      attentes.delete(id)
    })
    fil.on('error', erreur => tomber(erreur instanceof Error ? erreur : new Error(String(erreur))))
    return fil
  })
  let suivant = 0
  return {
    places: fils.length * 2,
    lire: (morceaux, tranches) => {
      if (panne) return Promise.reject(panne)
      const id = suivant++
      const taille = morceaux.reduce((total, m) => total + m.length, 0)
      const octets = new Uint8Array(taille)
      let fin = 0
      const fins = morceaux.map(m => {
        octets.set(m, fin)
        fin += m.length
        return fin
      })
      const fournee: Fournee = { id, octets, fins, tranches: [...tranches] }
      fils[id % fils.length]?.postMessage(fournee, [octets.buffer])
      return new Promise((rendre, echouer) => attentes.set(id, { rendre, echouer }))
    },
    fermer: async () => {
      await Promise.all(fils.map(fil => fil.terminate()))
    },
  }
}
