import pg from 'pg'
import { z } from 'zod'
import type { Voisin } from '../job.ts'
import { type Panne, panneDe } from '../observer/panne.ts'
import { perteDe } from '../postgres/perte.ts'
import { Refusal } from '../refusal.ts'

/**
 * Why a job isn't done: a French sentence that says nothing of what it was asked, since when, after how many tries. `passager`: by the
 * fault of a neighbour.
 */
export const Echec = z.object({
  raison: z.string(),
  depuis: z.string(),
  essais: z.int().nonnegative(),
  passager: z.boolean().optional(),
})
export type Echec = z.infer<typeof Echec>

/** What a job was asked doesn't have the shape it declares: only the names of the fields that it declares are told. */
export class ChargeInvalide extends Error {
  constructor(nom: string, { error, schema }: { error: z.ZodError; schema: z.ZodObject }) {
    const champs = new Set(error.issues.map(i => String(i.path[0] ?? '')).filter(c => c in schema.shape))
    super(`charge de « ${nom} » refusée : ${[...champs].join(', ') || 'champ inconnu'}`)
    this.name = 'ChargeInvalide'
  }
}

const INJOIGNABLE = new Set(
  'ECONNREFUSED ECONNRESET ECONNECTION EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN EDNS ETIMEDOUT ESOCKET EPIPE'.split(
    ' ',
  ),
)
const IDENTIFIANT = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2'])
const CERTIFICAT = new Set(
  'ETLS CERT_HAS_EXPIRED CERT_NOT_YET_VALID ERR_TLS_CERT_ALTNAME_INVALID DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE'.split(
    ' ',
  ),
)
const MESSAGE = new Set(['EENVELOPE', 'EMESSAGE', 'EPROTOCOL', 'ESTREAM'])
const FICHIER = new Set('EACCES EPERM ENOENT EROFS EBUSY EMFILE ENOTDIR EISDIR EEXIST EXDEV'.split(' '))

/**
 * Errors quote what they were given: only their kind and the codes known above, which quote nothing, are told. A refusal says nothing of
 * anyone.
 */
export function raisonDe(erreur: unknown, voisin?: Voisin): string {
  if (erreur instanceof Refusal || erreur instanceof EchecAilleurs) return erreur.message
  if (sansReponse(erreur)) return 'La base de données n’a pas répondu à temps.'
  if (erreur instanceof ChargeInvalide)
    return 'Ce qui lui a été demandé n’a pas la forme attendue : c’est un défaut du logiciel.'
  if (perteDe(erreur) === 'retenue') return 'Un autre travail retenait ce qu’il devait lire ou écrire.'
  if (erreur instanceof pg.DatabaseError)
    return `La base de données a refusé ce qu’il écrivait ou lisait (code ${/^[0-9A-Z]{5}$/.exec(erreur.code ?? '')?.[0] ?? 'inconnu'}).`
  const { code, name } = erreur instanceof Error ? (erreur as NodeJS.ErrnoException) : { code: '', name: '' }
  const qui = voisin ? nommer(voisin) : 'Le serveur qu’il appelle'
  const faire = (quoi: string) => (voisin ? ` ${quoi}` : '')
  if (code && INJOIGNABLE.has(code))
    return `${qui} n’a pas répondu (code ${code}).${faire('Vérifiez qu’il marche, et que ce serveur-ci peut l’atteindre.')}`
  if (code && IDENTIFIANT.has(code))
    return `${qui} a refusé l’identifiant ou le mot de passe de Filrouge (code ${code}).${faire('Corrigez-les dans ce réglage.')}`
  if (code && CERTIFICAT.has(code))
    return `${qui} ne prouve pas qui il est : son certificat est périmé, ou n’est pas le sien (code ${code}).${faire('Faites-le renouveler.')}`
  if (code && MESSAGE.has(code)) return `Le serveur de courriel n’a pas pris le message (code ${code}).`
  if (code === 'ENOSPC') return 'Le disque du serveur est plein.'
  if (code && FICHIER.has(code)) return `Un fichier du serveur n’a pas pu être lu ou écrit (code ${code}).`
  return `Une panne du logiciel l’a arrêté (${NATIVES.has(name) ? name : 'Error'}).`
}

/** Which neighbour, by the setting that says where it is: its host alone, never how one signs in there. */
const VOISINS: Record<Voisin, readonly [nom: string, reglage: string]> = {
  courriel: ['de courriel', 'FILROUGE_SMTP'],
  antivirus: ['antivirus', 'FILROUGE_ANTIVIRUS'],
}
function nommer(voisin: Voisin): string {
  const [nom, reglage] = VOISINS[voisin]
  const adresse = process.env[reglage] ?? ''
  const hote = URL.canParse(adresse) && new URL(adresse).host
  return `Le serveur ${nom} ${hote ? `${hote}, réglé par ${reglage},` : `que règle ${reglage}`}`
}
const NATIVES = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AggregateError', 'ZodError'])

/** Nobody answers there: whatever else is asked of it now fails alike. */
export const injoignable = (erreur: unknown): boolean => INJOIGNABLE.has(codeDe(erreur))

/**
 * The fault of a neighbour, that may be mended while what was asked stays right: a server that doesn't answer, that doesn't know us, that
 * says to come back (SMTP 4xx, RFC 5321 §4.2.1), a base that was stopped, or what it is asked held by somebody (PostgreSQL, classes 08,
 * 53, 57, and 55P03).
 */
export function passagere(erreur: unknown): boolean {
  const code = codeDe(erreur)
  if (sansReponse(erreur)) return true
  if (erreur instanceof pg.DatabaseError) return /^(08|53|55P03|57)/.test(code)
  const reponse = (erreur as { responseCode?: number } | null)?.responseCode ?? 0
  return INJOIGNABLE.has(code) || IDENTIFIANT.has(code) || CERTIFICAT.has(code) || (reponse >= 400 && reponse < 500)
}
/** The base lets nobody in, or let a connection fall: node-postgres gives it no code. */
const sansReponse = (erreur: unknown): boolean => codeDe(erreur) === '' && perteDe(erreur) === 'perdue'
const codeDe = (erreur: unknown): string => String((erreur as { code?: unknown } | null)?.code ?? '')

/** A failure that another process had in our name: why, in a sentence, and what it may tell of it. */
export class EchecAilleurs extends Error {
  readonly panne: Panne | null
  constructor(raison: string, panne: Panne | null) {
    super(raison)
    this.name = 'EchecAilleurs'
    this.panne = panne
  }
}

/** What is told of a failure to who repairs; nothing of what was refused on purpose. */
export const aReparer = (erreur: unknown): Panne | null =>
  erreur instanceof Refusal ? null : erreur instanceof EchecAilleurs ? erreur.panne : panneDe(erreur)

/** What the queue keeps of a failure, counted from the first of the series; `essaye`: whether it was tried this time. */
export function echecSuivant(
  erreur: unknown,
  precedent: string | null,
  maintenant: string,
  { essaye = true, voisin }: { essaye?: boolean; voisin?: Voisin } = {},
): Echec {
  const avant = lireEchec(precedent)
  const essais = (avant?.essais ?? 0) + (essaye ? 1 : 0)
  return { raison: raisonDe(erreur, voisin), depuis: avant?.depuis ?? maintenant, essais, passager: passagere(erreur) }
}

/** What the queue kept; null when nothing was, or when what was isn't ours and might quote somebody. */
export function lireEchec(garde: string | null): Echec | null {
  try {
    return Echec.safeParse(JSON.parse(garde ?? '')).data ?? null
  } catch {
    return null
  }
}
