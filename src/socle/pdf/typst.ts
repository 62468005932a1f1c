import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { ecrireAutrement } from './ecrire-autrement.ts'

const MODELES = fileURLToPath(new URL('../../../courriers/', import.meta.url))
const bibliotheque = createRequire(import.meta.url)

/** Fonts that Typst doesn't carry (`courriers/polices.typ` names them all): folders of the libraries that do. */
const POLICES = [
  join(dirname(bibliotheque.resolve('@embedpdf/fonts-arabic')), '../fonts'),
  join(dirname(bibliotheque.resolve('@embedpdf/fonts-sc')), '../fonts'),
  join(dirname(bibliotheque.resolve('@expo-google-fonts/noto-emoji')), '400Regular'),
  join(dirname(bibliotheque.resolve('@expo-google-fonts/noto-emoji')), '700Bold'),
]

/** What the composer answers quotes the letter: none of it is kept, only which template and at which step. */
export class CompositionImpossible extends Error {
  override name = 'CompositionImpossible'
  readonly code: 'MODELE' | 'PDF'
  constructor(modele: string, code: 'MODELE' | 'PDF') {
    super(`le modèle ${modele} ne se compose pas (${code})`)
    this.code = code
  }
}

let compilateur: NodeCompiler | undefined
let rendus = 0

/**
 * Renders a template of `courriers/` (name without `.typ`) with its data as an accessible PDF (PDF/UA-1: tagged, with a title
 * and a language). Its fonts come with the program: nothing is read from the machine. About 3 ms a page once warm. No character of the
 * data makes it fail: what no font draws is written otherwise. A template that doesn't compile is a bug, thrown without the data.
 */
export function rendrePdf(modele: string, donnees: object): Buffer {
  compilateur ??= NodeCompiler.create({ workspace: MODELES, fontArgs: [{ fontPaths: POLICES }] })
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
  const sansDessin = new Set<string>()
  for (let essai = 0; essai < ESSAIS; essai++) {
    const ecrit =
      essai === 0 ? donnees : ecrireAutrement(donnees, signe => !Array.from(signe).some(c => sansDessin.has(c)))
    const rendu = essayer(compilateur, modele, ecrit)
    if (Buffer.isBuffer(rendu)) return rendu
    for (const signe of rendu) sansDessin.add(signe)
  }
  const lettres = essayer(
    compilateur,
    modele,
    ecrireAutrement(donnees, () => false),
  )
  if (Buffer.isBuffer(lettres)) return lettres
  throw new CompositionImpossible(modele, 'PDF')
}

/** A sign written otherwise may leave another, drawn until then with it, alone: so seldom that all is written in letters after that. */
const ESSAIS = 4

/** The PDF, or the signs that couldn't be drawn (PDF/UA forbids a hole). */
function essayer(compilateur: NodeCompiler, modele: string, donnees: object): Buffer | string[] {
  // Results are memoized by Typst without a limit: what wasn't used lately is let go. The documents themselves are freed by
  // the event loop: whoever renders a batch awaits something between two letters.
  if (++rendus % 20 === 0) compilateur.evictCache(2)
  let etape: CompositionImpossible['code'] = 'MODELE'
  try {
    const { result } = compilateur.compile({
      mainFilePath: `${MODELES}${modele}.typ`,
      inputs: { donnees: JSON.stringify(donnees, entier) },
    })
    if (!result) throw new CompositionImpossible(modele, etape)
    etape = 'PDF'
    return compilateur.pdf(result, { pdfStandard: 'ua-1' })
  } catch (erreur) {
    if (etape === 'PDF') return signesDe((erreur as Error).message)
    throw new CompositionImpossible(modele, etape)
  }
}

/** « the text `"你"` could not be displayed with font … », as Typst says it, quotes and what can't be seen escaped. */
const signesDe = (message: string): string[] =>
  Array.from(message.matchAll(/the text `\\"(.*?)\\"` could not be displayed/g)).flatMap(([, dit = '']) =>
    Array.from(
      dit.replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
    ),
  )

/** Half a character, as a text cut in its middle leaves one, is none to Typst. */
const entier = (_: string, valeur: unknown) => (typeof valeur === 'string' ? valeur.toWellFormed() : valeur)
