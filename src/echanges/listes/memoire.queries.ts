import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { formeComparable } from '../../lecture/tableau/texte.ts'
import type { Context } from '../../socle/use-case.ts'
import { lireCorrespondance } from './champs/champs.ts'
import type { Correspondance, GenreListe } from './champs/liste.ts'

/** What tells a file from another by its headers: their order, accents and case don't count. */
export function signatureDe(entetes: readonly string[]): string {
  const formes = entetes.map(formeComparable).filter(Boolean).toSorted()
  return createHash('sha256').update(formes.join('\n')).digest('hex')
}

/** The columns chosen the last time a file had these headers, put under the headers of this one; null the first time. */
export async function correspondanceRetenue(
  ctx: Context,
  genre: GenreListe,
  entetes: readonly string[],
): Promise<Correspondance | null> {
  const connue = await ctx.db
    .selectFrom('correspondance')
    .select('mapping')
    .where('genre', '=', genre)
    .where('signature', '=', signatureDe(entetes))
    .executeTakeFirst()
  const lue = connue && lireCorrespondance(genre, connue.mapping)
  if (!lue) return null
  const parForme = new Map(Object.entries(lue.colonnes).map(([entete, cle]) => [formeComparable(entete), cle]))
  const colonnes = entetes.flatMap(e => {
    const cle = parForme.get(formeComparable(e))
    return cle ? [[e, cle] as const] : []
  })
  return { ...lue, colonnes: Object.fromEntries(colonnes), feuille: null }
}

/** Remembers the columns chosen for these headers, for the next file. */
export async function retenirCorrespondance(
  ctx: Context,
  genre: GenreListe,
  entetes: readonly string[],
  correspondance: Correspondance,
): Promise<void> {
  const choix = {
    mapping: JSON.stringify(correspondance),
    par: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
    parNom: ctx.agent.nom,
    le: ctx.now,
  }
  await ctx.db
    .insertInto('correspondance')
    .values({ genre, signature: signatureDe(entetes), ...choix })
    .onConflict(c => c.columns(['genre', 'signature']).doUpdateSet(choix))
    .execute()
}

/** One more import used what was remembered for these headers. */
export async function compterUsage(ctx: Context, genre: GenreListe, entetes: readonly string[]): Promise<void> {
  await ctx.db
    .updateTable('correspondance')
    .set({ utilisee: sql<number>`utilisee + 1` })
    .where('genre', '=', genre)
    .where('signature', '=', signatureDe(entetes))
    .execute()
}
