import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { Refusal } from '../socle/refusal.ts'
import { ArchiveAbimee, depuisArchive, enArchive, type Piece } from './archive.ts'
import { borneDe } from './format.ts'

// The file of a backup: an archive, compressed (zstd), then encrypted (age, age-encryption.org/v1) for who may restore it, when asked.

const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }
/** What level 3 asks for, four times over: what asks for more memory isn't ours. */
const DECOMPRESSION = { params: { [constants.ZSTD_d_windowLogMax]: 23 } }
const Mio = 1024 * 1024
/** How many times its size a file may unfold to, beyond a first part: rows hold numbers drawn at random, and make about five. */
const RAPPORT_MAX = 100
const D_ABORD = 64 * Mio
const AGE = 'age-encryption.org/v1'
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

const enFlux = (octets: AsyncIterable<Uint8Array>) =>
  ReadableStream.from(octets) as unknown as globalThis.ReadableStream<Uint8Array>

/** Who may restore. Refused (invalid): what isn't a recipient of age. */
export function destinataires(pour: readonly string[]): Encrypter | null {
  if (pour.length === 0) return null
  const age = new Encrypter()
  for (const qui of pour) {
    try {
      age.addRecipient(qui)
    } catch {
      throw new Refusal(
        'invalid',
        'destinataire-illisible',
        `« ${qui.startsWith('AGE-SECRET') ? 'AGE-SECRET-…' : qui} » n’est pas une clé publique d’age\u00a0: elle commence par age1. La clé secrète, elle, ne sert qu’à restaurer.`,
      )
    }
  }
  return age
}

/** Of a file being written, beside its place: under a name that is drawn, so that two of one name never meet. */
const ECRIT = /\.[0-9a-f]{16}\.ecrit$/
/** Left by a backup that was killed: one that goes on is written to before that. */
const LAISSE_MS = 24 * 60 * 60 * 1000

/**
 * Writes a file whole or not at all: beside first, on the disk, then by its name. What killed ones left there goes. Refused (conflict): it
 * exists, be it since a moment ago; no more room.
 */
export async function ecrireCoffre(
  chemin: string,
  pieces: AsyncIterable<Piece>,
  pour: Encrypter | null,
): Promise<void> {
  if (existsSync(chemin)) throw existant(chemin)
  await oterLaisses(dirname(chemin))
  const enCours = `${chemin}.${randomBytes(8).toString('hex')}.ecrit`
  const fermer = async function* (octets: AsyncIterable<Uint8Array>) {
    if (pour) yield* await pour.encrypt(enFlux(octets))
    else yield* octets
  }
  try {
    const sortie = createWriteStream(enCours, { mode: 0o600, flags: 'wx', flush: true })
    await pipeline(Readable.from(enArchive(pieces)), createZstdCompress(COMPRESSION), fermer, sortie)
    await nommer(enCours, chemin)
  } catch (erreur) {
    throw dit(erreur, chemin)
  } finally {
    await rm(enCours, { force: true })
  }
}

/** Gives a file its name, that nothing has. Refused (EEXIST): something has it. `lier`: as the system does. */
export async function nommer(enCours: string, chemin: string, lier = link): Promise<void> {
  try {
    await lier(enCours, chemin)
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'EEXIST') throw erreur
    // A disk without links (a USB key): the name is taken first.
    await (await open(chemin, 'wx', 0o600)).close()
    await rename(enCours, chemin).catch(async refus => {
      await rm(chemin, { force: true })
      throw refus
    })
  }
}

async function oterLaisses(dossier: string): Promise<void> {
  const noms = await readdir(dossier).catch(() => [])
  for (const nom of noms.filter(n => ECRIT.test(n))) {
    const place = join(dossier, nom)
    const age = await stat(place).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    // Somebody else's may not be ours to take away.
    if (age > LAISSE_MS) await rm(place, { force: true }).catch(() => {})
  }
}

const existant = (chemin: string) =>
  new Refusal(
    'conflict',
    'fichier-existant',
    `Le fichier ${chemin} existe déjà\u00a0: donnez un autre nom. Il n’a pas changé.`,
  )

const SYSTEME: Record<string, string> = {
  ENOSPC: 'il n’y a plus de place sur ce disque',
  EFBIG: 'le fichier serait trop gros pour ce disque',
  EDQUOT: 'il n’y a plus de place pour vous sur ce disque',
  EACCES: 'vous n’avez pas le droit d’y écrire',
  EROFS: 'ce disque ne s’écrit pas',
  ENOENT: 'ce dossier n’existe pas',
}

function dit(erreur: unknown, chemin: string): unknown {
  const { code = '' } = erreur as NodeJS.ErrnoException
  if (code === 'EEXIST') return existant(chemin)
  const raison = SYSTEME[code]
  return raison
    ? new Refusal(
        'conflict',
        'sauvegarde-impossible',
        `${chemin} n’a pas pu être écrit\u00a0: ${raison}. Rien n’en reste.`,
      )
    : erreur
}

/** The secret keys of age that a file holds, one a line. Refused (invalid): none. */
async function secretes(chemin: string): Promise<Decrypter> {
  const age = new Decrypter()
  const lignes = (await readFile(chemin, 'utf8')).split('\n').map(l => l.trim())
  try {
    const cles = lignes.filter(l => l.startsWith('AGE-SECRET-KEY-'))
    for (const cle of cles) age.addIdentity(cle)
    if (cles.length > 0) return age
  } catch {}
  throw new Refusal(
    'invalid',
    'cle-age-illisible',
    `Le fichier ${chemin} ne tient pas de clé secrète d’age\u00a0: une ligne qui commence par AGE-SECRET-KEY-.`,
  )
}

/**
 * The pieces of a backup, read once; those of rows by parts of a mebibyte at most. Refused (invalid): not a backup, cut, altered,
 * unfolding without end, or closed for another key of age.
 */
export async function* lireCoffre(chemin: string, cle?: string): AsyncGenerator<Piece> {
  const fichier = await open(chemin)
  const { buffer: debut } = await fichier
    .read(Buffer.alloc(AGE.length), 0, AGE.length, 0)
    .finally(() => fichier.close())
  const ferme = debut.toString('latin1') === AGE
  if (!ferme && !debut.subarray(0, ZSTD.length).equals(ZSTD))
    throw new Refusal(
      'invalid',
      'pas-une-sauvegarde',
      `${chemin} n’est pas une sauvegarde de Filrouge. Rien n’a changé.`,
    )
  if (ferme && !cle)
    throw new Refusal(
      'invalid',
      'sauvegarde-fermee',
      `${chemin} est chiffré par age\u00a0: donnez le fichier de la clé secrète, --cle FICHIER. Rien n’a changé.`,
    )
  const age = ferme && cle ? await secretes(cle) : null
  const clair = createZstdDecompress(DECOMPRESSION)
  const octets = createReadStream(chemin, { highWaterMark: Mio })
  const ouvrir = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const o of age ? await age.decrypt(enFlux(source)) : source) {
      lus += o.length
      yield o
    }
  }
  let lus = 0
  const bornes = async function* (deplies: AsyncIterable<Uint8Array>) {
    let rendus = 0
    for await (const o of deplies) {
      rendus += o.length
      if (rendus > D_ABORD + RAPPORT_MAX * lus)
        throw etrangere(chemin, 'il se déploie en bien plus qu’une sauvegarde de cette taille')
      yield o
    }
  }
  // What breaks there is thrown by who reads `clair`.
  const fait = pipeline(octets, ouvrir, clair).catch(() => {})
  try {
    yield* depuisArchive(bornes(clair), borneDe)
  } catch (erreur) {
    if (/no identity matched/.test(String(erreur)))
      throw new Refusal(
        'invalid',
        'autre-cle-age',
        `La clé de ${cle} n’ouvre pas ${chemin}\u00a0: il est chiffré pour une autre. Rien n’a changé.`,
      )
    if (erreur instanceof ArchiveAbimee || (erreur instanceof Error && !(erreur instanceof Refusal)))
      throw abimee(chemin)
    throw erreur
  } finally {
    octets.destroy()
    clair.destroy()
    await fait
  }
}

/** What is said of a file that isn't as it was written. */
export const abimee = (chemin: string): Refusal =>
  new Refusal(
    'invalid',
    'sauvegarde-abimee',
    `${chemin} est coupé ou abîmé\u00a0: il n’est pas tel qu’il a été écrit. Reprenez-le d’où vous le gardez, ou prenez une autre sauvegarde. Rien n’a changé.`,
  )

/** What is said of a file that is whole, but that Filrouge wouldn't have written. `quoi`: in our own words, nothing of the file's. */
export const etrangere = (chemin: string, quoi: string): Refusal =>
  new Refusal(
    'invalid',
    'sauvegarde-etrangere',
    `${chemin} n’est pas tel que Filrouge l’écrit\u00a0: ${quoi}. Quelqu’un a pu le changer\u00a0: prenez une autre sauvegarde, d’un dossier où vous seul écrivez. Rien n’a changé.`,
  )
