import type * as Oidc from 'openid-client'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'
import { deriver } from '../double-facteur/etape.queries.ts'

/** Loaded by the first sign-in that needs it. */
const bibliotheque = () => import('openid-client')

type Reglage = { emetteur: string; client: string; secret: string; acr: readonly string[] }

/** What the host gives of the identity provider, or null: ProConnect isn't offered. */
export function reglageProconnect(): Reglage | null {
  const {
    FILROUGE_PROCONNECT: emetteur,
    FILROUGE_PROCONNECT_CLIENT: client,
    FILROUGE_PROCONNECT_SECRET: secret,
    FILROUGE_PROCONNECT_ACR: acr = 'eidas1',
  } = process.env
  return emetteur && client && secret ? { emetteur, client, secret, acr: acr.split(/[\s,]+/).filter(Boolean) } : null
}

/** How sure each level is, as ProConnect names them; 2 and more tell of two factors. */
const NIVEAUX: Record<string, number> = {
  eidas1: 1,
  eidas2: 2,
  eidas3: 3,
  'https://proconnect.gouv.fr/assurance/self-asserted': 1,
  'https://proconnect.gouv.fr/assurance/self-asserted-2fa': 2,
  'https://proconnect.gouv.fr/assurance/consistency-checked': 1,
  'https://proconnect.gouv.fr/assurance/consistency-checked-2fa': 2,
}
const DEUX_FACTEURS = 2
const niveau = (acr: unknown): number => NIVEAUX[String(acr)] ?? 0

/** Whether this level is one that was asked, or surer. */
export const acrSuffit = (acr: unknown, demandes: readonly string[]): boolean =>
  typeof acr === 'string' &&
  (demandes.includes(acr) || (niveau(acr) > 0 && niveau(acr) >= Math.min(...demandes.map(d => niveau(d) || 9))))

/**
 * Hosts of ProConnect: it gives an address without saying `email_verified`, since who provides an identity there has proved (DNS) that the
 * domain of its addresses is its own (numerique-gouv/proconnect-documentation: doc_fs/scope-claims.md, doc_fi/prerequis-fi.md).
 */
const HOTES_PROCONNECT = [
  'proconnect.gouv.fr',
  'agentconnect.gouv.fr',
  'agentconnect.rie.gouv.fr',
  'dev-agentconnect.fr',
]

/** Whether this address is vouched for: said so, or given by ProConnect itself and not denied. */
export function adresseGarantie(emetteur: string, emailVerified: unknown): boolean {
  if (emailVerified !== undefined) return emailVerified === true
  const { protocol, hostname } = new URL(emetteur)
  return protocol === 'https:' && HOTES_PROCONNECT.some(hote => hostname === hote || hostname.endsWith(`.${hote}`))
}

export const deuxFacteurs = (acr: unknown, amr: unknown): boolean =>
  niveau(acr) >= DEUX_FACTEURS || (Array.isArray(amr) && amr.includes('mfa'))

const DELAI_SECONDES = 10
const UNE_HEURE_MS = 3_600_000
let connu: { cle: string; jusqua: number; config: Oidc.Configuration } | undefined

export const proconnectMuet = () =>
  new Refusal(
    'conflict',
    'proconnect-muet',
    'ProConnect ne répond pas. Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.',
  )

async function configuration(reglage: Reglage): Promise<Oidc.Configuration> {
  const cle = JSON.stringify(reglage)
  if (connu?.cle === cle && connu.jusqua > performance.now()) return connu.config
  const oidc = await bibliotheque()
  const url = new URL(reglage.emetteur)
  const config = await oidc
    .discovery(url, reglage.client, reglage.secret, oidc.ClientSecretPost(reglage.secret), {
      timeout: DELAI_SECONDES,
      // Another program of this machine, for tests.
      execute: url.hostname === 'localhost' ? [oidc.allowInsecureRequests] : [],
    })
    .catch(() => {
      throw proconnectMuet()
    })
  connu = { cle, jusqua: performance.now() + UNE_HEURE_MS, config }
  return config
}

export const retourDe = ({ origine }: Pick<Visite, 'origine'>): string => `${origine}/connexion/proconnect`

/**
 * Where the browser goes to sign in; all that must come back is drawn from the token of the étape. `redemander`: the provider's own
 * session isn't enough (OpenID Connect Core 3.1.2.1, `prompt`).
 */
export async function adresseDeConnexion(
  ici: Pick<Visite, 'origine'>,
  reglage: Reglage,
  jeton: string,
  redemander: boolean,
): Promise<string> {
  const config = await configuration(reglage)
  const oidc = await bibliotheque()
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: retourDe(ici),
    scope: 'openid email',
    acr_values: reglage.acr.join(' '),
    state: deriver(jeton, 'state'),
    nonce: deriver(jeton, 'nonce'),
    code_challenge: await oidc.calculatePKCECodeChallenge(deriver(jeton, 'pkce')),
    code_challenge_method: 'S256',
    ...(redemander ? { prompt: 'login' } : {}),
  }).href
}

export type CompteProconnect = {
  emetteur: string
  sujet: string
  courriel: string
  /** The provider says that two factors were checked. */
  forte: boolean
  jetonIdentite: string
}

/**
 * Whose account answered this very demand. Refuses what wasn't asked here (unauthenticated), a level below the one asked, an address that
 * the provider doesn't vouch for, and a provider that doesn't answer.
 */
export async function compteDuRetour(
  ici: Pick<Visite, 'origine'>,
  reglage: Reglage,
  jeton: string,
  parametres: Record<string, string | undefined>,
): Promise<CompteProconnect> {
  const config = await configuration(reglage)
  const oidc = await bibliotheque()
  const retour = new URL(retourDe(ici))
  for (const [nom, valeur] of Object.entries(parametres)) if (valeur) retour.searchParams.set(nom, valeur)
  try {
    const jetons = await oidc.authorizationCodeGrant(config, retour, {
      pkceCodeVerifier: deriver(jeton, 'pkce'),
      expectedState: deriver(jeton, 'state'),
      expectedNonce: deriver(jeton, 'nonce'),
      idTokenExpected: true,
    })
    const dit = jetons.claims()
    if (!dit || !jetons.id_token) throw refuse()
    if (!acrSuffit(dit.acr, reglage.acr))
      throw new Refusal(
        'unauthenticated',
        'proconnect-niveau',
        'Votre compte ProConnect ne donne pas le niveau de sûreté demandé. Connectez-vous avec votre mot de passe.',
      )
    const { email, email_verified } = await oidc.fetchUserInfo(config, jetons.access_token, dit.sub)
    if (!email || !adresseGarantie(dit.iss, email_verified))
      throw new Refusal(
        'unauthenticated',
        'proconnect-adresse',
        'ProConnect ne garantit pas votre adresse électronique. Connectez-vous avec votre mot de passe.',
      )
    return {
      ...{ emetteur: dit.iss, sujet: dit.sub, courriel: email.trim().toLowerCase() },
      forte: deuxFacteurs(dit.acr, dit.amr),
      jetonIdentite: jetons.id_token,
    }
  } catch (erreur) {
    if (erreur instanceof Refusal) throw erreur
    // What failed by itself has a code of the protocol; the rest is the line.
    throw muette(erreur) ? proconnectMuet() : refuse()
  }
}

const muette = (erreur: unknown): boolean => {
  const { name, code, cause } = erreur as { name?: string; code?: string; cause?: { name?: string; code?: string } }
  return [name, code, cause?.name, cause?.code].some(dit =>
    /^(TimeoutError|OAUTH_TIMEOUT|ECONN|ENOTFOUND|EAI_|UND_ERR)/.test(dit ?? ''),
  )
}

const refuse = () =>
  new Refusal(
    'unauthenticated',
    'proconnect-refuse',
    'La réponse de ProConnect ne correspond pas à votre demande. Recommencez depuis la page de connexion.',
  )

/** Where the browser goes so that the session of ProConnect ends too; null when it can't be known. */
export async function adresseDeDeconnexion(
  ici: Pick<Visite, 'origine'>,
  jetonIdentite: string,
): Promise<string | null> {
  const reglage = reglageProconnect()
  if (!reglage) return null
  const config = await configuration(reglage).catch(() => null)
  if (!config?.serverMetadata().end_session_endpoint) return null
  return (await bibliotheque()).buildEndSessionUrl(config, {
    id_token_hint: jetonIdentite,
    post_logout_redirect_uri: `${ici.origine}/connexion`,
    state: 'filrouge',
  }).href
}
