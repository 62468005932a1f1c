import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist'
import { ApiRefusal, nomDuFichier } from '../../socle/api.ts'

// Loaded when a document is first looked at: what opens the PDF that somebody brought runs none of its scripts, and reaches nothing.
GlobalWorkerOptions.workerPort = new Worker(new URL('pdfjs-dist/build/pdf.worker.mjs', import.meta.url), {
  type: 'module',
})

export type PageDePdf = PDFPageProxy

/**
 * Reads a PDF of the server, and gives its bytes to be saved: opening it and keeping it are one reading. Refused: what the server refuses,
 * in its words.
 */
export async function lirePdf(
  adresse: string,
  signal: AbortSignal,
): Promise<{ pdf: PDFDocumentProxy; contenu: Blob; nom: string }> {
  const reponse = await fetch(adresse, { signal })
  if (!reponse.ok) {
    const { code = 'erreur', detail = 'Ce document ne s’ouvre pas. Réessayez dans un instant.' } = await reponse
      .json()
      .catch(() => ({}))
    throw new ApiRefusal(reponse.status, code, detail, [], null)
  }
  const nom = nomDuFichier(reponse) ?? 'document.pdf'
  const contenu = await reponse.blob()
  const data = new Uint8Array(await contenu.arrayBuffer())
  // Scans compressed in rarer ways are read by scripts of ours: the security policy lets no other code in.
  const pdf = await getDocument({ data, wasmUrl: '/pdf/', useWasm: false, enableXfa: false }).promise
  return { pdf, contenu, nom }
}

/** Draws a page as wide as its place, as sharp as the screen; gives its text, for who listens to it. */
export async function dessiner(page: PageDePdf, canvas: HTMLCanvasElement, largeur: number): Promise<string> {
  const finesse = Math.min(globalThis.devicePixelRatio || 1, 2)
  const { width } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: (largeur / width) * finesse })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport }).promise
  const { items } = await page.getTextContent()
  return items.map(item => ('str' in item ? item.str : '')).join(' ')
}
