import { sql } from 'kysely'
import { autorise } from '../../agent/autorise.ts'
import { raisonsADire } from '../../agent/habitude/habitude.queries.ts'
import { perimetre } from '../../agent/perimetre.ts'
import type { Context } from '../../socle/use-case.ts'

/**
 * Of these persons, those whose changes by an import the agent may read, before and after; and those that they could once they have said
 * why. The only place where it is decided.
 */
export async function dossiersLisibles(
  ctx: Context,
  ids: readonly string[],
): Promise<{ lisibles: ReadonlySet<string>; aDire: ReadonlySet<string> }> {
  if (!autorise(ctx.agent, 'import.comparer')) return { lisibles: new Set(), aDire: new Set() }
  const aDire = await raisonsADire(ctx, ids)
  const { rows } = await sql<{ id: string }>`
    select p.id from personne p where p.id = any(${ids}::uuid[]) and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
  return { lisibles: new Set(rows.map(r => r.id).filter(id => !aDire.has(id))), aDire }
}
