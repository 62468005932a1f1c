import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CODE_TERRITOIRE } from '../db.ts'
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

/** In the folder of a territory that is being erased: its pieces go as soon as it is no more. */
const CONDAMNE = '.efface'
/** What is out of reach, and goes. */
const OTE = /^\.efface-/

/** Says, before a territory is erased, that its pieces are to go: whoever erases it may be stopped between the two. */
export async function condamnerLeDisque(territoire: string): Promise<void> {
  const racine = racineDe(territoire)
  if (racine && (await lister(racine)).length > 0) await writeFile(join(racine, CONDAMNE), '', { flush: true })
}

/** It isn't erased after all. */
export async function epargnerLeDisque(territoire: string): Promise<void> {
  const racine = racineDe(territoire)
  if (racine) await rm(join(racine, CONDAMNE), { force: true })
}

/** Takes away all that the folder holds of a territory that is no more: at once out of the way of one that comes back. */
export async function viderDuDisque(territoire: string): Promise<void> {
  const ote = await ecarter(territoire)
  if (ote) await rm(ote, { recursive: true, force: true })
}

/** Puts the folder of a territory out of the way. Returns where; null when nothing is left of it. */
async function ecarter(territoire: string): Promise<string | null> {
  const racine = racineDe(territoire)
  if (!racine || (await lister(racine)).length === 0) return null
  const ote = join(dirname(racine), `.efface-${randomUUID()}`)
  try {
    await rename(racine, ote)
    return ote
  } catch (erreur) {
    const { code = '' } = erreur as NodeJS.ErrnoException
    // Somebody else is taking it away.
    if (code === 'ENOENT') return null
    if (code !== 'EBUSY') throw erreur
    // A disk of its own, that stays where it is: emptied there, of its mark last.
    const noms = (await lister(racine)).filter(nom => nom !== CONDAMNE)
    for (const nom of [...noms, CONDAMNE]) await rm(join(racine, nom), { recursive: true, force: true })
    return null
  }
}

/** Before a territory comes back: what a stopped erasure left in its folder goes, so that no sweep takes the new pieces for it. */
export async function finirEffacement(territoire: string): Promise<void> {
  if (await estCondamne(territoire)) await viderDuDisque(territoire)
}

/**
 * Ends what was stopped: puts out of the way territories that were being erased, and are no more (`existe`). Under the lock of who erases
 * or puts back: one at work has its own idea of it.
 */
export async function finirEffacements(existe: (territoire: string) => Promise<boolean>): Promise<void> {
  const dossier = dossierDesFichiers()
  for (const nom of dossier ? await lister(dossier) : [])
    if (CODE_TERRITOIRE.test(nom) && (await estCondamne(nom)))
      await ((await existe(nom)) ? epargnerLeDisque(nom) : ecarter(nom))
}

/** Takes away what was put out of the way. */
export async function oterCeQuiEstEcarte(): Promise<void> {
  const dossier = dossierDesFichiers()
  for (const nom of dossier ? await lister(dossier) : [])
    if (OTE.test(nom)) await rm(join(dossier ?? '', nom), { recursive: true, force: true })
}

async function estCondamne(territoire: string): Promise<boolean> {
  const racine = racineDe(territoire)
  return racine !== null && (await lister(racine)).includes(CONDAMNE)
}

function racineDe(territoire: string): string | null {
  const dossier = dossierDesFichiers()
  return dossier && join(dossier, territoire)
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
    if (['ENOENT', 'ENOTDIR'].includes((erreur as NodeJS.ErrnoException).code ?? '')) return []
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
