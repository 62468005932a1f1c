import { statfs } from 'node:fs/promises'
import { dossierDeDonnees } from '../postgres-local.ts'
import { dossierDesFichiers } from './disque.ts'

/**
 * Bytes still free where the files of this server go: the folder of files, else the database's when it runs here. Null: they go to a
 * database elsewhere, whose disk can't be seen.
 */
export async function placeLibre(): Promise<number | null> {
  const dossier = dossierDesFichiers() ?? (process.env.DATABASE_URL ? null : dossierDeDonnees())
  const disque = dossier && (await statfs(dossier).catch(() => null))
  return disque ? disque.bavail * disque.bsize : null
}
