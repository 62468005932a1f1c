import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'

// The files of a watched folder, without what becomes of them in the base.

/** A file that doesn't move any more after this long is whole. */
const REPOS_SECONDES = 30
/** What senders' software names a file that it is still writing. */
const EN_ECRITURE = /^[.~]|\.(part|partial|filepart|tmp|temp)$/i

export type FichierArrive = { chemin: string; nom: string; taille: number; modifieLe: string }

/** Whole files waiting in a folder, by name; none when it isn't there. `now`: ISO instant. */
export async function fichiersArrives(dossier: string, now: string): Promise<FichierArrive[]> {
  if (!existsSync(dossier)) return []
  const arrives: FichierArrive[] = []
  // Neither what a symbolic link leads to, nor folders.
  const entrees = (await readdir(dossier, { withFileTypes: true })).filter(e => e.isFile() && !EN_ECRITURE.test(e.name))
  for (const { name: nom } of entrees.sort((a, b) => a.name.localeCompare(b.name, 'fr'))) {
    const chemin = join(dossier, nom)
    const lu = await stat(chemin).catch(() => null)
    if (!lu || Date.parse(now) - lu.mtimeMs < REPOS_SECONDES * 1000) continue
    arrives.push({ chemin, nom, taille: lu.size, modifieLe: lu.mtime.toISOString() })
  }
  return arrives
}

/**
 * The id of the import that a file makes: the same file found again after a cut gives the same, so it is neither lost nor taken
 * twice; sent again, it has another date and another id (UUID of version 8, RFC 9562 §5.8).
 */
export function idDuFichier(territoire: string, { nom, taille, modifieLe }: FichierArrive): string {
  const hache = createHash('sha256').update(`${territoire}\n${nom}\n${taille}\n${modifieLe}`).digest('hex')
  const variante = ((Number.parseInt(hache.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hache.slice(0, 8)}-${hache.slice(8, 12)}-8${hache.slice(13, 16)}-${variante}${hache.slice(17, 20)}-${hache.slice(20, 32)}`
}

/** Puts a file away in `traites`. */
export async function rangerTraite(fichier: FichierArrive): Promise<void> {
  await deplacer(fichier, 'traites')
}

/** Puts a file away in `refuses`, with the reason (French) beside it, in a text file of the same name. */
export async function rangerRefuse(fichier: FichierArrive, raison: string): Promise<void> {
  await deplacer(fichier, 'refuses', raison)
}

async function deplacer({ chemin, nom }: FichierArrive, vers: string, raison?: string): Promise<void> {
  const dossier = join(parse(chemin).dir, vers)
  await mkdir(dossier, { recursive: true })
  const cible = libre(dossier, nom)
  // The reason first: cut between the two, the file is still there and the next pass writes it again.
  if (raison) await writeFile(`${cible}.txt`, raison)
  await rename(chemin, cible)
}

/** A name that nothing has in this folder: « flux.xml », else « flux (2).xml ». */
function libre(dossier: string, nom: string): string {
  const { name, ext } = parse(nom)
  for (let n = 1; ; n++) {
    const chemin = join(dossier, n === 1 ? nom : `${name} (${n})${ext}`)
    if (!existsSync(chemin)) return chemin
  }
}
