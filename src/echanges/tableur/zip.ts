import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from '../../socle/refusal.ts'

export type Entree = {
  nom: string
  methode: number
  chiffree: boolean
  compresse: number
  taille: number
  debut: number
}

/** What one part of a workbook may weigh once unfolded: a real list of 100,000 lines is ten times lighter. */
const DEPLIE_MAX = 600 * 1024 * 1024
const FIN_REPERTOIRE = 0x06054b50
const ENTREE_REPERTOIRE = 0x02014b50

const illisible = () =>
  new Refusal(
    'invalid',
    'classeur-illisible',
    'Ce classeur est abîmé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en .xlsx, puis déposez-le.',
  )

/**
 * The parts of a zip held in memory, by its directory. Read here rather than by exceljs, whose reader writes the sheets in clear in
 * a temporary folder when their texts come after them, as Excel puts them, and unfolds without limit.
 */
export function entreesZip(zip: Buffer): Map<string, Entree> {
  const fin = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (fin < 0 || fin + 22 > zip.length || zip.readUInt32LE(fin) !== FIN_REPERTOIRE) throw illisible()
  const nombre = zip.readUInt16LE(fin + 10)
  const entrees = new Map<string, Entree>()
  let position = zip.readUInt32LE(fin + 16)
  for (let i = 0; i < nombre; i++) {
    if (position + 46 > zip.length || zip.readUInt32LE(position) !== ENTREE_REPERTOIRE) throw illisible()
    const longueurs = [28, 30, 32].map(o => zip.readUInt16LE(position + o)) as [number, number, number]
    const nom = zip.toString('utf8', position + 46, position + 46 + longueurs[0])
    entrees.set(nom, {
      nom,
      methode: zip.readUInt16LE(position + 10),
      chiffree: (zip.readUInt16LE(position + 8) & 1) === 1,
      compresse: zip.readUInt32LE(position + 20),
      taille: zip.readUInt32LE(position + 24),
      debut: zip.readUInt32LE(position + 42),
    })
    position += 46 + longueurs[0] + longueurs[1] + longueurs[2]
  }
  return entrees
}

/** The bytes of a part, unfolded as they are read; refuses past the limit, whatever the directory pretends. */
export async function* deplier(zip: Buffer, entree: Entree, max = DEPLIE_MAX): AsyncIterable<Buffer> {
  if (entree.chiffree) {
    throw new Refusal(
      'invalid',
      'classeur-protege',
      'Ce classeur est protégé par un mot de passe. Retirez-le, enregistrez, puis déposez le fichier de nouveau.',
    )
  }
  if (entree.debut + 30 > zip.length) throw illisible()
  const donnees = entree.debut + 30 + zip.readUInt16LE(entree.debut + 26) + zip.readUInt16LE(entree.debut + 28)
  const compresse = zip.subarray(donnees, donnees + entree.compresse)
  if (entree.methode === 0) return void (yield compresse)
  if (entree.methode !== 8) throw illisible()
  const flux = Readable.from([compresse]).pipe(createInflateRaw({ chunkSize: 65_536 }))
  let total = 0
  try {
    for await (const morceau of flux as AsyncIterable<Buffer>) {
      total += morceau.length
      if (total > max) {
        throw new Refusal(
          'invalid',
          'classeur-trop-gros',
          'Ce classeur est démesuré une fois ouvert. Gardez-y la seule feuille utile, ou enregistrez-la en .csv.',
        )
      }
      yield morceau
    }
  } catch (erreur) {
    throw erreur instanceof Refusal ? erreur : illisible()
  } finally {
    flux.destroy()
  }
}
