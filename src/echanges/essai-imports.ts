import type { Essai, Navigateur } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creerImport } from './creer-import.ts'
import type { envoyerContenu } from './envoyer-contenu.ts'
import { traiterImports } from './executer-import.ts'
import type { Genre } from './import.ts'
import type { ficheImport } from './imports.ts'

/** Deposits a file by HTTP, as the screen does, in pieces of `morceau` bytes. Returns its id. */
export async function deposer(
  agent: Navigateur,
  fichier: string,
  contenu: Buffer,
  { morceau = 4 * 1024 * 1024, recuLe, genre }: { morceau?: number; recuLe?: string; genre?: Genre } = {},
): Promise<string> {
  const id = uuidv7()
  const annonce = await agent.appeler<typeof creerImport>('POST /imports', {
    id,
    fichier,
    taille: contenu.length,
    recuLe,
    genre,
  })
  if (annonce.status !== 200) throw new Error(annonce.texte)
  for (let debut = 0; debut < contenu.length; debut += morceau) {
    const { status, texte } = await agent.appeler<typeof envoyerContenu>('PUT /imports/:importId/contenu', {
      importId: id,
      debut,
      octets: contenu.subarray(debut, debut + morceau),
    })
    if (status !== 200) throw new Error(texte)
  }
  return id
}

/** Runs the worker's job until nothing waits. */
export async function travailler(essai: Essai): Promise<void> {
  await traiterImports(essai.base, { code: '59', nom: 'Nord', demo: false }, () => essai.now)
}

/** Applies a deposited file, or simulates it, and returns what the screen shows of it afterwards. */
export async function appliquer(essai: Essai, agent: Navigateur, importId: string, simulation = false) {
  const { status, texte } = await agent.brut(`POST /imports/:importId/${simulation ? 'simulation' : 'application'}`, {
    importId,
  })
  if (status !== 200) throw new Error(texte)
  await travailler(essai)
  return (await agent.appeler<typeof ficheImport>('GET /imports/:importId', { importId })).json
}
