import { existsSync } from 'node:fs'
import path from 'node:path'
import { enService } from './etat.ts'
import { ecrireFiche, type Fiche, nouveauMotDePasse } from './fiche.ts'
import { arreterGrappe, portLibre, ROLE } from './grappe.ts'
import { type Dire, executer, type Moteur } from './moteur.ts'

/**
 * Makes postgres.json anew beside a cluster that is in this data folder, when it is lost or can't be read: its password is changed from
 * inside, as whoever owns the files may. Null: no cluster is there. Refused: somebody is using it (`seul`), or it won't have it.
 */
export async function refaireFiche(
  dossier: string,
  moteur: Moteur,
  seul: () => boolean,
  dire: Dire,
): Promise<Fiche | null> {
  const donnees = path.join(dossier, 'postgres')
  if (!existsSync(path.join(donnees, 'PG_VERSION'))) return null
  const fichier = path.join(dossier, 'postgres.json')
  if (!seul())
    throw new Error(
      `Le fichier ${fichier}, qui porte le mot de passe de la base de données, manque ou ne se lit plus\u00a0: il ne peut pas être refait tant que Filrouge sert. Arrêtez-le, et toutes ses commandes, puis relancez.`,
    )
  dire(`Le fichier ${fichier} manque ou ne se lit plus\u00a0: il est refait, avec un nouveau mot de passe.`)
  if (enService(donnees)) arreterGrappe(moteur, donnees, 'fast')
  const motDePasse = nouveauMotDePasse()
  const options = ['--single', '-D', donnees, 'postgres']
  const { status, stderr } = executer(moteur, 'postgres', options, `alter role ${ROLE} password '${motDePasse}'\n`)
  if (status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(stderr))
    throw new Error(`Le mot de passe de la base de données n’a pas pu être changé dans ${donnees}\u00a0:\n${stderr}`)
  const fiche = { motDePasse, port: await portLibre() }
  ecrireFiche(dossier, fiche)
  return fiche
}
