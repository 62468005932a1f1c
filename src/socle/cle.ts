import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { poserCle } from './auth/cles.ts'

/**
 * Takes the secret the NIRs are encrypted with: FILROUGE_CLE, else the file `cle` of the data folder, made at the first start.
 * Losing it is losing the NIRs: it must be saved apart from the database.
 */
export function prendreCle(dossier: string): void {
  const fichier = join(dossier, 'cle')
  if (process.env.FILROUGE_CLE) {
    poserCle(process.env.FILROUGE_CLE)
    return
  }
  if (!existsSync(fichier))
    writeFileSync(fichier, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  poserCle(readFileSync(fichier, 'utf8').trim())
}
