import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '../refusal.ts'
import { estRefusee, perteDe } from './perte.ts'
import { couper } from './pouls.ts'

// The base of somebody else, by the address of DATABASE_URL: a mistake in it is told, and never its password.

const FORME = 'postgres://utilisateur:mot-de-passe@machine:5432/base'
const illisible = (pourquoi: string) =>
  new Refusal(
    'invalid',
    'adresse-de-base-illisible',
    `DATABASE_URL ne se lit pas\u00a0: ${pourquoi}. Écrivez-la ${FORME}\u00a0; dans un mot de passe, les signes @ /\u00a0: #\u00a0?\u00a0% s’écrivent\u00a0%40\u00a0%2F\u00a0%3A\u00a0%23\u00a0%3F\u00a0%25.`,
  )

/** Refuses (invalid) an address of which nothing good would come: not one, cut by its password, or with files that can't be read. */
export function verifierAdresse(adresse: string): void {
  if (!/^postgres(ql)?:\/\//i.test(adresse.trim())) throw illisible('elle ne commence pas par postgres://')
  if (!URL.canParse(adresse)) throw illisible('ce n’est pas une adresse')
  const url = new URL(adresse)
  if (url.pathname.includes('@') || url.hash.includes('@'))
    throw illisible('son mot de passe porte un signe qui la coupe')
  try {
    for (const partie of [url.username, url.password, url.pathname]) decodeURIComponent(partie)
  } catch {
    throw illisible('un signe % n’y est suivi de rien qui ait un sens')
  }
  try {
    new pg.Client({ connectionString: adresse })
  } catch (erreur) {
    const { code, path } = erreur as NodeJS.ErrnoException
    if (!path) throw illisible('un de ses réglages n’est pas connu')
    throw new Refusal(
      'invalid',
      'certificat-illisible',
      `Le fichier ${path}, que nomme DATABASE_URL, ne se lit pas (code ${code})\u00a0: vérifiez son chemin et ses droits.`,
    )
  }
}

const AUTORITE =
  'n’est signé par aucune autorité connue d’ici\u00a0: donnez la sienne par sslrootcert=… dans DATABASE_URL'
const CERTIFICATS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'a expiré\u00a0: renouvelez-le',
  CERT_NOT_YET_VALID: 'n’est pas encore valable\u00a0: vérifiez-le, et l’heure de cette machine',
  ERR_TLS_CERT_ALTNAME_INVALID: 'n’est pas au nom de la machine que nomme DATABASE_URL\u00a0: corrigez l’un ou l’autre',
  DEPTH_ZERO_SELF_SIGNED_CERT: AUTORITE,
  SELF_SIGNED_CERT_IN_CHAIN: AUTORITE,
  UNABLE_TO_GET_ISSUER_CERT: AUTORITE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: AUTORITE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: AUTORITE,
}

/** What is wrong in how the base is protected on the way, or in what its address says of it, in a sentence; null: nothing of that. */
export function direChiffrement(erreur: unknown): string | null {
  const { code = '', message = '' } = erreur as Partial<NodeJS.ErrnoException>
  if (CERTIFICATS[code]) return `Le certificat du serveur PostgreSQL ${CERTIFICATS[code]} (code ${code}).`
  if (/does not support SSL/.test(message))
    return 'Le serveur PostgreSQL ne chiffre pas ses échanges, et DATABASE_URL le demande\u00a0: chiffrez-les chez lui, ou retirez sslmode.'
  return null
}

/** Between two tries, and between two times that it is said: milliseconds. */
const PAUSE_MS = 1000
const DIRE_MS = 30_000
const REPONSE_MS = 5000

/**
 * Waits for a base that isn't there yet, and says so. What it says when it answers (a password, a name that isn't a base's) is thrown.
 * `siAttente`: called once, when it isn't there at first.
 */
export async function attendreBase(
  adresse: string,
  dire: (message: string) => void,
  siAttente: () => void,
): Promise<void> {
  const { hostname, port } = new URL(adresse)
  let ditLe: number | null = null
  for (;;) {
    const delais = { connectionTimeoutMillis: REPONSE_MS, query_timeout: REPONSE_MS }
    const client = new pg.Client({ connectionString: adresse, ...delais })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select 1')
      await client.end()
      if (ditLe !== null) dire('La base de données est là.')
      return
    } catch (erreur) {
      couper(client)
      if (perteDe(erreur) !== 'perdue' || estRefusee(erreur) || direChiffrement(erreur)) throw erreur
      if (ditLe === null) siAttente()
      if (ditLe === null || performance.now() - ditLe >= DIRE_MS) {
        ditLe = performance.now()
        const { code } = erreur as NodeJS.ErrnoException
        dire(
          `La base de données de DATABASE_URL (${hostname || 'cette machine'}${port && `:${port}`}) ne répond pas${code ? ` (code ${code})` : ''}\u00a0: Filrouge l’attend, et démarrera de lui-même quand elle sera là.`,
        )
      }
    }
    await sleep(PAUSE_MS)
  }
}
