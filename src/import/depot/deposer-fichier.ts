import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { dansTransaction, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { PIECE } from '../../socle/fichier/fichier.ts'
import { Refusal } from '../../socle/refusal.ts'
import { lisible } from '../../socle/saisie/lisible.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { Genre, Voie } from '../import.ts'
import { inscrireImport } from '../imports.queries.ts'
import { ajouterMorceau, unExamen } from './contenu.ts'
import { ouvrirFichier } from './dossier-surveille.ts'
import { cloreDepot } from './reception.ts'

export type DemandeFichier = {
  /** Path of the file. */
  chemin: string
  /** Day the département received it (rule E2), YYYY-MM-DD. */
  recuLe: string
  /** Left by a sender in a folder of theirs: nothing but a file of its own is read. */
  envoye?: boolean
  /** What it holds, when it need not be guessed. */
  genre?: Genre
  /** Applies a flow older than the last one all the same; a list that was applied already, again. */
  force?: boolean
}

/**
 * Deposits a file of this machine as an import, whole, ready to be applied. Returns its id; the same `id` again changes nothing.
 * Refuses (invalid) an empty file, a link that was sent, (conflict) one that changes while it is read.
 */
export async function deposerFichier(
  base: Base,
  origine: Origine,
  demande: DemandeFichier,
  voie: Voie,
  id = uuidv7(),
): Promise<string> {
  const fichier = await ouvrirFichier(demande.chemin, demande.envoye ?? false)
  try {
    await deposerOuvert(base, origine, { ...demande, id, voie, fichier })
  } finally {
    await fichier.close()
  }
  return id
}

type Ouvert = DemandeFichier & { id: string; voie: Voie; fichier: FileHandle }

async function deposerOuvert(base: Base, origine: Origine, demande: Ouvert): Promise<void> {
  const { id, voie, recuLe, fichier } = demande
  const { size, mtimeMs } = await fichier.stat()
  if (size === 0)
    throw new Refusal('invalid', 'fichier-vide', 'Ce fichier est vide : vérifiez-le, puis déposez-le de nouveau.')
  await dansTransaction(base, origine, async ctx => {
    await inscrireImport(
      ctx,
      { id, fichier: lisible(basename(demande.chemin)), taille: size, recuLe, genre: demande.genre ?? null },
      voie,
    )
    const examen = unExamen()
    let debut = 0
    let envoi: Promise<unknown> = Promise.resolve()
    try {
      for await (const octets of fichier.createReadStream({ highWaterMark: PIECE, autoClose: false })) {
        // Read and hashed while the piece before is compressed and sent.
        examen.voir(octets as Buffer)
        await envoi
        envoi = ajouterMorceau(ctx, id, debut, octets as Buffer)
        envoi.catch(() => {})
        debut += (octets as Buffer).length
      }
      await envoi
    } finally {
      await envoi.catch(() => {})
    }
    if (debut !== size || (await fichier.stat()).mtimeMs !== mtimeMs)
      throw new Refusal(
        'conflict',
        'fichier-change',
        'Ce fichier a changé pendant sa lecture : attendez qu’il soit arrivé en entier, puis déposez-le de nouveau.',
      )
    await cloreDepot(ctx, id, false, examen.conclure())
  })
}
