import { createHash } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readdir, rename, unlink, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../socle/refusal.ts'

// The files of a watched folder, without what becomes of them in the base. Who sends them writes there, and may wish no good.

/** A file that doesn't move any more after this long is whole. */
const REPOS_MS = 30_000
/** A date further ahead than this is a clock's mistake, its sender's or the disk's: it says nothing of when the file moved. */
const AVANCE_MS = 24 * 3_600_000
/** What senders' software names a file that it is still writing. */
const EN_ECRITURE = /^[.~]|\.(part|partial|filepart|tmp|temp)$/i

/** Bytes of a name put away: what a disk holds, less what is added to it. */
const NOM_MAX = 200

/** `lien`: another place of the machine is reached by it, or by its bytes. */
export type FichierArrive = { chemin: string; nom: string; taille: number; modifieLe: string; lien: boolean }

/** Where the files of a territory arrive, and where they are put away: beside the senders' folders, never inside one. */
export type Dossiers = { arrivee: string; traites: string; refuses: string }
export const dossiersDe = (racine: string, territoire: string): Dossiers => ({
  arrivee: join(racine, territoire),
  traites: join(racine, 'traites', territoire),
  refuses: join(racine, 'refuses', territoire),
})

/** Makes the places where files are put away. Refuses (conflict) one that a link leads elsewhere: nothing is taken before. */
export async function preparerRangement({ traites, refuses }: Dossiers): Promise<void> {
  for (const dossier of [traites, refuses]) {
    await mkdir(dossier, { recursive: true, mode: 0o750 })
    for (const niveau of [parse(dossier).dir, dossier])
      if (!(await lstat(niveau)).isDirectory())
        throw new Refusal(
          'conflict',
          'rangement-lien',
          'Le dossier où ranger ce qui arrive est un lien\u00a0: remplacez-le par un vrai dossier.',
        )
  }
}

export const FICHIER_LIEN = 'fichier-lien'

/**
 * Opens a file of this machine to be read. `envoye`: left there by a sender, it is refused (invalid) when it is anything but a file of
 * its own: a link, whatever it leads to, a pipe, a folder.
 */
export async function ouvrirFichier(chemin: string, envoye: boolean): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  if (!envoye) return open(chemin)
  const refus = () => new Refusal('invalid', FICHIER_LIEN, 'C’est un lien\u00a0: déposez le fichier lui-même.')
  // Looked at once it is open: what is there under that name may have changed since it was listed.
  const fichier = await open(chemin, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((erreur: NodeJS.ErrnoException) => {
    throw erreur.code === 'ELOOP' ? refus() : erreur
  })
  const vu = await fichier.stat()
  if (vu.isFile() && vu.nlink === 1) return fichier
  await fichier.close()
  throw refus()
}

/** Copying software gives a file its first date, or 1980, while it still writes it: the disk has its own, that nobody sets. */
const bouge = (depuis: number) => depuis < REPOS_MS && depuis > -AVANCE_MS

/** Whole files waiting in a folder, by name; none when it isn't there. `now`: ISO instant. */
export async function fichiersArrives(dossier: string, now: string): Promise<FichierArrive[]> {
  if (!existsSync(dossier)) return []
  const arrives: FichierArrive[] = []
  // Folders wait; so does a pipe.
  const entrees = (await readdir(dossier, { withFileTypes: true })).filter(
    e => (e.isFile() || e.isSymbolicLink()) && !EN_ECRITURE.test(e.name),
  )
  for (const { name: nom } of entrees.sort((a, b) => a.name.localeCompare(b.name, 'fr'))) {
    const chemin = join(dossier, nom)
    const lu = await lstat(chemin).catch(() => null)
    if (!lu) continue
    const mou = lu.isSymbolicLink()
    if (!mou && [lu.mtimeMs, lu.ctimeMs].some(le => bouge(Date.parse(now) - le))) continue
    arrives.push({ chemin, nom, taille: lu.size, modifieLe: lu.mtime.toISOString(), lien: mou || lu.nlink > 1 })
  }
  return arrives
}

/**
 * The id of the import that a file makes: the same file found again after a cut gives the same, so it is neither lost nor taken
 * twice; sent again, it has another date and another id (UUID of version 8, RFC 9562 §5.8).
 */
export function idDuFichier(
  territoire: string,
  { nom, taille, modifieLe }: Pick<FichierArrive, 'nom' | 'taille' | 'modifieLe'>,
): string {
  const hache = createHash('sha256').update(`${territoire}\n${nom}\n${taille}\n${modifieLe}`).digest('hex')
  const variante = ((Number.parseInt(hache.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hache.slice(0, 8)}-${hache.slice(8, 12)}-8${hache.slice(13, 16)}-${variante}${hache.slice(17, 20)}-${hache.slice(20, 32)}`
}

/** Puts a file away in `traites`. */
export async function rangerTraite(fichier: FichierArrive, { traites }: Dossiers): Promise<void> {
  await deplacer(fichier.chemin, libre(traites, fichier.nom, ''))
}

/** Puts a file away in `refuses`, with the reason (French) beside it, in a text file of the same name; of a link, only the reason. */
export async function rangerRefuse(fichier: FichierArrive, { refuses }: Dossiers, raison: string): Promise<void> {
  const cible = libre(refuses, fichier.nom, '.txt')
  // The reason first: cut between the two, the file is still there and the next pass writes it again.
  await writeFile(`${cible}.txt`, raison, { flag: 'wx' })
  await deplacer(fichier.chemin, cible)
}

async function deplacer(chemin: string, cible: string): Promise<void> {
  await rename(chemin, cible).catch(async (erreur: NodeJS.ErrnoException) => {
    if (erreur.code !== 'EXDEV') throw erreur
    if ((await lstat(chemin)).isFile()) await copier(chemin, cible)
    await unlink(chemin)
  })
  // Kept, somebody would open what it leads to.
  if ((await lstat(cible).catch(() => null))?.isSymbolicLink()) await unlink(cible)
}

/** The senders' folder is a disk of its own. */
async function copier(chemin: string, cible: string): Promise<void> {
  const fichier = await open(chemin, constants.O_RDONLY | constants.O_NOFOLLOW)
  const copie = await open(cible, 'wx', 0o640)
  await pipeline(fichier.createReadStream(), copie.createWriteStream({ flush: true }))
}

/** A name that nothing has in this folder, nor with this ending: « flux.xml », else « flux (2).xml ». */
function libre(dossier: string, nom: string, avec: string): string {
  const { name, ext } = parse(nom)
  const fin = ext.length > 20 ? '' : ext
  const debut = Buffer.from(fin ? name : nom).subarray(0, NOM_MAX - Buffer.byteLength(fin))
  const court = debut.toString().replace(/\ufffd+$/, '')
  for (let n = 1; ; n++) {
    const chemin = join(dossier, n === 1 ? `${court}${fin}` : `${court} (${n})${fin}`)
    if (!existsSync(chemin) && !existsSync(`${chemin}${avec}`)) return chemin
  }
}
