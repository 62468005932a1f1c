import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'
import { poserCles, type Trousseau } from './cles.ts'

let venueDe = 'FILROUGE_CLE'
/** Where the current key comes from: what to look at when it isn't the right one. */
export const provenance = (): string => venueDe

/**
 * Takes the secrets that NIRs and files are encrypted with: FILROUGE_CLE, the current one, and FILROUGE_CLES_ANCIENNES; without the
 * first, the file `cle` of the data folder, made at the first start. Losing them is losing the NIRs: to be saved apart from the database.
 * Refused (conflict): none is given, and what is already there was closed by one (`dejaUneCle`): a new one would open nothing of it.
 */
export async function prendreCle(dossier: string, dejaUneCle: () => Promise<boolean>): Promise<void> {
  const { FILROUGE_CLE, FILROUGE_CLES_ANCIENNES = '' } = process.env
  if (FILROUGE_CLE?.trim()) {
    venueDe = 'FILROUGE_CLE'
    poserCles(lireTrousseau(FILROUGE_CLE, FILROUGE_CLES_ANCIENNES))
    return
  }
  const fichier = join(dossier, 'cle')
  venueDe = `le fichier ${fichier}`
  if (!existsSync(fichier)) {
    if (await dejaUneCle())
      throw new Refusal(
        'conflict',
        'cle-perdue',
        `La clé manque\u00a0: FILROUGE_CLE n’est pas donnée, et il n’y a pas de fichier ${fichier}. Ces données sont déjà chiffrées avec une clé\u00a0: une nouvelle n’en ouvrirait rien. Donnez la sienne dans FILROUGE_CLE, remettez ce fichier depuis la copie que vous en gardez, ou dites par FILROUGE_DONNEES le dossier où il est. Rien n’a changé.`,
      )
    faireCle(dossier, fichier)
  }
  poserCles(lireTrousseau(readFileSync(fichier, 'utf8'), FILROUGE_CLES_ANCIENNES))
}

/** Makes the key whole or not at all: on a full disk an empty one would stay. Another start may have made it at the same moment. */
function faireCle(dossier: string, fichier: string): void {
  const essai = join(dossier, `cle.${randomBytes(6).toString('hex')}`)
  try {
    writeFileSync(essai, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    linkSync(essai, fichier)
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur
  } finally {
    rmSync(essai, { force: true })
  }
}

const SECRET_MIN = 32
const NUMERO_MAX = 65_535

/**
 * Secrets as they are given: `NUMBER:SECRET`, older ones separated by commas. What can't be seen around one, as the end of the line of
 * the file it came from, isn't of it. A current one without a number is number 0: so were all
 * of them before they could change. Refused (invalid): a short secret, a number given twice, an older one without a number.
 */
export function lireTrousseau(donnee: string, anciennes: string): Trousseau {
  const courante = donnee.trim()
  const secrets = new Map<number, string>()
  const ajouter = (numero: number, brut: string, venue: string) => {
    const secret = brut.trim()
    if (secret.length < SECRET_MIN)
      throw new Refusal(
        'invalid',
        'cle-trop-courte',
        `La clé n° ${numero} compte ${secret.length} caractères : il en faut au moins ${SECRET_MIN}. Elle est donnée par ${venue}.`,
      )
    if (numero > NUMERO_MAX)
      throw new Refusal(
        'invalid',
        'numero-de-cle-trop-grand',
        `Le numéro d’une clé va de 0 à ${NUMERO_MAX}, pas ${numero}.`,
      )
    if (secrets.has(numero))
      throw new Refusal(
        'invalid',
        'cle-en-double',
        `La clé n° ${numero} est donnée deux fois. Donnez à FILROUGE_CLE le numéro qui suit celui de la dernière : 1 après 0.`,
      )
    secrets.set(numero, secret)
    return numero
  }
  const [, numero = '0', secret = courante] = /^(\d{1,9}):(.*)$/s.exec(courante) ?? []
  const actuelle = ajouter(Number(numero), secret, venueDe)
  // A secret may hold commas: what separates two of them is a comma before a number.
  for (const ancienne of anciennes.trim() ? anciennes.split(/,(?=\s*\d{1,9}:)/) : []) {
    const [, rang, valeur] = /^\s*(\d{1,9}):(.*)$/s.exec(ancienne) ?? []
    if (rang === undefined || valeur === undefined)
      throw new Refusal(
        'invalid',
        'cle-sans-numero',
        'Une des clés de FILROUGE_CLES_ANCIENNES n’a pas de numéro. Écrivez NUMÉRO:CLÉ, séparées par des virgules ; celle qui n’en a jamais eu porte le 0.',
      )
    ajouter(Number(rang), valeur, 'FILROUGE_CLES_ANCIENNES')
  }
  return { courante: actuelle, secrets }
}
