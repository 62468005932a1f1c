import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { sql } from 'kysely'
import { aRenouveler, autreCle, chiffrer, dechiffrer } from '../auth/cles.ts'
import type { Context } from '../use-case.ts'
import { lireDuDisque, mettreSurDisque } from './disque.ts'

const compresser = promisify(zstdCompress)

/** Pieces encrypted in one transaction: 16 MB in memory, and what a cut would lose. */
const LOT = 8

type Place = { fichierId: string; rang: number }
type Lot = { renouveles: number; dernier: Place }
type Morceau = Place & { octets: Buffer | null }

const suite = (apres: Place | null) =>
  apres ? sql`(fichier_id, rang) > (${apres.fichierId}::uuid, ${apres.rang}::integer)` : sql`true`

/**
 * Encrypts the next pieces of files that another key closed, after the one given; those on the disk are looked at one by one. Returns
 * how many and the last one, from which to go on, or null when none is left.
 */
export async function renouvelerMorceaux(ctx: Context, apres: Place | null): Promise<Lot | null> {
  const { code } = ctx.territoire
  const { rows } = await sql<Morceau>`
    select fichier_id, rang, octets from fichier_morceau
    where (octets is null or ${autreCle(sql.ref('octets'))}) and not clair and ${suite(apres)}
    order by fichier_id, rang limit ${LOT} for update`.execute(ctx.db)
  const dernier = rows.at(-1)
  if (!dernier) return null
  let renouveles = 0
  for (const { fichierId, rang, octets } of rows) {
    const chiffre = octets ?? (await lireDuDisque(code, fichierId, rang))
    if (!aRenouveler(chiffre)) continue
    const nouveau = chiffrer(code, 'fichier', dechiffrer(code, 'fichier', chiffre))
    // A cut leaves a piece closed by a key that the command has: both are there until it is done.
    if (octets) await remettre(ctx, { fichierId, rang, octets: nouveau })
    else await mettreSurDisque(code, fichierId, rang, nouveau)
    renouveles++
  }
  return { renouveles, dernier: { fichierId: dernier.fichierId, rang: dernier.rang } }
}

/** A piece kept in the database, closed; null when there is none. */
export async function unMorceauFerme(ctx: Context): Promise<Buffer | null> {
  const { rows } = await sql<{ octets: Buffer }>`
    select octets from fichier_morceau where octets is not null and not clair limit 1`.execute(ctx.db)
  return rows[0]?.octets ?? null
}

/** Encrypts the next pieces that an earlier version left in clear. Returns how many; 0 when none is left. */
export async function chiffrerMorceauxEnClair(ctx: Context): Promise<number> {
  const { rows } = await sql<Morceau & { octets: Buffer }>`
    select fichier_id, rang, octets from fichier_morceau where clair order by fichier_id, rang limit ${LOT}
    for update skip locked`.execute(ctx.db)
  for (const { fichierId, rang, octets } of rows)
    await remettre(ctx, {
      fichierId,
      rang,
      octets: chiffrer(ctx.territoire.code, 'fichier', await compresser(octets)),
    })
  return rows.length
}

const remettre = (ctx: Context, { fichierId, rang, octets }: Morceau) =>
  ctx.db
    .updateTable('fichierMorceau')
    .set({ octets, clair: false })
    .where('fichierId', '=', fichierId)
    .where('rang', '=', rang)
    .execute()
