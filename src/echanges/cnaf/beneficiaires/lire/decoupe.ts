import { createHash } from 'node:crypto'

const OUVRE = Buffer.from('<InfosFoyerRSA>')
const FERME = Buffer.from('</InfosFoyerRSA>')
const PERSONNE = Buffer.from('<Personne>')
const DECLARATION = Buffer.from('<!')
const INSTRUCTION = Buffer.from('<?')
/** Beyond this a household isn't cut out any more: the parser's own limits speak. */
const TRANCHE_MAX = 2_000_000

/**
 * A stretch of the file, in its order. `foyer`: it is one whole household; false for what stands between households or can't be
 * cut safely.
 */
export type Morceau = { octets: Buffer; foyer: boolean }

/** 128 bits of SHA-256 over the bytes of a household, base64: known bytes need not be read again. */
export function empreinteTranche(octets: Buffer): string {
  return createHash('sha256').update(octets).digest().subarray(0, 16).toString('base64')
}

/** How many lines and persons a household's bytes hold. */
export function mesurer(octets: Buffer): { lignes: number; personnes: number } {
  let lignes = 0
  for (let i = 0; i < octets.length; i++) if (octets[i] === 10) lignes++
  let personnes = 0
  for (let i = octets.indexOf(PERSONNE); i !== -1; i = octets.indexOf(PERSONNE, i + 1)) personnes++
  return { lignes, personnes }
}

/** Markup that could hide or hold a false boundary: comments, CDATA, declarations, instructions. `avant`: the byte before. */
function trompeur(octets: Buffer, avant = 0): boolean {
  if (avant === 60 && (octets[0] === 33 || octets[0] === 63)) return true
  return octets.indexOf(DECLARATION) !== -1 || octets.indexOf(INSTRUCTION) !== -1
}

const octetBlanc = (octet: number) => octet === 32 || octet === 10 || octet === 13 || octet === 9
/** White space of XML alone. */
export const estBlanc = (octets: Buffer) => octets.every(octetBlanc)

/**
 * Cuts a flow into households, on its bytes: the supported encodings all write tags as ASCII does. From the first comment, CDATA
 * or instruction on (the XML declaration apart), or when a household follows anything but a closed tag, nothing is cut any more:
 * the parser alone then says where a household begins.
 */
export function unDecoupeur() {
  let reste: Buffer = Buffer.alloc(0)
  let prudent = false
  let declarationLue = false
  let dernier = 0
  let dernierNonBlanc = 0

  /** What stands between households, watched for anything that would make cutting unsafe. */
  const entre = (octets: Buffer): Morceau => {
    const declaration = declarationLue ? -1 : octets.indexOf('?>')
    declarationLue = true
    if (trompeur(declaration === -1 ? octets : octets.subarray(declaration + 2), dernier)) prudent = true
    dernier = octets.at(-1) ?? dernier
    let fin = octets.length - 1
    while (fin >= 0 && octetBlanc(octets[fin] as number)) fin--
    if (fin >= 0) dernierNonBlanc = octets[fin] as number
    return { octets, foyer: false }
  }

  return {
    /** Cuts what came; null at the end of the file, to give what is left. */
    couper: (arrive: Buffer | null): Morceau[] => {
      const octets = arrive === null ? reste : reste.length === 0 ? arrive : Buffer.concat([reste, arrive])
      const morceaux: Morceau[] = []
      let i = 0
      while (!prudent) {
        const debut = octets.indexOf(OUVRE, i)
        if (debut === -1) break
        const fin = octets.indexOf(FERME, debut)
        if (fin === -1) {
          if (octets.length - debut > TRANCHE_MAX) prudent = true
          if (debut > i) morceaux.push(entre(octets.subarray(i, debut)))
          i = debut
          break
        }
        if (debut > i) morceaux.push(entre(octets.subarray(i, debut)))
        const tranche = octets.subarray(debut, fin + FERME.length)
        i = debut
        // 62: a closed tag stands before it.
        if (prudent || dernierNonBlanc !== 62 || trompeur(tranche)) {
          prudent = true
          break
        }
        morceaux.push({ octets: tranche, foyer: true })
        i = fin + FERME.length
      }
      reste = octets.subarray(i)
      const attend = arrive !== null && !prudent && (reste.length < OUVRE.length || reste.indexOf(OUVRE) === 0)
      if (attend) {
        reste = Buffer.from(reste)
        return morceaux
      }
      // What is left holds no household; its last bytes may be the beginning of one.
      const garde = arrive === null || prudent ? 0 : OUVRE.length - 1
      const coupe = Math.max(0, reste.length - garde)
      if (coupe > 0)
        morceaux.push(prudent ? { octets: reste.subarray(0, coupe), foyer: false } : entre(reste.subarray(0, coupe)))
      reste = Buffer.from(reste.subarray(coupe))
      return morceaux
    },
  }
}
