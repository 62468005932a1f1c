import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { prendreCle } from '../socle/auth/cle.ts'
import { numeroCourant } from '../socle/auth/cles.ts'
import { lisible, ouvrirLaBase } from '../socle/commande.ts'
import { schemaTerritoire } from '../socle/db.ts'
import { dossierDesFichiers } from '../socle/fichier/disque.ts'
import { migrer } from '../socle/migrer.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Effacement, effacerTerritoire } from './effacer.ts'
import { examiner, type Restauration, restaurer } from './restaurer.ts'
import { type Sauvegarde, sauvegarder } from './sauvegarder.ts'

/** `bin/filrouge sauvegarder`: see sauvegarder. */
export async function sauvegarderEnLigne(options: {
  territoire: string
  vers: string
  pour?: string[]
}): Promise<Sauvegarde & { fichier: string }> {
  const { url, arreter } = await ouvrirLaBase()
  try {
    const vers = resolve(options.vers)
    return { fichier: vers, ...(await sauvegarder(url, { code: options.territoire, vers, pour: options.pour ?? [] })) }
  } finally {
    await arreter()
  }
}

/** Files come in pieces, that nobody counts. */
const direFichiers = (morceaux: number) => (morceaux > 0 ? 'et tous les fichiers joints' : 'aucun fichier joint')

export const direSauvegarde = (s: Sauvegarde & { fichier: string }): string =>
  `${s.fichier}\u00a0: ${s.personnes} personnes, ${s.lignes} lignes, ${direFichiers(s.fichiers)}. Gardez à part la clé du serveur (FILROUGE_CLE)\u00a0: sans elle, ce qui y est chiffré ne s’ouvre pas.`

export type EnLigne = Restauration & { code: string; nom: string; faitLe: string; autreCle: boolean }

/**
 * `bin/filrouge restaurer`: the file is read whole, and its key known, before the base is touched. `verifier`: the keys of a base that
 * other territories have already.
 */
export async function restaurerEnLigne(
  fichier: string,
  cle: string | undefined,
  verifier: (url: string) => Promise<void>,
): Promise<EnLigne> {
  const chemin = lisible(fichier)
  const cleAge = cle === undefined ? undefined : lisible(cle)
  const { url, arreter, dossier } = await ouvrirLaBase()
  try {
    // A key made now would open nothing of it.
    await prendreCle(dossier, async () => true)
    const coffre = await examiner(chemin, cleAge)
    await migrer(url)
    await verifier(url)
    const { code, nom } = coffre.entete.territoire
    const autreCle = coffre.entete.cles.some(c => c.numero !== numeroCourant())
    return { code, nom, faitLe: coffre.entete.faitLe, autreCle, ...(await restaurer(url, coffre)) }
  } finally {
    await arreter()
  }
}

export const direRestauration = (r: EnLigne): string =>
  [
    `Territoire ${r.code} (${r.nom}) restauré, tel qu’il était le ${r.faitLe.slice(0, 16)} (heure universelle)\u00a0: ${r.lignes} lignes, ${direFichiers(r.fichiers)}, ${r.comptes} comptes${r.rejoints ? `, dont ${r.rejoints} étaient déjà là` : ''}. Chacun se connecte à nouveau.`,
    ...(r.autreCle
      ? [`Ses données ont une autre clé que la n° ${numeroCourant()}\u00a0: lancez bin/filrouge cles renouveler.`]
      : []),
  ].join('\n')

/** `bin/filrouge territoire effacer`: see effacerTerritoire. */
export async function effacerEnLigne(options: { code: string; nom: string }): Promise<Effacement> {
  const { url, arreter } = await ouvrirLaBase()
  try {
    await migrer(url)
    return await effacerTerritoire(url, options)
  } finally {
    await arreter()
  }
}

export const direEffacement = (e: Effacement): string =>
  [
    `Territoire ${e.code} (${e.nom}) effacé pour toujours\u00a0: ${e.personnes} personnes, ${e.comptes} comptes qui ne servaient que là.`,
    ...(e.roleReste
      ? [
          `Son rôle de PostgreSQL, ${schemaTerritoire(e.code)}, reste\u00a0: une autre base s’en sert, ou seul un administrateur peut l’ôter.`,
        ]
      : []),
    ...(e.fichiersRestent
      ? [
          `Ses fichiers n’ont pas tous pu être ôtés de ${dossierDesFichiers()} (code ${e.fichiersRestent})\u00a0: un serveur qui sert un autre territoire les ôtera dans l’heure. S’il n’y en a pas, ôtez-en vous-même ${e.code} et ce qui commence par .efface.`,
        ]
      : []),
  ].join(' ')

/** Makes a pair of keys of age: the secret one in a file of one's own, the public one given back. Refused (conflict): the file exists. */
export async function nouvelleCle(fichier: string): Promise<string> {
  const secrete = await generateX25519Identity()
  const publique = await identityToRecipient(secrete)
  try {
    await writeFile(resolve(fichier), `# clé publique : ${publique}\n${secrete}\n`, { mode: 0o600, flag: 'wx' })
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur
    throw new Refusal('conflict', 'fichier-existant', `Le fichier ${fichier} existe déjà\u00a0: il n’a pas changé.`)
  }
  return publique
}
