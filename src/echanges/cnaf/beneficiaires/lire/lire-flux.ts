import { TAILLE_DECLARATION } from '../../../../lecture/encodage.ts'
import { type Decodeur, decodeurPour } from '../../../../lecture/xml/decodeur.ts'
import { FluxIllisible } from '../../../../lecture/xml/fautes.ts'
import { LECTEURS, TAILLE_RECONNAISSANCE, versionDe } from '../versions/version.ts'
import { unAnalyseur } from './analyseur.ts'
import type { Atelier } from './atelier.ts'
import type { Bilan } from './entete.ts'
import type { IdentificationFlux, Version } from './foyer-flux.ts'
import { estVide, type Lot, lireLots } from './lots.ts'

export type { Lot } from './lots.ts'

/** A flow whose header is read. `lots` is read once, to its end; `bilan` is right only after that. */
export type LectureFlux = {
  identification: IdentificationFlux
  lots: AsyncGenerator<Lot, undefined>
  bilan: () => Bilan
}

export type OptionsLecture = {
  /** The number of the household whose content last accepted had these bytes (`empreinteTranche`), if any; null: none is known. */
  connu?: ((tranche: string) => string | undefined) | null
  /**
   * Opens the threads that read households of a version, for a file that begins with these bytes; asked only when the file is
   * big enough to be worth it. Without them all is read here.
   */
  ailleurs?: (version: Version, debut: Buffer) => Atelier
}

/**
 * Reads a CNAF/CCMSA beneficiaries flow, VRSB0801, VRSD0301 or VRSD0101 (interop.md §A2, A3) as it comes, in constant memory.
 * `source`: the bytes of the file, in the encoding its XML declaration says (windows-1252, ISO-8859-1, ISO-8859-15, UTF-8).
 * A household accepted before with the very same bytes is counted, not read again.
 * A household that breaks the schema, or that nothing could be done with, is in `rejets` and the rest goes on. Throws
 * FluxIllisible, here or while `lots` is read, when the file as a whole cannot be trusted: XML not well formed, DOCTYPE,
 * unknown encoding, header or footer not conforming, another flow or version, a count that differs from what was
 * announced, more than half of the households refused. The caller then keeps nothing of what `lots` gave.
 */
export async function lireFlux(source: AsyncIterable<Uint8Array>, options: OptionsLecture = {}): Promise<LectureFlux> {
  const octets = avecDebut(source)
  try {
    const debut = await octets.next()
    if (debut.done) throw refus('Racine', 'le fichier est vide')
    const { version, decodeur } = reconnaitre(debut.value)
    const analyseur = unAnalyseur(LECTEURS[version])
    const entete = debut.value.subarray(0, TAILLE_DECLARATION)
    const lots = lireLots(rendreDAbord(debut.value, octets), analyseur, decodeur, {
      connu: options.connu ?? null,
      ouvrir: () => options.ailleurs?.(version, entete) ?? null,
    })
    const premier = await lots.next()
    const identification = analyseur.identification()
    if (premier.done || !identification) throw refus('Racine', 'flux vide')
    return {
      identification,
      lots: estVide(premier.value) ? lots : rendreDAbord(premier.value, lots),
      bilan: analyseur.bilan,
    }
  } catch (erreur) {
    await octets.return(undefined)
    throw erreur
  }
}

const refus = (element: string, regle: string) => new FluxIllisible([{ ligne: 1, element, regle }])

/** Encoding and version of the file that begins with these bytes. */
function reconnaitre(debut: Buffer): { version: Version; decodeur: Decodeur } {
  const decodeur = decodeurPour(debut)
  if (typeof decodeur === 'string') throw refus('Racine', decodeur)
  const version = versionDe(debut.toString('latin1', 0, TAILLE_RECONNAISSANCE), true) ?? 'VRSB0801'
  if (typeof version === 'string') return { version, decodeur }
  const lue = version.inconnue.replace(/[^\w.-]/g, '?')
  throw refus('VERSIONFLUX', `version « ${lue} » inconnue : ce n’est pas VRSB0801, VRSD0301 ni VRSD0101`)
}

/** The same bytes, the first buffer being long enough to recognise the file (or the whole file). */
async function* avecDebut(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let debut: Buffer | null = Buffer.alloc(0)
  for await (const octets of source) {
    const morceau = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
    if (debut === null) {
      yield morceau
      continue
    }
    debut = debut.length === 0 ? morceau : Buffer.concat([debut, morceau])
    if (debut.length < TAILLE_DECLARATION) continue
    if (versionDe(debut.toString('latin1', 0, TAILLE_RECONNAISSANCE), false) === null) continue
    yield debut
    debut = null
  }
  if (debut !== null && debut.length > 0) yield debut
}

/** `premier`, then the rest, which is closed when nobody reads on. */
async function* rendreDAbord<T>(premier: T, suite: AsyncGenerator<T, undefined>): AsyncGenerator<T, undefined> {
  try {
    yield premier
    yield* suite
  } finally {
    await suite.return(undefined)
  }
}
