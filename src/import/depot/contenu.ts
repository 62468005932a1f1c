import { createHash } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { traits } from '../../agent/roles.ts'
import type { Source } from '../../lecture/source.ts'
import { ajouterOctets, creerFichier, lireFichier } from '../../socle/fichier/fichier.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'

/** Bytes sent at once, at most. */
export const MORCEAU_MAX = 8 * 1024 * 1024
/** What is enough of a file to tell what it is. */
const DEBUT = 16 * 1024

const COLONNES = ['id', 'numero', 'fichier', 'taille', 'recu', 'sha256', 'fichierId', 'contenuEffaceLe'] as const

/**
 * Adds the next bytes of a file being deposited. `debut`: where they stand in the file; bytes received before are ignored, so that
 * a piece may be sent again after a cut. Returns how many bytes are there, and whether the file is whole. Refuses (conflict) a hole
 * or more than was announced.
 */
export async function ajouterMorceau(
  ctx: Context,
  importId: string,
  debut: number,
  octets: Buffer,
): Promise<{ recu: number; entier: boolean }> {
  const depot = await ctx.db
    .selectFrom('import')
    .select(COLONNES)
    .where('id', '=', importId)
    // It will be applied with what who announced it may write.
    .where(importTenu(ctx))
    .forUpdate()
    .executeTakeFirst()
  if (!depot) throw importIntrouvable()
  const { recu, taille } = depot
  if (debut > recu)
    throw new Refusal(
      'conflict',
      'morceau-manquant',
      `Il manque une partie du fichier : ${recu} octets sont arrivés, la suite commence à ${debut}. Reprenez à ${recu}.`,
    )
  const suite = octets.subarray(recu - debut)
  if (suite.length === 0) return { recu, entier: recu === taille }
  if (recu + suite.length > taille)
    throw new Refusal(
      'conflict',
      'fichier-trop-long',
      `Le fichier est plus long que les ${taille} octets annoncés. Déposez-le de nouveau depuis le début.`,
    )
  const fichierId = depot.fichierId ?? importId
  if (!depot.fichierId) await creerFichier(ctx, fichierId)
  await ajouterOctets(ctx, fichierId, suite)
  await ctx.db
    .updateTable('import')
    .set({ recu: recu + suite.length, dernierMorceauLe: ctx.now, fichierId })
    .where('id', '=', importId)
    .execute()
  return { recu: recu + suite.length, entier: recu + suite.length === taille }
}

/** Whether who acts sees every import of the territory: neither a partner's software, nor who works for some communes. */
export const voitTout = ({ agent }: Context): boolean =>
  agent.genre !== 'logiciel' && !(traits(agent.role)?.listes === 'perimetre' && agent.secteur !== null)

/**
 * SQL condition over `import`: who holds it, reads its content, applies it, undoes it, takes it away: who brought it, and whoever
 * sees the whole territory.
 */
export function importTenu(ctx: Context): RawBuilder<SqlBool> {
  const { agent } = ctx
  return !voitTout(ctx) ? sql<SqlBool>`depose_par is not distinct from ${agent.id}::uuid` : sql<SqlBool>`true`
}

/** Refusal of an import that isn't there, or isn't held by who asks. */
export function importIntrouvable(): Refusal {
  return new Refusal(
    'not-found',
    'import-introuvable',
    'Cet import n’existe pas, ou il a été déposé par quelqu’un d’autre. Revenez à la liste des imports.',
  )
}

/** The file of an import, whole. Refuses (not-found) one that doesn't exist, (conflict) one not whole yet or erased since. */
export async function sourceDe(ctx: Context, importId: string): Promise<Source> {
  const depot = await ctx.db.selectFrom('import').select(COLONNES).where('id', '=', importId).executeTakeFirst()
  if (!depot) throw importIntrouvable()
  if (depot.recu < depot.taille)
    throw new Refusal(
      'conflict',
      'depot-incomplet',
      'Le fichier n’est pas arrivé en entier. Reprenez l’envoi depuis la page Imports.',
    )
  const { fichierId } = depot
  if (depot.contenuEffaceLe || !fichierId)
    throw new Refusal(
      'conflict',
      'contenu-efface',
      'Le contenu de ce fichier a été effacé : sa durée de conservation est passée. Demandez-le de nouveau à son expéditeur.',
    )
  return {
    fichier: depot.fichier,
    taille: depot.taille,
    sha256: depot.sha256 ?? '',
    octets: () => lireFichier(ctx, fichierId),
  }
}

export type Examen = { sha256: string; debut: Buffer }

/** Examines a file whose bytes come one after the other. */
export function unExamen() {
  const sha = createHash('sha256')
  let debut = Buffer.alloc(0)
  return {
    voir: (octets: Buffer) => {
      sha.update(octets)
      if (debut.length < DEBUT) debut = Buffer.concat([debut, octets.subarray(0, DEBUT)]).subarray(0, DEBUT)
    },
    conclure: (): Examen => ({ sha256: sha.digest('hex'), debut }),
  }
}

/** SHA-256 (hexadecimal) of the bytes deposited, and the first of them. */
export async function examiner(ctx: Context, importId: string): Promise<Examen> {
  const depot = await ctx.db.selectFrom('import').select(COLONNES).where('id', '=', importId).executeTakeFirstOrThrow()
  const examen = unExamen()
  for await (const octets of lireFichier(ctx, depot.fichierId ?? importId)) examen.voir(octets)
  return examen.conclure()
}
