import { mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '../refusal.ts'

/**
 * Where pieces go: a folder that all processes share (`FILROUGE_FICHIERS`), or null: the database. Those already kept stay where they
 * are.
 */
export const dossierDesFichiers = (): string | null => process.env.FILROUGE_FICHIERS || null

// The end of an identifier is drawn at random: 256 folders of about the same size.
const chemin = (dossier: string, territoire: string, fichierId: string, rang: number) =>
  join(dossier, territoire, fichierId.slice(-2), `${fichierId}.${rang}`)

/** Writes a piece whole or not at all; what is written is on the disk. */
export async function mettreSurDisque(
  territoire: string,
  fichierId: string,
  rang: number,
  chiffre: Buffer,
): Promise<void> {
  const place = chemin(leDossier(), territoire, fichierId, rang)
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  await writeFile(`${place}.ecrit`, chiffre, { mode: 0o600, flush: true })
  await rename(`${place}.ecrit`, place)
}

/** Takes away a piece that was written for nothing. */
export const oterDuDisque = (territoire: string, fichierId: string, rang: number): Promise<void> =>
  rm(chemin(leDossier(), territoire, fichierId, rang), { force: true })

/** Takes away all that the folder holds of a territory that is no more. */
export async function viderDuDisque(territoire: string): Promise<void> {
  const dossier = dossierDesFichiers()
  if (dossier) await rm(join(dossier, territoire), { recursive: true, force: true })
}

export async function lireDuDisque(territoire: string, fichierId: string, rang: number): Promise<Buffer> {
  try {
    return await readFile(chemin(leDossier(), territoire, fichierId, rang))
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') throw absent()
    throw erreur
  }
}

/**
 * Takes away the pieces of the folder whose file is no more: erased, or of a deposit that was undone. `restants`: which of these files
 * still are. Only what hasn't moved since `avant` (milliseconds), so that nothing being written goes. Returns how many.
 */
export async function balayerDisque(
  territoire: string,
  restants: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
  avant: number,
): Promise<number> {
  const dossier = dossierDesFichiers()
  if (!dossier) return 0
  let otes = 0
  const racine = join(dossier, territoire)
  for (const part of await lister(racine)) {
    const noms = (await lister(join(racine, part))).filter(nom => /^[0-9a-f-]{36}\.\d+(\.ecrit)?$/.test(nom))
    if (noms.length === 0) continue
    const vivants = await restants([...new Set(noms.map(nom => nom.slice(0, 36)))])
    for (const nom of noms.filter(n => n.endsWith('.ecrit') || !vivants.has(n.slice(0, 36)))) {
      const place = join(racine, part, nom)
      if ((await stat(place)).mtimeMs >= avant) continue
      await unlink(place)
      otes++
    }
  }
  return otes
}

async function lister(dossier: string): Promise<string[]> {
  try {
    return await readdir(dossier)
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw erreur
  }
}

function leDossier(): string {
  const dossier = dossierDesFichiers()
  if (!dossier) throw absent()
  return dossier
}

function absent(): Refusal {
  return new Refusal(
    'conflict',
    'fichier-absent',
    'Ce fichier est gardé dans un dossier que le serveur ne trouve pas. L’administrateur du serveur doit vérifier FILROUGE_FICHIERS, ou remettre ce dossier depuis une sauvegarde.',
  )
}
