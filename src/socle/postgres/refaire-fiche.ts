import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { enService } from './etat.ts'
import { ecrireFiche, type Fiche, nouveauMotDePasse } from './fiche.ts'
import { arreterGrappe, portLibre, ROLE } from './grappe.ts'
import { abri, type Dire, executer, type Moteur } from './moteur.ts'

/** The clusters of a data folder that was used: in it, or kept for it elsewhere, out of reach of whom PostgreSQL runs as. */
function grappesDe(dossier: string, moteur: Moteur): string[] {
  const entiere = (donnees: string) => existsSync(path.join(donnees, 'PG_VERSION'))
  const ici = path.join(dossier, 'postgres')
  if (entiere(ici)) return [ici]
  if (!moteur.identite) return []
  const abrite = abri(dossier)
  return readdirSync(abrite)
    .filter(nom => nom.startsWith('donnees-'))
    .map(nom => path.join(abrite, nom, 'postgres'))
    .filter(entiere)
}

/**
 * Makes postgres.json anew for the cluster of this data folder, when it is lost or can't be read: its password is changed from inside,
 * as whoever owns the files may. `servi`: the folder was used, what is elsewhere is its own. Null: no cluster is there. Refused: somebody
 * is using it (`seul`), several may be it, or it won't have it.
 */
export async function refaireFiche(
  dossier: string,
  moteur: Moteur,
  { servi, seul }: { servi: boolean; seul: () => boolean },
  dire: Dire,
): Promise<Fiche | null> {
  const dedans = path.join(dossier, 'postgres')
  const grappes = grappesDe(dossier, moteur).filter(donnees => servi || donnees === dedans)
  const fichier = path.join(dossier, 'postgres.json')
  if (grappes.length === 0 && !servi) return null
  if (!seul())
    throw new Error(
      `Le fichier ${fichier}, qui porte le mot de passe de la base de données, manque ou ne se lit plus\u00a0: il ne peut pas être refait tant que Filrouge sert. Arrêtez-le, et toutes ses commandes, puis relancez.`,
    )
  const [donnees, autre] = grappes
  if (!donnees) return null
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
