import { createHmac } from 'node:crypto'
import { chiffrer, dechiffrer } from '../../socle/auth/cles.ts'
import { empreinteJeton, nouveauJeton } from '../../socle/auth/jeton.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'

/** What was begun waits so long for its proof. */
const DUREE_SECONDES = 5 * 60

export type GenreEtape = 'facteur' | 'cle-connexion' | 'cle-ajout' | 'proconnect' | 'rattachement'
export type Etape = {
  jeton: string
  empreinte: Buffer
  identiteId: string | null
  /** What it keeps, as text; kept encrypted. */
  contenu: string | null
}

/** The device whose cookie comes with the request, whatever it says of accounts. */
const appareilDe = ({ appareil }: Pick<Visite, 'appareil'>): Buffer | null =>
  appareil ? empreinteJeton(appareil.split('.')[0] ?? '') : null

/**
 * Begins what ends with a proof: a token in a cookie of this browser, of which the base keeps the print. It is no session, and serves
 * nothing but its own genre. Returns the token: `deriver` draws from it what must not be guessed.
 */
export async function commencerEtape(
  visite: Pick<Visite, 'base' | 'now' | 'appareil' | 'poserEtape'>,
  genre: GenreEtape,
  { identiteId = null, contenu = null }: Partial<Pick<Etape, 'identiteId' | 'contenu'>> = {},
): Promise<string> {
  const { base, now } = visite
  const jeton = nouveauJeton()
  await purgerEtapes(base, now)
  await base.commun
    .insertInto('etape')
    .values({
      empreinte: empreinteJeton(jeton),
      genre,
      identiteId,
      appareil: appareilDe(visite),
      contenu: contenu === null ? null : chiffrer('commun', 'etape', Buffer.from(contenu)),
      expireLe: Temporal.Instant.from(now).add({ seconds: DUREE_SECONDES }).toString(),
    })
    .execute()
  visite.poserEtape(jeton, DUREE_SECONDES)
  return jeton
}

/** What this browser began. Refuses (unauthenticated) what is over, of another genre, or begun on another device. */
export async function etapeEnCours(
  visite: Pick<Visite, 'base' | 'now' | 'appareil' | 'etape'>,
  ...genres: GenreEtape[]
): Promise<Etape> {
  const { base, now, etape: jeton } = visite
  const lue = jeton
    ? await base.commun
        .selectFrom('etape')
        .select(['empreinte', 'identiteId', 'contenu', 'appareil'])
        .where('empreinte', '=', empreinteJeton(jeton))
        .where('genre', 'in', genres)
        .where('expireLe', '>', now)
        .executeTakeFirst()
    : undefined
  const ici = appareilDe(visite)
  if (!jeton || !lue || (lue.appareil && !ici?.equals(lue.appareil)))
    throw new Refusal(
      'unauthenticated',
      'etape-finie',
      'Ce que vous aviez commencé a expiré. Recommencez depuis le début.',
    )
  const { empreinte, identiteId, contenu } = lue
  return {
    ...{ jeton, empreinte, identiteId },
    contenu: contenu && dechiffrer('commun', 'etape', contenu).toString(),
  }
}

/** Ends it: its token serves no more. False when another request ended it first. */
export async function finirEtape(
  { base, oterEtape }: Pick<Visite, 'base' | 'oterEtape'>,
  { empreinte }: Pick<Etape, 'empreinte'>,
): Promise<boolean> {
  oterEtape()
  const { numDeletedRows } = await base.commun.deleteFrom('etape').where('empreinte', '=', empreinte).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Forgets what waited too long. */
export async function purgerEtapes({ commun }: Pick<Base, 'commun'>, now: string): Promise<void> {
  await commun.deleteFrom('etape').where('expireLe', '<=', now).execute()
}

/** What only who holds the token can say again: 43 letters, others for each use. */
export const deriver = (jeton: string, usage: string): string =>
  createHmac('sha256', jeton).update(usage).digest('base64url')
