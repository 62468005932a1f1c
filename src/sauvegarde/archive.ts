// A backup is a tar (POSIX ustar): whoever has the file and its key reads it with tools that will still be there, without Filrouge.

export type Piece = { nom: string; octets: Buffer }

const BLOC = 512
/** No piece that we write is bigger. */
export const PIECE_MAX = 256 * 1024 * 1024
/** Bytes of a piece of rows that are in memory at once. */
const PART = 1024 * 1024

const vide = (taille: number) => Buffer.alloc((BLOC - (taille % BLOC)) % BLOC)
const octal = (n: number, chiffres: number) => `${n.toString(8).padStart(chiffres, '0')}\0`

function somme(entete: Buffer): number {
  let total = 0
  // The sum is taken as if its own place held spaces.
  for (let i = 0; i < BLOC; i++) total += i >= 148 && i < 156 ? 32 : (entete[i] ?? 0)
  return total
}

function enteteDe(nom: string, taille: number): Buffer {
  if (Buffer.byteLength(nom) > 100 || taille > PIECE_MAX) throw new Error('pièce que l’archive ne peut pas tenir')
  const entete = Buffer.alloc(BLOC)
  entete.write(nom, 0)
  entete.write(octal(0o600, 7), 100)
  entete.write(octal(0, 7), 108)
  entete.write(octal(0, 7), 116)
  entete.write(octal(taille, 11), 124)
  entete.write(octal(0, 11), 136)
  entete.write('0', 156)
  entete.write('ustar\x0000', 257)
  entete.write(`${octal(somme(entete), 6)} `, 148)
  return entete
}

/** The bytes of an archive of these pieces. */
export async function* enArchive(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    yield enteteDe(piece.nom, piece.octets.length)
    yield piece.octets
    yield vide(piece.octets.length)
  }
  yield Buffer.alloc(2 * BLOC)
}

/** What isn't an archive of ours, or isn't whole: the caller says of which file. */
export class ArchiveAbimee extends Error {}

/** How many bytes a piece may hold, and whether it is read by parts: each a piece of the same name. */
export type Borne = { max: number; parParts: boolean }

/**
 * The pieces of an archive, one at a time in memory. `borneDe`: null, a name that we don't write. Throws ArchiveAbimee: cut, or not one
 * that we wrote.
 */
export async function* depuisArchive(
  octets: AsyncIterable<Uint8Array>,
  borneDe: (nom: string) => Borne | null,
): AsyncGenerator<Piece> {
  const lire = lecteur(octets)
  for (;;) {
    const entete = await lire(BLOC)
    if (entete.every(o => o === 0)) return
    const nom = entete.toString('utf8', 0, entete.indexOf(0))
    const taille = Number.parseInt(entete.toString('latin1', 124, 135), 8)
    const borne = borneDe(nom)
    if (!borne || !(taille >= 0 && taille <= borne.max) || !entete.equals(enteteDe(nom, taille)))
      throw new ArchiveAbimee()
    let reste = taille
    do {
      const part = borne.parParts ? Math.min(reste, PART) : reste
      yield { nom, octets: await lire(part) }
      reste -= part
    } while (reste > 0)
    await lire(vide(taille).length)
  }
}

/** Gives the next `n` bytes, however they come. */
function lecteur(octets: AsyncIterable<Uint8Array>): (n: number) => Promise<Buffer> {
  const suite = octets[Symbol.asyncIterator]()
  let reste: Buffer[] = []
  let la = 0
  return async n => {
    while (la < n) {
      const { done, value } = await suite.next()
      if (done) throw new ArchiveAbimee()
      reste.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      la += value.byteLength
    }
    const tout = reste.length === 1 && reste[0] ? reste[0] : Buffer.concat(reste)
    reste = [tout.subarray(n)]
    la -= n
    return tout.subarray(0, n)
  }
}
