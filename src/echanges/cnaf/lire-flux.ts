import { type Bilan, type Lot, unAnalyseur } from './analyseur.ts'
import { type Decodeur, decodeurPour, OctetsIllisibles, TAILLE_DECLARATION } from './encodage.ts'
import { FluxIllisible } from './fautes.ts'
import type { IdentificationFlux } from './foyer-flux.ts'

export type { Lot } from './analyseur.ts'
export { FluxIllisible, type Rejet } from './fautes.ts'

/** A flow whose header is read. `lots` is read once, to its end; `bilan` is right only after that. */
export type LectureFlux = {
  identification: IdentificationFlux
  lots: AsyncGenerator<Lot>
  bilan: () => Bilan
}

/** Bytes given to the parser at once: bounds memory when the source sends the whole file in one buffer. */
const MORCEAU = 64 * 1024

/**
 * Reads a CNAF/CCMSA beneficiaries flow VRSB0801 (vrsb0801.xsd; interop.md §A2) as it comes, one lot per stretch of bytes,
 * in constant memory. `source`: the bytes of the file, in the encoding its XML declaration says (windows-1252, ISO-8859-1,
 * ISO-8859-15, UTF-8).
 * A household that breaks the schema, or that nothing could be done with, is in `rejets` and the rest goes on. Throws
 * FluxIllisible, here or while `lots` is read, when the file as a whole cannot be trusted: XML not well formed, DOCTYPE,
 * unknown encoding, header or footer not conforming, another flow or version, a count that differs from what was
 * announced, more than half of the households refused. The caller then keeps nothing of what `lots` gave.
 */
export async function lireFlux(source: AsyncIterable<Uint8Array>): Promise<LectureFlux> {
  const analyseur = unAnalyseur()
  const lots = lireLots(source, analyseur)
  const premier = await lots.next()
  const identification = analyseur.identification()
  if (premier.done || !identification) throw new FluxIllisible([{ ligne: 1, element: 'Racine', regle: 'flux vide' }])
  return { identification, lots: rendreDAbord(premier.value, lots), bilan: analyseur.bilan }
}

async function* rendreDAbord(premier: Lot, suite: AsyncGenerator<Lot>): AsyncGenerator<Lot> {
  try {
    if (premier.foyers.length + premier.rejets.length > 0) yield premier
    yield* suite
  } finally {
    await suite.return(undefined)
  }
}

/** The lots of a flow, the first one as soon as the header is read, even when it holds no household. */
async function* lireLots(
  source: AsyncIterable<Uint8Array>,
  analyseur: ReturnType<typeof unAnalyseur>,
): AsyncGenerator<Lot> {
  let decodeur: Decodeur | null = null
  let enteteRendu = false
  const aRendre = (lot: Lot) => {
    if (enteteRendu) return lot.foyers.length + lot.rejets.length > 0
    enteteRendu = analyseur.identification() !== null
    return enteteRendu
  }
  for await (const octets of avecDebut(source)) {
    if (decodeur === null) {
      const choisi = decodeurPour(octets)
      if (typeof choisi === 'string') throw new FluxIllisible([{ ligne: 1, element: 'Racine', regle: choisi }])
      decodeur = choisi
    }
    for (let i = 0; i < octets.length; i += MORCEAU) {
      const lot = analyseur.lire(decoder(decodeur, octets.subarray(i, i + MORCEAU), analyseur.ligne()))
      if (aRendre(lot)) yield lot
    }
  }
  if (decodeur === null) throw new FluxIllisible([{ ligne: 1, element: 'Racine', regle: 'le fichier est vide' }])
  const reste = analyseur.lire(decoder(decodeur, null, analyseur.ligne()))
  if (aRendre(reste)) yield reste
  const fin = analyseur.finir()
  if (aRendre(fin)) yield fin
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

function decoder(decodeur: Decodeur, octets: Buffer | null, ligne: number): string {
  try {
    return octets ? decodeur.ecrire(octets) : decodeur.finir()
  } catch (erreur) {
    if (!(erreur instanceof OctetsIllisibles)) throw erreur
    const regle = 'octets invalides dans l’encodage annoncé par le fichier'
    throw new FluxIllisible([{ ligne: ligne + erreur.lignes, element: 'Racine', regle }])
  }
}
