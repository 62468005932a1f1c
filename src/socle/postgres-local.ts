import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { verifierAdresse } from './postgres/adresse.ts'
import { processusVivant } from './postgres/etat.ts'
import { nouveauMotDePasse } from './postgres/fiche.ts'
import {
  adresse,
  arreterGrappe,
  copierGrappe,
  creerGrappe,
  demarrerGrappe,
  portLibre,
  preparerBase,
} from './postgres/grappe.ts'
import { accessible, creerDossierPrive, type Dire, type Moteur, trouverMoteur } from './postgres/moteur.ts'
import { demarrer, trouverGrappe, veiller } from './postgres/service.ts'
import { quandLeProcessusFinit } from './postgres/sortie.ts'
import { attendreVerrou, attendreVerrouSansRelache, verrouExclusif, verrouPartage } from './postgres/verrou.ts'

const DOSSIER_PAR_DEFAUT = path.join(import.meta.dirname, '../../.filrouge')
/** Where the embedded PostgreSQL and the key are kept. */
export const dossierDeDonnees = (): string => path.resolve(process.env.FILROUGE_DONNEES || DOSSIER_PAR_DEFAUT)

const PREFIXE_TEST = 'filrouge-test-'
const ATTENTE = 120_000

const direSurErreur: Dire = message => process.stderr.write(`${message}\n`)

/**
 * The database to use: DATABASE_URL when given, else the embedded PostgreSQL kept in `dossier` (FILROUGE_DONNEES, relative to
 * the current folder; `.filrouge/` of the checkout by default), started when it isn't running.
 * Several processes may use it at once: the last to leave stops it, even without calling `arreter` (end of the program,
 * exception, process.exit, Ctrl-C). After a kill -9, the next to come takes the running server over, or starts it again.
 * Out: `url` (role that may do everything on this cluster), `dossier` (absolute data folder, created), `arreter`.
 * Refused: a machine where PostgreSQL can't run, data whose postgres.json is lost while somebody uses them, an address that isn't one.
 */
export async function baseDeDonnees(
  options: { dire?: Dire; dossier?: string } = {},
): Promise<{ url: string; arreter: () => Promise<void>; dossier: string }> {
  const { dire = direSurErreur } = options
  if (process.env.DATABASE_URL) verifierAdresse(process.env.DATABASE_URL)
  const voulu = options.dossier ? path.resolve(options.dossier) : dossierDeDonnees()
  const neuf = !existsSync(voulu)
  const dossier = creerDossier(voulu)
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, arreter: async () => {}, dossier }

  const verrou = path.join(dossier, 'demarrage.verrou')
  const attendre = () =>
    attendreVerrou(verrou, ATTENTE, () => dire('Une autre commande démarre ou arrête la base de données : un instant…'))
  let liberer = await attendre()
  try {
    const grappe = await trouverGrappe(dossier, dire, {
      seul: () => estSeul(dossier),
      servi: existsSync(presenceDe(dossier)) || existsSync(path.join(dossier, 'cle')),
      neuf,
    })
    const quitter = entrer(dossier, () => {
      if (!arreterGrappe(grappe.moteur, grappe.donnees, 'fast'))
        dire(
          'La base de données se remet d’une coupure : elle est laissée à elle-même, le prochain démarrage la reprendra.',
        )
    })
    // Known before it starts: a Ctrl-C during a long recovery must not leave it behind.
    let finirVeille = () => {}
    const oublier = quandLeProcessusFinit(() => {
      finirVeille()
      liberer()
      const exclusif = attendreVerrouSansRelache(verrou, 10_000)
      quitter()
      exclusif?.()
    })
    const url = await demarrer(grappe, dire).catch(error => {
      quitter()
      oublier()
      throw error
    })
    const prendre = async () => {
      liberer = await attendre()
      return liberer
    }
    finirVeille = veiller(grappe, prendre, dire)
    const arreter = async () => {
      finirVeille()
      const exclusif = await attendre()
      quitter()
      oublier()
      exclusif()
    }
    return { url, arreter, dossier }
  } finally {
    liberer()
  }
}

const REGLAGES_DE_TEST = {
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}
const MOT_DE_PASSE = 'mot-de-passe'

export type PostgresDeTest = { url: string; arreter: () => Promise<void>; garder: (dossier: string) => Promise<void> }

/**
 * A PostgreSQL for one run of tests, as `url`: fast because nothing would survive a crash, removed at `arreter` or at the end
 * of the process. Those of runs that were killed are removed first. `garder` makes of it a folder, restarting it: a run that begins
 * from such a folder (`depuis`) finds all that it held.
 */
export async function postgresDeTest(depuis?: string): Promise<PostgresDeTest> {
  const moteur = trouverMoteur('', direSurErreur)
  const dossier = dossierTemporaire(moteur)
  const donnees = path.join(dossier, 'postgres')
  const oublier = quandLeProcessusFinit(() => supprimerGrappe(moteur, dossier))
  const motDePasse = depuis ? readFileSync(path.join(depuis, MOT_DE_PASSE), 'utf8') : nouveauMotDePasse()
  if (depuis) copierGrappe(moteur, path.join(depuis, 'postgres'), donnees)
  else creerGrappe(moteur, donnees, motDePasse, ['--no-sync'])
  const port = await portLibre()
  const demarrer = () => demarrerGrappe(moteur, donnees, port, REGLAGES_DE_TEST)
  await demarrer()
  await preparerBase(motDePasse, port)
  const arreter = async () => {
    if (oublier()) supprimerGrappe(moteur, dossier)
  }
  const garder = async (ailleurs: string) => {
    arreterGrappe(moteur, donnees, 'fast')
    cpSync(donnees, path.join(ailleurs, 'postgres'), { recursive: true })
    writeFileSync(path.join(ailleurs, MOT_DE_PASSE), motDePasse, { mode: 0o600 })
    await demarrer()
  }
  return { url: adresse(motDePasse, port), arreter, garder }
}

const presenceDe = (dossier: string) => path.join(dossier, 'presence.verrou')

/** Nobody uses the cluster. Called under the start lock. */
function estSeul(dossier: string): boolean {
  const liberer = verrouExclusif(presenceDe(dossier))
  liberer?.()
  return liberer !== null
}

// Whoever uses the cluster shares a lock; the one who can take it alone on leaving was the last. Called under the start lock.
function entrer(dossier: string, arreter: () => void) {
  const presence = presenceDe(dossier)
  const partir = verrouPartage(presence)
  if (!partir) throw new Error(`${presence} est retenu par un autre programme.`)
  let present = true
  return () => {
    if (!present) return
    present = false
    partir()
    const seul = verrouExclusif(presence)
    if (seul) arreter()
    seul?.()
  }
}

// Closed to others; as root, PostgreSQL's user must pass through it to reach its own folder.
function creerDossier(dossier: string) {
  if (!existsSync(dossier)) {
    mkdirSync(dossier, { recursive: true })
    chmodSync(dossier, process.getuid?.() === 0 ? 0o711 : 0o700)
  }
  try {
    accessSync(dossier, constants.R_OK | constants.W_OK)
  } catch {
    throw new Error(
      `Le dossier ${dossier} appartient à un autre utilisateur : choisissez-en un autre par FILROUGE_DONNEES.`,
    )
  }
  return realpathSync(dossier)
}

function dossierTemporaire(moteur: Moteur) {
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    for (const nom of readdirSync(parent)) {
      if (nom.startsWith(PREFIXE_TEST) && !processusVivant(Number(nom.split('-')[2]))) {
        supprimerGrappe(moteur, path.join(parent, nom))
      }
    }
    const dossier = realpathSync(mkdtempSync(path.join(parent, `${PREFIXE_TEST}${process.pid}-`)))
    creerDossierPrive(moteur, dossier)
    if (!moteur.identite || accessible(moteur.identite, dossier)) return dossier
    rmSync(dossier, { recursive: true })
  }
  throw new Error('Aucun dossier temporaire n’est accessible à PostgreSQL.')
}

function supprimerGrappe(moteur: Moteur, dossier: string) {
  try {
    arreterGrappe(moteur, path.join(dossier, 'postgres'), 'immediate')
    rmSync(dossier, { recursive: true, force: true })
  } catch {
    // The folder of another user's run: not ours to remove.
  }
}
