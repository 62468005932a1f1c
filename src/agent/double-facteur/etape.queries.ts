import { createHmac } from 'node:crypto'
import { chiffrer, dechiffrer } from '../../socle/auth/cles.ts'
import { empreinteJeton, nouveauJeton } from '../../socle/auth/jeton.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'

/** What was begun waits so long for its proof. */
const DUREE_SECONDES = 5 * 60

export type GenreEtape = 'facteur' | 'territoire' | 'cle-connexion' | 'cle-ajout' | 'proconnect' | 'rattachement'
export type Etape = {
  jeton: string
  empreinte: Buffer
  identiteId: string | null
  /** Of its identity when its proof began. */
  generation: number
  /** What it keeps, as text; kept encrypted. */
  contenu: string | null
}

/** The device whose cookie comes with the request, whatever it says of accounts. */
const appareilDe = ({ appareil }: Pick<Visite, 'appareil'>): Buffer | null =>
  appareil ? empreinteJeton(appareil.split('.')[0] ?? '') : null

/**
 * Begins what ends with a proof: a token in a cookie of this browser, of which the base keeps the print. It is no session, and serves
 * nothing but its own genre. `identite`: whose, as it was when its proof began. Returns the token: `deriver` draws from it what must
 * not be guessed.
 */
export async function commencerEtape(
  visite: Pick<Visite, 'base' | 'now' | 'appareil' | 'poserEtape'>,
  genre: GenreEtape,
  { identite, contenu = null }: { identite?: { id: string; generation: number }; contenu?: string | null } = {},
): Promise<string> {
  const { base, now } = visite
  const jeton = nouveauJeton()
  await purgerEtapes(base, now)
  await base.commun
    .insertInto('etape')
    .values({
      empreinte: empreinteJeton(jeton),
      genre,
      identiteId: identite?.id ?? null,
      generation: identite?.generation ?? null,
      appareil: appareilDe(visite),
      contenu: contenu === null ? null : chiffrer('commun', 'etape', Buffer.from(contenu)),
      expireLe: Temporal.Instant.from(now).add({ seconds: DUREE_SECONDES }).toString(),
    })
    .execute()
  visite.poserEtape(jeton, DUREE_SECONDES)
  return jeton
}

/**
 * What this browser began. Refuses (unauthenticated) what is over, of another genre, begun on another device, or before the sessions of
 * the account were closed, its factors changed or its password chosen.
 */
export async function etapeEnCours(
  visite: Pick<Visite, 'base' | 'now' | 'appareil' | 'etape'>,
  ...genres: GenreEtape[]
): Promise<Etape> {
  const { base, now, etape: jeton } = visite
  const lue = jeton
    ? await base.commun
        .selectFrom('etape as e')
        .leftJoin('identite as i', 'i.id', 'e.identiteId')
        .select(['e.empreinte', 'e.identiteId', 'e.generation', 'e.contenu', 'e.appareil'])
        .where('e.empreinte', '=', empreinteJeton(jeton))
        .where('e.genre', 'in', genres)
        .where('e.expireLe', '>', now)
        .where(({ eb, or, ref }) => or([eb('e.identiteId', 'is', null), eb('i.generation', '=', ref('e.generation'))]))
        .executeTakeFirst()
    : undefined
  const ici = appareilDe(visite)
  if (!jeton || !lue || (lue.appareil && !ici?.equals(lue.appareil))) throw etapeFinie()
  const { empreinte, identiteId, generation, contenu } = lue
  return {
    ...{ jeton, empreinte, identiteId, generation: generation ?? 0 },
    contenu: contenu && dechiffrer('commun', 'etape', contenu).toString(),
  }
}

const etapeFinie = (): Refusal =>
  new Refusal(
    'unauthenticated',
    'etape-finie',
    'Ce que vous aviez commencé a expiré, ou a déjà servi. Recommencez depuis le début.',
  )

/** Ends it (`commun`: in this transaction): its token serves no more. Refuses (unauthenticated) when another request ended it first. */
export async function finirEtape(
  { base, oterEtape }: Pick<Visite, 'base' | 'oterEtape'>,
  { empreinte }: Pick<Etape, 'empreinte'>,
  commun = base.commun,
): Promise<void> {
  oterEtape()
  const { numDeletedRows } = await commun.deleteFrom('etape').where('empreinte', '=', empreinte).executeTakeFirst()
  if (numDeletedRows === 0n) throw etapeFinie()
}

/** Forgets what waited too long. */
export async function purgerEtapes({ commun }: Pick<Base, 'commun'>, now: string): Promise<void> {
  await commun.deleteFrom('etape').where('expireLe', '<=', now).execute()
}

/** What only who holds the token can say again: 43 letters, others for each use. */
export const deriver = (jeton: string, usage: string): string =>
  createHmac('sha256', jeton).update(usage).digest('base64url')
