import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Refusal } from '../../socle/refusal.ts'
import { demesure } from './xml.ts'

/** A workbook held in memory: its parts by name, each unfolded as it is read. */
export type Zip = { noms: ReadonlySet<string>; deplier: (nom: string, max?: number) => AsyncIterable<Buffer> }

/** What one part of a workbook may weigh once unfolded: a real list of 100,000 lines is ten times lighter. */
const DEPLIE_MAX = 600 * 1024 * 1024

const illisible = () =>
  new Refusal(
    'invalid',
    'classeur-illisible',
    'Ce classeur est abîmé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en .xlsx, puis déposez-le.',
  )

/**
 * Opens a workbook (a zip) by its directory. Refuses one that is broken or protected by a password; a part that unfolds beyond
 * `max` bytes is refused when it does, whatever the directory pretends. Why not by a library of workbooks: docs/adr/0011.
 */
export async function ouvrirZip(contenu: Buffer): Promise<Zip> {
  const entrees = new Map<string, Entry>()
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(contenu, { lazyEntries: true, validateEntrySizes: false, autoClose: false })
    for await (const entree of zip.eachEntry()) entrees.set(entree.fileName, entree)
  } catch {
    throw illisible()
  }
  return {
    noms: new Set(entrees.keys()),
    deplier: async function* (nom, max = DEPLIE_MAX) {
      const entree = entrees.get(nom)
      if (!entree) return
      if (entree.isEncrypted())
        throw new Refusal(
          'invalid',
          'classeur-protege',
          'Ce classeur est protégé par un mot de passe. Retirez-le, enregistrez, puis déposez le fichier de nouveau.',
        )
      let total = 0
      try {
        for await (const morceau of await zip.openReadStreamPromise(entree)) {
          total += (morceau as Buffer).length
          if (total > max) throw demesure()
          yield morceau as Buffer
        }
      } catch (erreur) {
        throw erreur instanceof Refusal ? erreur : illisible()
      }
    },
  }
}
