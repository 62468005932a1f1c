import { type Bilan, type Lot, unAnalyseur } from './analyseur.ts'
import { type Morceau, mesurer, unDecoupeur } from './decoupe.ts'
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

/** The number of the household whose content last accepted had this fingerprint, if any. */
type Connu = (tranche: string) => string | undefined

/** Bytes given to the parser at once: bounds memory when the source sends the whole file in one buffer. */
const MORCEAU = 64 * 1024

/**
 * Reads a CNAF/CCMSA beneficiaries flow VRSB0801 (vrsb0801.xsd; interop.md §A2) as it comes, one lot per stretch of bytes,
 * in constant memory. `source`: the bytes of the file, in the encoding its XML declaration says (windows-1252, ISO-8859-1,
 * ISO-8859-15, UTF-8).
 * `connu` gives the NUMDEMRSA of a household accepted before with the very same bytes (`tranche`): it is counted, not read again.
 * A household that breaks the schema, or that nothing could be done with, is in `rejets` and the rest goes on. Throws
 * FluxIllisible, here or while `lots` is read, when the file as a whole cannot be trusted: XML not well formed, DOCTYPE,
 * unknown encoding, header or footer not conforming, another flow or version, a count that differs from what was
 * announced, more than half of the households refused. The caller then keeps nothing of what `lots` gave.
 */
export async function lireFlux(
  source: AsyncIterable<Uint8Array>,
  connu: Connu = () => undefined,
): Promise<LectureFlux> {
  const analyseur = unAnalyseur()
  const lots = lireLots(source, analyseur, connu)
  const premier = await lots.next()
  const identification = analyseur.identification()
  if (premier.done || !identification) throw new FluxIllisible([{ ligne: 1, element: 'Racine', regle: 'flux vide' }])
  return { identification, lots: rendreDAbord(premier.value, lots), bilan: analyseur.bilan }
}

async function* rendreDAbord(premier: Lot, suite: AsyncGenerator<Lot>): AsyncGenerator<Lot> {
  try {
    if (premier.foyers.length + premier.rejets.length + premier.connus.length > 0) yield premier
    yield* suite
  } finally {
    await suite.return(undefined)
  }
}

/** The lots of a flow, the first one as soon as the header is read, even when it holds no household. */
async function* lireLots(
  source: AsyncIterable<Uint8Array>,
  analyseur: ReturnType<typeof unAnalyseur>,
  connu: Connu,
): AsyncGenerator<Lot> {
  const decoupeur = unDecoupeur()
  let decodeur: Decodeur | null = null
  let enteteRendu = false
  const aRendre = (lot: Lot) => {
    if (enteteRendu) return lot.foyers.length + lot.rejets.length + lot.connus.length > 0
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
      const lot = lireMorceaux(decoupeur.couper(octets.subarray(i, i + MORCEAU)), analyseur, decodeur, connu)
      if (aRendre(lot)) yield lot
    }
  }
  if (decodeur === null) throw new FluxIllisible([{ ligne: 1, element: 'Racine', regle: 'le fichier est vide' }])
  const reste = lireMorceaux(decoupeur.couper(null), analyseur, decodeur, connu)
  if (aRendre(reste)) yield reste
  const dernier = analyseur.lire(decoder(decodeur, null, analyseur.ligne()))
  if (aRendre(dernier)) yield dernier
  const fin = analyseur.finir()
  if (aRendre(fin)) yield fin
}

/** What could not be cut is given to the parser in small pieces: its limits on silence and length count them. */
function enPetits(morceau: Morceau): Morceau[] {
  const { octets, tranche } = morceau
  if (tranche !== null || octets.length <= MORCEAU) return [morceau]
  return Array.from({ length: Math.ceil(octets.length / MORCEAU) }, (_, i) => ({
    octets: octets.subarray(i * MORCEAU, (i + 1) * MORCEAU),
    tranche: null,
  }))
}

/** Reads stretches in their order: known households are passed over, the others keep the fingerprint of their bytes. */
function lireMorceaux(
  morceaux: readonly Morceau[],
  analyseur: ReturnType<typeof unAnalyseur>,
  decodeur: Decodeur,
  connu: Connu,
): Lot {
  const tout: Lot = { foyers: [], rejets: [], connus: [] }
  for (const { octets, tranche } of morceaux.flatMap(enPetits)) {
    const numero = tranche === null ? undefined : connu(tranche)
    if (numero !== undefined && analyseur.sauter(numero, mesurer(octets))) continue
    const lot = analyseur.lire(decoder(decodeur, octets, analyseur.ligne()))
    if (tranche !== null && lot.rejets.length === 0 && lot.foyers.length === 1)
      for (const foyer of lot.foyers) foyer.tranche = tranche
    tout.foyers.push(...lot.foyers)
    tout.rejets.push(...lot.rejets)
    tout.connus.push(...lot.connus)
  }
  const fin = analyseur.lire('')
  tout.connus.push(...fin.connus)
  return tout
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
