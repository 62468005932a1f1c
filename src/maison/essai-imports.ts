import type { Essai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Four files: one half arrived, one that waits, two applied, each of which changed the birth place of a person. */
export async function quatreImports(essai: Essai, personneId: string, jamaisSuivieId: string, deposePar: string) {
  const db = essai.base.territoire('59')
  const fichiers = {
    importEnDepotId: uuidv7(),
    importId: uuidv7(),
    importAppliqueId: uuidv7(),
    importAAnnulerId: uuidv7(),
  }
  const commun = {
    fichier: 'flux.xml',
    taille: 10,
    voie: 'ecran',
    recuLe: '2025-03-10',
    deposeLe: essai.now,
    deposeNom: 'Agent ESSAI',
    deposePar,
  }
  const entier = { ...commun, genre: 'beneficiaires', recu: 10, sha256: 'a'.repeat(64) }
  await db
    .insertInto('import')
    .values({ ...commun, id: fichiers.importEnDepotId, statut: 'depot' })
    .execute()
  await db
    .insertInto('import')
    .values({ ...entier, id: fichiers.importId, statut: 'a-verifier' })
    .execute()
  const changes = { [fichiers.importAppliqueId]: personneId, [fichiers.importAAnnulerId]: jamaisSuivieId }
  for (const [id, change] of Object.entries(changes)) {
    const { numero } = await db
      .insertInto('import')
      .values({ ...entier, id, statut: 'applique', debutLe: essai.now, finLe: essai.now })
      .returning('numero')
      .executeTakeFirstOrThrow()
    await db.updateTable('personne').set({ communeNaissance: 'LA' }).where('id', '=', change).execute()
    await db
      .insertInto('importDifference')
      .values({
        import: numero,
        personneId: change,
        tableNom: 'personne',
        cle: JSON.stringify({ id: change }),
        avant: JSON.stringify({ commune_naissance: 'ICI' }),
        apres: JSON.stringify({ commune_naissance: 'LA' }),
      })
      .execute()
  }
  return fichiers
}
