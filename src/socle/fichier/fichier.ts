import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { chiffrer, dechiffrer } from '../auth/cles.ts'
import type { Context } from '../use-case.ts'
import { dossierDesFichiers, lireDuDisque, mettreSurDisque } from './disque.ts'

// Whatever bytes the territory keeps are in one place, in pieces, each compressed then encrypted: any process can read them again,
// none stands in clear on a disk, and no more than a few pieces of a file are ever in memory (docs/adr/0013-fichiers.md).

// Beside the main thread, which receives the next bytes meanwhile.
const compresser = promisify(zstdCompress)
const decompresser = promisify(zstdDecompress)

/** Bytes of a piece as it is kept: several are in memory at once, and bigger ones compress no better. */
export const PIECE = 2 * 1024 * 1024

/** Makes place for bytes to come. The row that leads to them by its `fichier_id` is written in the same transaction. */
export async function creerFichier(ctx: Context, id: string): Promise<void> {
  await ctx.db
    .insertInto('fichier')
    .values({ id, creeLe: ctx.now })
    .onConflict(oc => oc.doNothing())
    .execute()
}

/** Adds bytes at the end of a file; returns of how many pieces it is then. One caller at a time: they hold the row that leads to it. */
export async function ajouterOctets(ctx: Context, fichierId: string, octets: Buffer): Promise<number> {
  const { code } = ctx.territoire
  const { rang } = await ctx.db
    .selectFrom('fichierMorceau')
    .select(eb => eb.fn.coalesce(eb.fn.max('rang'), eb.lit(0)).as('rang'))
    .where('fichierId', '=', fichierId)
    .executeTakeFirstOrThrow()
  for (let i = 0, n = rang + 1; i < octets.length; i += PIECE, n++) {
    const morceau = octets.subarray(i, i + PIECE)
    const chiffre = chiffrer(code, 'fichier', await compresser(morceau))
    const surDisque = dossierDesFichiers() !== null
    if (surDisque) await mettreSurDisque(code, fichierId, n, chiffre)
    await ctx.db
      .insertInto('fichierMorceau')
      .values({ fichierId, rang: n, taille: morceau.length, octets: surDisque ? null : chiffre })
      .execute()
  }
  await ctx.db
    .updateTable('fichier')
    .set(eb => ({ taille: eb('taille', '+', octets.length) }))
    .where('id', '=', fichierId)
    .execute()
  return rang + Math.ceil(octets.length / PIECE)
}

/** Keeps bytes that are all there. `id`: of the file, made by the caller. */
export async function garderOctets(ctx: Context, id: string, octets: Buffer): Promise<void> {
  await creerFichier(ctx, id)
  await ajouterOctets(ctx, id, octets)
}

/**
 * The bytes of a file, piece by piece in their order; the next one is made ready while the caller reads the one before. Refused
 * (conflict): a key, or the folder where they are, isn't the server's.
 */
export async function* lireFichier(ctx: Context, fichierId: string): AsyncGenerator<Buffer> {
  let suivant = morceauApres(ctx, fichierId, 0)
  for (;;) {
    const morceau = await suivant
    if (!morceau) return
    suivant = morceauApres(ctx, fichierId, morceau.rang)
    // Awaited in its turn; a failure before that must not be an unhandled rejection.
    suivant.catch(() => {})
    yield morceau.octets
  }
}

/** A file to send. What can't be read is refused here, before anything is sent, as far as its first piece tells. */
export async function fluxDuFichier(ctx: Context, fichierId: string): Promise<Readable> {
  const octets = lireFichier(ctx, fichierId)
  const premier = await octets.next()
  return Readable.from(
    (async function* () {
      if (!premier.done) yield premier.value
      yield* octets
    })(),
  )
}

/** A file in memory, for what is small by rule. */
export async function fichierEntier(ctx: Context, fichierId: string): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(lireFichier(ctx, fichierId)))
}

/** Takes files away; those on the disk go at the next round of `balayer-fichiers`. */
export async function oterFichiers(ctx: Context, ids: readonly (string | null)[]): Promise<void> {
  const connus = ids.filter(id => id !== null)
  if (connus.length > 0) await ctx.db.deleteFrom('fichier').where('id', 'in', connus).execute()
}

async function morceauApres(ctx: Context, fichierId: string, rang: number) {
  const { code } = ctx.territoire
  const morceau = await ctx.db
    .selectFrom('fichierMorceau')
    .select(['rang', 'octets', 'clair'])
    .where('fichierId', '=', fichierId)
    .where('rang', '>', rang)
    .orderBy('rang')
    .limit(1)
    .executeTakeFirst()
  if (!morceau) return null
  if (morceau.clair && morceau.octets) return { rang: morceau.rang, octets: morceau.octets }
  const chiffre = morceau.octets ?? (await lireDuDisque(code, fichierId, morceau.rang))
  return { rang: morceau.rang, octets: await decompresser(dechiffrer(code, 'fichier', chiffre)) }
}
