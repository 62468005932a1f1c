import { Worker } from 'node:worker_threads'

/** A file made to be long to open isn't waited for. */
const ATTENTE_MS = 20_000
/** Opening the heaviest honest file takes a tenth of it; one made to unfold without end stops in seconds. */
const MEMOIRE_MO = 192

export type PdfVu = { pages: number } | { refus: 'protege' | 'abime' }

/** Whether a PDF opens without a password, and its number of pages. The bytes are taken: the caller has them no more. */
export async function examinerPdf(octets: Uint8Array): Promise<PdfVu> {
  const fil = new Worker(new URL('./pdf-fil.ts', import.meta.url), {
    workerData: octets,
    resourceLimits: { maxOldGenerationSizeMb: MEMOIRE_MO },
    stdout: true,
    stderr: true,
  })
  try {
    return await new Promise<PdfVu>(repondre => {
      const abandonner = () => repondre({ refus: 'abime' })
      const minuterie = setTimeout(abandonner, ATTENTE_MS)
      fil.once('message', repondre)
      fil.once('error', abandonner)
      fil.once('exit', () => {
        clearTimeout(minuterie)
        abandonner()
      })
    })
  } finally {
    await fil.terminate()
  }
}
