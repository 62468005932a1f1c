import { parentPort, workerData } from 'node:worker_threads'
import { getDocument, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs'

// Beside the main thread, which may end it: what is opened here comes from anybody.
try {
  const pdf = await getDocument({ data: workerData as Uint8Array, verbosity: 0, stopAtErrors: true }).promise
  // A file may say anything of itself: without a page there is nothing to read.
  parentPort?.postMessage(pdf.numPages > 0 ? { pages: pdf.numPages } : { refus: 'abime' })
} catch (erreur) {
  parentPort?.postMessage({ refus: erreur instanceof PasswordException ? 'protege' : 'abime' })
}
