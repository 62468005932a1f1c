import { sql } from 'kysely'
import type { Essai } from './essai.ts'
import { lieuxFermes } from './socle/auth/textes.queries.ts'

/** Texts that stand closed by a key, wherever they are: columns by name. */
export async function lieuxSous(essai: Essai, numero: number): Promise<string[]> {
  const lieux = await lieuxFermes(essai.ctx())
  const trouves: string[] = []
  for (const { table, colonne } of lieux) {
    const { rows } = await sql`
      select 1 from ${sql.table(table)}
      where position(${`\\u0001${numero}:`}::text in to_jsonb(${sql.ref(colonne)})::text) > 0 limit 1`.execute(
      essai.base.territoire('59'),
    )
    if (rows.length) trouves.push(`${table}.${colonne}`)
  }
  return trouves
}
