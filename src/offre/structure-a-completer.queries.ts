import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { recitStructureCreee, recitStructureModifiee } from './offre.recits.ts'

/** SQL: the structure that a list names, a hyphen, an accent, the case or a sign aside. */
export const memeNom = (nom: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`(lower(nom) = ${nom.toLowerCase()} or forme_comparable(nom) = nullif(forme_comparable(${nom}), ''))`

/**
 * The open structure of this name, or a new one « à compléter » that serves this dominante. A dominante it didn't serve yet is added,
 * unless who asks may not change what exists (`changer`: false).
 */
export async function assurerStructure(ctx: Context, nom: string, dominante: string, changer = true): Promise<string> {
  const connue = await ctx.db
    .selectFrom('structure')
    .select(['id', 'dominantes', 'aCompleter'])
    .where(memeNom(nom))
    .where('fermeeLe', 'is', null)
    .orderBy(sql`lower(nom) = ${nom.toLowerCase()}`, 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!connue) {
    const id = uuidv7()
    const structure = { nom, organisme: 'delegataire', dominantes: [dominante], aCompleter: true }
    await ctx.db
      .insertInto('structure')
      .values({ id, ...structure })
      .execute()
    await ctx.record({ objet: 'structure', id }, recitStructureCreee, { apres: structure })
    return id
  }
  if (changer && connue.aCompleter && !connue.dominantes.includes(dominante)) {
    const dominantes = [...connue.dominantes, dominante]
    await ctx.db.updateTable('structure').set({ dominantes }).where('id', '=', connue.id).execute()
    await ctx.record({ objet: 'structure', id: connue.id }, recitStructureModifiee, {
      avant: { dominantes: connue.dominantes },
      apres: { dominantes },
    })
  }
  return connue.id
}
