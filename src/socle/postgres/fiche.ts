import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { abri, accessible, creerDossierPrive, type Dire, type Moteur } from './moteur.ts'

/**
 * What is remembered from one start to the next, in postgres.json; `donnees` only when PostgreSQL can't reach the data folder, `creation`
 * as long as the cluster isn't made: without it, one that isn't there was there.
 */
const Fiche = z.object({
  motDePasse: z.string().min(1),
  port: z.int().min(1).max(65_535),
  donnees: z.string().min(1).exactOptional(),
  creation: z.literal(true).exactOptional(),
})
export type Fiche = z.infer<typeof Fiche>

export const nouveauMotDePasse = () => randomBytes(24).toString('base64url')

export const fichierDe = (dossier: string) => path.join(dossier, 'postgres.json')

/** What is remembered; null when nothing is, or nothing that can be read. */
export function lireFiche(dossier: string): Fiche | null {
  if (!existsSync(fichierDe(dossier))) return null
  try {
    const { success, data } = Fiche.safeParse(JSON.parse(readFileSync(fichierDe(dossier), 'utf8')))
    return success ? data : null
  } catch (erreur) {
    if (erreur instanceof SyntaxError) return null
    throw erreur
  }
}

export function ecrireFiche(dossier: string, fiche: Fiche) {
  const fichier = fichierDe(dossier)
  // Written aside then renamed: a cut leaves the former one whole. Only its owner may read the password.
  writeFileSync(`${fichier}.neuf`, `${JSON.stringify(fiche, null, 2)}\n`, { mode: 0o600 })
  // Root may come after the owner of the folder, who must still read it.
  const { uid, gid } = statSync(dossier)
  if (process.getuid?.() === 0) chownSync(`${fichier}.neuf`, uid, gid)
  renameSync(`${fichier}.neuf`, fichier)
}

/** Where the cluster of this data folder lives: in it, or elsewhere when it is closed to PostgreSQL's user. */
export const dossierGrappe = (dossier: string, fiche: Fiche | null) => fiche?.donnees ?? path.join(dossier, 'postgres')

/** Chooses where a new cluster will live. Refused: a folder that holds something of one, or says where one is and can't be read. */
export function choisirEmplacement(dossier: string, moteur: Moteur, dire: Dire): Pick<Fiche, 'donnees'> {
  const donnees = path.join(dossier, 'postgres')
  if (existsSync(donnees)) {
    throw new Error(
      `${dossier} contient une base de données, mais le fichier postgres.json qui porte son mot de passe n’y est plus.`,
    )
  }
  if (existsSync(fichierDe(dossier)))
    throw new Error(
      `Le fichier ${fichierDe(dossier)}, qui porte le mot de passe de la base de données et le dossier où elle est, ne se lit plus. Remettez-le depuis une copie\u00a0; s’il n’y a jamais eu de base ici, effacez-le.`,
    )
  if (!moteur.identite) return {}
  try {
    creerDossierPrive(moteur, donnees)
    if (accessible(moteur.identite, donnees)) return {}
  } catch {
    // Some file systems (network, shared with a host) don't let root give a folder to another user.
  } finally {
    rmSync(donnees, { recursive: true, force: true })
  }
  const parent = mkdtempSync(path.join(abri(dossier), 'donnees-'))
  chmodSync(parent, 0o755)
  const ailleurs = path.join(parent, 'postgres')
  dire(
    `PostgreSQL ne peut pas entrer dans ${dossier}, réservé à root : la base de données est gardée dans ${ailleurs}.`,
  )
  return { donnees: ailleurs }
}
