import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const MODELES = fileURLToPath(new URL('../../../courriers/', import.meta.url))

let compilateur: NodeCompiler | undefined
let rendus = 0

/**
 * Renders a template of `courriers/` (name without `.typ`) with its data as an accessible PDF (PDF/UA-1: tagged, with a title
 * and a language). Typst carries its own fonts: nothing is read from the machine. About 3 ms a page once warm.
 * A template that doesn't compile is a bug, thrown with Typst's own words and never with the data.
 */
export function rendrePdf(modele: string, donnees: object): Buffer {
  compilateur ??= NodeCompiler.create({ workspace: MODELES })
  return rendre(compilateur, modele, donnees)
}

/** The same, of a template that shows an image, which it names `image.jpg`. Nothing of it stays in memory. */
export function rendreImage(modele: string, donnees: object, jpeg: Buffer): Buffer {
  const seul = NodeCompiler.create({ workspace: MODELES })
  seul.mapShadow(`${MODELES}image.jpg`, jpeg)
  const pdf = rendre(seul, modele, donnees)
  seul.evictCache(0)
  return pdf
}

function rendre(compilateur: NodeCompiler, modele: string, donnees: object): Buffer {
  // Results are memoized by Typst without a limit: what wasn't used lately is let go. The documents themselves are freed by
  // the event loop: whoever renders a batch awaits something between two letters.
  if (++rendus % 20 === 0) compilateur.evictCache(2)
  const resultat = compilateur.compile({
    mainFilePath: `${MODELES}${modele}.typ`,
    inputs: { donnees: JSON.stringify(donnees) },
  })
  if (!resultat.result) {
    const fautes = resultat.takeError()?.shortDiagnostics as { message?: string }[] | undefined
    throw new Error(`le modèle ${modele} ne se compile pas : ${fautes?.map(f => f.message).join(' ; ')}`)
  }
  return compilateur.pdf(resultat.result, { pdfStandard: 'ua-1' })
}
