import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CLE_ESSAI, type Essai } from './essai.ts'

type Fin = { code: number; sortie: string; erreurs: string }

/** bin/filrouge as a user runs it, on this test's database, in a folder of its own. */
export function uneLigneDeCommande(essai: Essai) {
  const dossier = mkdtempSync(join(tmpdir(), 'filrouge-cli-'))
  const filrougeAvec = async (cles: Record<string, string>, ...args: string[]): Promise<Fin> => {
    const ici = { DATABASE_URL: essai.url, FILROUGE_DONNEES: join(dossier, 'donnees'), FILROUGE_CLE: CLE_ESSAI }
    const env = { ...process.env, ...ici, ...cles }
    try {
      const { stdout, stderr } = await promisify(execFile)(FILROUGE, args, { env, cwd: dossier })
      return { code: 0, sortie: stdout, erreurs: stderr }
    } catch (erreur) {
      const { code, stdout, stderr } = erreur as { code: number; stdout: string; stderr: string }
      return { code, sortie: stdout, erreurs: stderr }
    }
  }
  return { dossier, filrougeAvec, filrouge: (...args: string[]) => filrougeAvec({}, ...args) }
}

const FILROUGE = join(import.meta.dirname, '../bin/filrouge')
