import { createHmac } from 'node:crypto'
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import { cleDe } from '../../socle/auth/cles.ts'
import { empreinteJeton } from '../../socle/auth/jeton.ts'
import type { Base } from '../../socle/db.ts'
import type { DB, LienCompte } from '../../socle/tables-commun.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { oublierComptesSeuls } from '../comptes-seuls.queries.ts'
import { type FinDeLien, lienExpire, lienFini, lienInconnu } from './lien-compte.ts'

type Commun = Kysely<DB>
export type Lien = Selectable<LienCompte>

/**
 * What opens a link: 256 bits that only the key of the server makes of its id. The base keeps its print alone; who sends it, later and
 * perhaps twice, makes it again.
 */
export const jetonDuLien = (id: string): string =>
  createHmac('sha256', cleDe('commun', 'lien-compte')).update(id).digest('base64url')

type Demande = { courriel: string; now: string; minutes: number } & (
  | {
      genre: 'activation'
      territoire: string
      agentId: string
      identiteId: string | null
      montre: boolean
      reinitialise: boolean
    }
  | { genre: 'oubli' }
)

/** SQL (boolean): an identity works in another territory than this one, or is waited for there since a reset. */
export const sertAilleurs = (identite: RawBuilder<unknown>, territoire: string) => sql<boolean>`(
  exists (select from acces b where b.identite_id = ${identite} and b.territoire <> ${territoire})
  or exists (select from lien_compte m where m.identite_id = ${identite} and m.territoire <> ${territoire} and m.fin is null))`

/**
 * Whether another territory waits for an address: its account, since a reset (unless this one waits for it too), or whoever a link that
 * went by mail invites. Who was shown a link takes neither.
 */
export async function attenduAilleurs(
  trx: Commun,
  ici: { identiteId: string; courriel: string; territoire: string; agentId: string },
  now: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from lien_compte m where m.genre = 'activation' and m.fin is null and m.territoire <> ${ici.territoire}
      and (m.courriel = ${ici.courriel} and not m.montre and m.expire_le > ${now}::timestamptz
        or m.courriel = ${ici.courriel} and m.identite_id = ${ici.identiteId}::uuid
          and not exists (select from lien_compte l where l.territoire = ${ici.territoire} and l.agent_id = ${ici.agentId}::uuid
            and l.identite_id = m.identite_id and l.fin is null))
    limit 1`.execute(trx)
  return rows.length > 0
}

/** Makes a link. That of an agent takes the place of the one before, which is over. */
export async function ecrireLien(commun: Commun, { minutes, now, ...lien }: Demande): Promise<Lien> {
  const id = uuidv7()
  return commun
    .insertInto('lienCompte')
    .values({
      montre: false,
      ...lien,
      id,
      empreinte: empreinteJeton(jetonDuLien(id)),
      creeLe: now,
      expireLe: Temporal.Instant.from(now).add({ minutes }).toString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The last link made for an agent, null when none is kept. */
export async function dernierLien(
  commun: Commun,
  { territoire, agentId }: { territoire: string; agentId: string },
): Promise<Pick<Lien, 'montre' | 'expireLe' | 'reinitialise' | 'fin'> | undefined> {
  return commun
    .selectFrom('lienCompte')
    .select(['montre', 'expireLe', 'reinitialise', 'fin'])
    .where('territoire', '=', territoire)
    .where('agentId', '=', agentId)
    .orderBy('creeLe', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Ends the link that waits for an agent, if there is one. */
export async function finirLiensAgent(
  commun: Commun,
  { territoire, agentId }: { territoire: string; agentId: string },
  fin: FinDeLien,
  now: string,
): Promise<void> {
  await commun
    .updateTable('lienCompte')
    .set({ fin, finLe: now })
    .where('territoire', '=', territoire)
    .where('agentId', '=', agentId)
    .where('fin', 'is', null)
    .execute()
}

/** Ends the links asked by who forgot the password of this address. */
export async function finirOublis(commun: Commun, courriel: string, now: string): Promise<void> {
  await commun
    .updateTable('lienCompte')
    .set({ fin: 'remplace', finLe: now })
    .where('courriel', '=', courriel)
    .where('genre', '=', 'oubli')
    .where('fin', 'is', null)
    .execute()
}

type Liens = Pick<Base, 'commun' | 'fuseau'>

/** The link that this token opens. Reading it uses nothing up. Refuses one that is unknown, over, or too old, and says which. */
export const lienOuvert = (base: Liens, jeton: string, now: string): Promise<Lien> =>
  ouvert(base, 'empreinte', empreinteJeton(jeton), now)

/** The same, which was begun to be used: it may have ended meanwhile. */
export const lienEncoreOuvert = (base: Liens, id: string, now: string): Promise<Lien> => ouvert(base, 'id', id, now)

async function ouvert(
  { commun, fuseau }: Liens,
  champ: 'empreinte' | 'id',
  valeur: Buffer | string,
  now: string,
): Promise<Lien> {
  const lien = await commun.selectFrom('lienCompte').selectAll().where(champ, '=', valeur).executeTakeFirst()
  if (!lien) throw lienInconnu()
  if (lien.fin) throw lienFini(lien.fin as FinDeLien)
  if (Date.parse(lien.expireLe) <= Date.parse(now))
    throw lienExpire(lien.expireLe, fuseau(lien.territoire ?? ''), lien.genre === 'oubli')
  return lien
}

/** The links that wait since a reset for the account of an address, the oldest first. */
export const reinitialisationsDe = (commun: Commun, courriel: string): Promise<Lien[]> =>
  commun
    .selectFrom('lienCompte')
    .selectAll()
    .where('courriel', '=', courriel)
    .where('genre', '=', 'activation')
    .where('fin', 'is', null)
    .where('identiteId', 'is not', null)
    .where('reinitialise', '=', true)
    .orderBy('creeLe')
    .execute()

/**
 * Uses a link up, in the transaction of what it serves, where the identity is held already: of two who come together, one. Refuses the
 * other, and says what ended it.
 */
export async function servirLien(trx: Commun, lien: Lien, fin: 'servi' | 'decline', now: string): Promise<void> {
  const { id } = lien
  if (await servirSiOuvert(trx, lien, now, fin)) return
  const { fin: deja } = await trx.selectFrom('lienCompte').select('fin').where('id', '=', id).executeTakeFirstOrThrow()
  throw lienFini(deja as FinDeLien)
}

/** The same; false of one that ended already. */
export async function servirSiOuvert(
  trx: Commun,
  { id }: Lien,
  now: string,
  fin: 'servi' | 'decline' = 'servi',
): Promise<boolean> {
  const servi = await trx
    .updateTable('lienCompte')
    .set({ fin, finLe: now })
    .where('id', '=', id)
    .where('fin', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return servi !== undefined
}

/** Forgets the links that ended, or were over, before an instant; and the accounts that opened nothing any more and wait for no link. */
export async function purgerLiens(commun: Commun, avant: string): Promise<void> {
  await commun.deleteFrom('lienCompte').where('expireLe', '<', avant).execute()
  await oublierComptesSeuls(commun)
}
