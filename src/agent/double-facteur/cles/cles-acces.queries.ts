import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Base } from '../../../socle/db.ts'
import { Refusal } from '../../../socle/refusal.ts'
import type { Visite } from '../../../socle/route.ts'
import { deriver, type Etape } from '../etape.queries.ts'

/** Certificates and curves: loaded by the first key, not by each process. */
const bibliotheque = () => import('@simplewebauthn/server')
type Ici = Pick<Visite, 'origine'>
const domaine = ({ origine }: Ici): string => new URL(origine).hostname
const defi = (jeton: string): string => deriver(jeton, 'defi')
const octets = (texte: string) => Uint8Array.from(Buffer.from(texte, 'base64url'))
const PREUVE = { residentKey: 'required', userVerification: 'required' } as const

/** The keys of an identity, as their holder named them. */
export const clesGardees = (commun: Base['commun'], identiteId: string) =>
  commun
    .selectFrom('cleAcces')
    .select(['id', 'nom', 'creeLe', 'dernierUsageLe'])
    .where('identiteId', '=', identiteId)
    .orderBy('creeLe')
    .execute()

/** What the browser asks of the device to make a key: it keeps it, and checks who holds it. */
export const demandeDeCle = async (
  ici: Ici,
  jeton: string,
  { id, courriel, nom }: { id: string; courriel: string; nom: string },
  dejaLa: { identifiant: Buffer }[],
) =>
  (await bibliotheque()).generateRegistrationOptions({
    rpName: 'Filrouge',
    rpID: domaine(ici),
    userID: Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex')),
    userName: courriel,
    userDisplayName: nom,
    challenge: octets(defi(jeton)),
    attestationType: 'none',
    excludeCredentials: dejaLa.map(c => ({ id: c.identifiant.toString('base64url') })),
    authenticatorSelection: PREUVE,
  })

/** What the browser asks of whichever key its holder chooses. */
export const demandeDeConnexion = async (ici: Ici, jeton: string) =>
  (await bibliotheque()).generateAuthenticationOptions({
    rpID: domaine(ici),
    challenge: octets(defi(jeton)),
    userVerification: PREUVE.userVerification,
  })

/** The key that a device made for this very demand, or null. */
export async function lireCle(ici: Ici, etape: Etape, response: RegistrationResponseJSON) {
  const { verifyRegistrationResponse } = await bibliotheque()
  const lue = await verifyRegistrationResponse({ response, ...attendu(ici, etape) }).catch(() => null)
  return lue?.verified ? lue.registrationInfo.credential : null
}

type Gardee = { identifiant: Buffer; clePublique: Buffer; compteur: number }

/** The new counter of a key that answered this very demand, its holder checked; null when it didn't. */
export async function compteurDeLaReponse(
  ici: Ici,
  etape: Etape,
  response: AuthenticationResponseJSON,
  { identifiant, clePublique, compteur }: Gardee,
): Promise<number | null> {
  const credential = {
    id: identifiant.toString('base64url'),
    publicKey: Uint8Array.from(clePublique),
    counter: compteur,
  }
  const { verifyAuthenticationResponse } = await bibliotheque()
  const lue = await verifyAuthenticationResponse({ response, credential, ...attendu(ici, etape) }).catch(() => null)
  return lue?.verified ? lue.authenticationInfo.newCounter : null
}

const attendu = (ici: Ici, { jeton }: Etape) => ({
  expectedChallenge: defi(jeton),
  expectedOrigin: ici.origine,
  expectedRPID: domaine(ici),
  requireUserVerification: true,
})

export const cleRefusee = () =>
  new Refusal(
    'unauthenticated',
    'cle-acces-refusee',
    'Cette clé d’accès n’ouvre aucun compte ici. Connectez-vous avec votre mot de passe.',
  )
