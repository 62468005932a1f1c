import { type Decodeur, OctetsIllisibles } from '../../../../lecture/xml/decodeur.ts'
import { FluxIllisible } from '../../../../lecture/xml/fautes.ts'
import type { unAnalyseur } from './analyseur.ts'
import type { Atelier } from './atelier.ts'
import type { FoyerEcarte } from './cites.ts'
import { empreinteTranche, estBlanc, type Morceau, mesurer, unDecoupeur } from './decoupe.ts'
import type { Lecture } from './envoi-fil.ts'
import type { FoyerFlux } from './foyer-flux.ts'
import type { FoyerPret } from './lignes-foyer.ts'

/**
 * Households of a stretch of the file: read here, read and prepared by another thread, set aside, and those whose bytes were
 * known, passed over.
 */
export type Lot = {
  foyers: FoyerFlux[]
  prets: FoyerPret[]
  rejets: FoyerEcarte[]
  connus: { numero: string; personnes: number }[]
}
const unLot = (): Lot => ({ foyers: [], prets: [], rejets: [], connus: [] })
export const estVide = (lot: Lot) => lot.foyers.length + lot.prets.length + lot.rejets.length + lot.connus.length === 0

type Analyseur = ReturnType<typeof unAnalyseur>
type Connu = ((tranche: string) => string | undefined) | null

/** Bytes given to the parser at once: bounds memory when the source sends the whole file in one buffer. */
const MORCEAU = 64 * 1024
/** Bytes read here before other threads are opened: starting one takes longer than reading this. */
const SEUIL_ATELIER = 2 * 1024 * 1024
/** Bytes of households sent to a thread at once. */
const FOURNEE = 128 * 1024

/** A stretch whose household is known (`numero`), is being read elsewhere, or is to be read here. */
type Etape = Morceau & { tranche: string | null; numero: string | null; ailleurs: boolean }
type Fournee = { etapes: Etape[]; taille: number; lectures: Promise<(Lecture | null)[]> | null }

/**
 * The lots of a flow, the first one as soon as the header is read, even when it holds no household. The file's order is that of
 * `analyseur`, which alone says what is accepted: what a thread could not read without a fault is read again here.
 */
export async function* lireLots(
  source: AsyncIterable<Buffer>,
  analyseur: Analyseur,
  decodeur: Decodeur,
  { connu, ouvrir }: { connu: Connu; ouvrir: () => Atelier | null },
): AsyncGenerator<Lot, undefined> {
  const decoupeur = unDecoupeur()
  let atelier: Atelier | null = null
  let lus = 0
  let enteteRendu = false
  const aRendre = (lot: Lot) => {
    if (enteteRendu) return !estVide(lot)
    enteteRendu = analyseur.identification() !== null
    return enteteRendu
  }
  const enCours: Fournee[] = []
  const finir = async (fournee: Fournee) => lireEtapes(fournee.etapes, await fournee.lectures, analyseur, decodeur)
  try {
    let suivante: Fournee = { etapes: [], taille: 0, lectures: null }
    const envoyer = () => {
      const aLire = suivante.etapes.filter(e => e.ailleurs)
      if (atelier && aLire.length > 0) {
        suivante.lectures = atelier.lire(
          aLire.map(e => e.octets),
          aLire.map(e => e.tranche),
        )
        // Awaited in its turn; a failure before that must not be an unhandled rejection.
        suivante.lectures.catch(() => {})
      }
      enCours.push(suivante)
      suivante = { etapes: [], taille: 0, lectures: null }
    }
    for await (const octets of source) {
      for (let i = 0; i < octets.length; i += MORCEAU) {
        const morceau = octets.subarray(i, i + MORCEAU)
        lus += morceau.length
        if (atelier === null && lus > SEUIL_ATELIER && analyseur.identification() !== null) atelier = ouvrir()
        for (const m of decoupeur.couper(morceau).flatMap(enPetits)) {
          suivante.etapes.push(situer(m, connu, atelier !== null))
          suivante.taille += m.octets.length
        }
        if (atelier !== null && suivante.taille < FOURNEE) continue
        envoyer()
        while (enCours.length > (atelier?.places ?? 0)) {
          const lot = await finir(enCours.shift() as Fournee)
          if (aRendre(lot)) yield lot
        }
      }
    }
    for (const m of decoupeur.couper(null).flatMap(enPetits)) suivante.etapes.push(situer(m, connu, false))
    envoyer()
    for (const fournee of enCours.splice(0)) {
      const lot = await finir(fournee)
      if (aRendre(lot)) yield lot
    }
    const dernier = { ...unLot(), ...analyseur.lire(decoder(decodeur, null, analyseur.ligne())) }
    if (aRendre(dernier)) yield dernier
    const fin = { ...unLot(), ...analyseur.finir() }
    if (aRendre(fin)) yield fin
  } finally {
    await atelier?.fermer()
  }
}

/** What could not be cut is given to the parser in small pieces: its limits on silence and length count them. */
function enPetits(morceau: Morceau): Morceau[] {
  const { octets, foyer } = morceau
  if (foyer || octets.length <= MORCEAU) return [morceau]
  return Array.from({ length: Math.ceil(octets.length / MORCEAU) }, (_, i) => ({
    octets: octets.subarray(i * MORCEAU, (i + 1) * MORCEAU),
    foyer: false,
  }))
}

/** Is it known? A household to be read elsewhere has its fingerprint made there. */
function situer(morceau: Morceau, connu: Connu, ailleurs: boolean): Etape {
  const tranche = morceau.foyer && (connu !== null || !ailleurs) ? empreinteTranche(morceau.octets) : null
  const numero = (tranche === null ? null : connu?.(tranche)) ?? null
  return { ...morceau, tranche, numero, ailleurs: ailleurs && morceau.foyer && numero === null }
}

/** Takes stretches in their order: known households are passed over, those read elsewhere counted, the others read. */
function lireEtapes(
  etapes: readonly Etape[],
  lectures: readonly (Lecture | null)[] | null,
  analyseur: Analyseur,
  decodeur: Decodeur,
): Lot {
  const lot = unLot()
  let suivante = 0
  for (const { octets, foyer, tranche, numero, ailleurs } of etapes) {
    // What separates two households passed over: the parser would keep it whole, as one long text.
    if (!foyer && estBlanc(octets) && analyseur.sauterBlancs(mesurer(octets).lignes)) continue
    if (numero !== null) {
      const { lignes, personnes } = mesurer(octets)
      if (analyseur.sauter(numero, lignes)) {
        lot.connus.push({ numero, personnes })
        continue
      }
    }
    const lecture = ailleurs && lectures ? lectures[suivante++] : null
    if (lecture && analyseur.sauter(lecture.pret.numero, lecture.lignes)) {
      lot.prets.push(lecture.pret)
      for (const [nom, fois] of lecture.inconnus) analyseur.inconnus.compter(nom, fois)
      continue
    }
    const lu = analyseur.lire(decoder(decodeur, octets, analyseur.ligne()))
    if (foyer && lu.rejets.length === 0 && lu.foyers.length === 1)
      for (const f of lu.foyers) f.tranche = tranche ?? empreinteTranche(octets)
    lot.foyers.push(...lu.foyers)
    lot.rejets.push(...lu.rejets)
  }
  return lot
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
