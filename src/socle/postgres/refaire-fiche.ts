import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { enService } from './etat.ts'
import { ecrireFiche, type Fiche, fichierDe, nouveauMotDePasse } from './fiche.ts'
import { arreterGrappe, portLibre, ROLE } from './grappe.ts'
import { abri, type Dire, executer, type Moteur } from './moteur.ts'

/**
 * Who uses a data folder: nobody else now (`seul`); somebody before, as its key or its locks tell (`servi`); it was made just now
 * (`neuf`).
 */
export type Presence = { seul: () => boolean; servi: boolean; neuf: boolean }

/** A cluster is there, whole: the folder of one that isn't mounted may be. */
export const estEntiere = (donnees: string): boolean => existsSync(path.join(donnees, 'PG_VERSION'))

/** The clusters of a data folder that was used: in it, or kept for it elsewhere, out of reach of whom PostgreSQL runs as. */
function grappesDe(dossier: string, moteur: Moteur): string[] {
  const ici = path.join(dossier, 'postgres')
  if (estEntiere(ici)) return [ici]
  if (!moteur.identite) return []
  const abrite = abri(dossier)
  return readdirSync(abrite)
    .filter(nom => nom.startsWith('donnees-'))
    .map(nom => path.join(abrite, nom, 'postgres'))
    .filter(estEntiere)
}

/**
 * Makes postgres.json anew for the cluster of this data folder, when it is lost or can't be read: its password is changed from inside,
 * as whoever owns the files may. `servi`: what is elsewhere is its own. Null: there never was a cluster. Refused: somebody is using it,
 * several may be it, it isn't there any more, nothing says that what is elsewhere is its own, or it won't have it.
 */
export async function refaireFiche(
  dossier: string,
  moteur: Moteur,
  { servi, seul, neuf }: Presence,
  dire: Dire,
): Promise<Fiche | null> {
  const dedans = path.join(dossier, 'postgres')
  const grappes = neuf ? [] : grappesDe(dossier, moteur)
  const fichier = fichierDe(dossier)
  const [donnees, autre] = grappes
  if (!donnees && !servi) return null
  if (!servi && donnees !== dedans)
    throw new Error(
      `Rien dans ${dossier} ne dit plus où est sa base de données, et il y en a une dans ${grappes.join(', ')}. Si c’est la sienne, remettez-y les fichiers postgres.json et cle depuis une copie\u00a0; sinon, déplacez-la. Rien n’a été créé.`,
    )
  if (!seul())
    throw new Error(
      `Le fichier ${fichier}, qui porte le mot de passe de la base de données, manque ou ne se lit plus\u00a0: il ne peut pas être refait tant que Filrouge sert. Arrêtez-le, et toutes ses commandes, puis relancez.`,
    )
  if (!donnees)
    throw new Error(
      `Le dossier ${dossier} a déjà servi, et il n’a plus ni sa base de données ni le fichier ${fichier}, qui dit où elle est. Remettez-les, ou montez leur volume, puis relancez\u00a0; si la base est ailleurs, donnez son adresse dans DATABASE_URL. ${recommencer(dossier)}`,
    )
  if (autre)
    throw new Error(
      `Le fichier ${fichier}, qui dit où est la base de données, manque ou ne se lit plus, et plusieurs peuvent être la sienne\u00a0: ${grappes.join(', ')}. Remettez-le depuis une copie.`,
    )
  dire(`Le fichier ${fichier} manque ou ne se lit plus\u00a0: il est refait, avec un nouveau mot de passe.`)
  if (enService(donnees)) arreterGrappe(moteur, donnees, 'fast')
  const motDePasse = nouveauMotDePasse()
  const options = ['--single', '-D', donnees, 'postgres']
  const { status, stderr } = executer(moteur, 'postgres', options, `alter role ${ROLE} password '${motDePasse}'\n`)
  if (status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(stderr))
    throw new Error(`Le mot de passe de la base de données n’a pas pu être changé dans ${donnees}\u00a0:\n${stderr}`)
  const fiche = { motDePasse, port: await portLibre(), ...(donnees === dedans ? {} : { donnees }) }
  ecrireFiche(dossier, fiche)
  return fiche
}

/** What to say of a cluster that isn't where postgres.json says. */
export function grappeAbsente(dossier: string, donnees: string, moteur: Moteur): Error {
  const autres = grappesDe(dossier, moteur)
  const autre = autres.length
    ? ` Il y en a une dans ${autres.join(', ')}\u00a0: si c’est elle, effacez ${fichierDe(dossier)}, qui sera refait.`
    : ''
  return new Error(
    `La base de données doit être dans ${donnees}, comme le dit ${fichierDe(dossier)}, et elle n’y est pas. Remettez-la, ou montez son volume, puis relancez.${autre} ${recommencer(dossier)}`,
  )
}

const recommencer = (dossier: string) =>
  `Pour recommencer sans rien de ce qui était là, déplacez d’abord ailleurs tout ce que contient ${dossier}, clé comprise. Rien n’a été créé.`
