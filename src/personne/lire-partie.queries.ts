import { type RawBuilder, sql } from 'kysely'
import { personneIntrouvable } from '../agent/perimetre.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import type { Context } from '../socle/use-case.ts'
import { personneLue } from './personne-lue.queries.ts'

/**
 * One part of a person's file, in one statement; its reading is kept under the name `quoi` (audit/audit.ts) before it is shown.
 * `partie`: SQL of a JSON object over `cible c` and `reunies` (personne-lue.queries.ts); `avec`: other SQL for its `with`.
 * Refuses 404 out of scope.
 */
export async function lirePartie<P>(
  ctx: Context,
  personneId: string,
  quoi: string,
  { partie, avec = [] }: { partie: RawBuilder<unknown>; avec?: readonly RawBuilder<unknown>[] },
): Promise<P> {
  const { rows } = await sql<{ id: string; partie: P }>`
    with ${sql.join([personneLue(ctx, personneId), ...avec])}
    select c.id, (${partie}) as partie from cible c`.execute(ctx.db)
  const [lue] = rows
  if (!lue) throw personneIntrouvable()
  await consulter(ctx, lue.id, quoi)
  return lue.partie
}
