import { TAILLE_DECLARATION } from '../encodage.ts'
import { type Decodeur, decodeurPour, OctetsIllisibles } from './decodeur.ts'
import { FluxIllisible } from './fautes.ts'

/** Bytes turned into text at once: bounds memory when the source sends the whole file in one buffer. */
const MORCEAU = 64 * 1024

/** The text of an XML file, stretch after stretch, in the encoding it declares. `element`: where a fault is said to be. */
export async function* textesXml(source: AsyncIterable<Uint8Array>, element: string): AsyncGenerator<string> {
  let decodeur: Decodeur | null = null
  let lignes = 1
  const decoder = (octets: Buffer | null): string => {
    try {
      const texte = octets ? decodeur?.ecrire(octets) : decodeur?.finir()
      for (let i = texte?.indexOf('\n') ?? -1; i >= 0; i = texte?.indexOf('\n', i + 1) ?? -1) lignes++
      return texte ?? ''
    } catch (erreur) {
      if (!(erreur instanceof OctetsIllisibles)) throw erreur
      const regle = 'octets invalides dans l’encodage annoncé par le fichier'
      throw new FluxIllisible([{ ligne: lignes + erreur.lignes, element, regle }])
    }
  }
  for await (const octets of avecDebut(source)) {
    if (decodeur === null) {
      const choisi = decodeurPour(octets)
      if (typeof choisi === 'string') throw new FluxIllisible([{ ligne: 1, element, regle: choisi }])
      decodeur = choisi
    }
    for (let i = 0; i < octets.length; i += MORCEAU) yield decoder(octets.subarray(i, i + MORCEAU))
  }
  if (decodeur === null) throw new FluxIllisible([{ ligne: 1, element, regle: 'le fichier est vide' }])
  yield decoder(null)
}

/** The same bytes, the first buffer being long enough to hold the XML declaration whole (or the whole file). */
async function* avecDebut(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let debut: Buffer[] | null = []
  let taille = 0
  for await (const octets of source) {
    const morceau = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
    if (debut === null) {
      yield morceau
      continue
    }
    debut.push(morceau)
    taille += morceau.length
    if (taille < TAILLE_DECLARATION) continue
    yield Buffer.concat(debut)
    debut = null
  }
  if (debut !== null && taille > 0) yield Buffer.concat(debut)
}
