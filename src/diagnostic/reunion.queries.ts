import { sql } from 'kysely'
import { z } from 'zod'
import type { Reunion, Separation } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'

/** A version of a diagnosis and whose it is: what a merge changes and its undoing puts back. */
const Place = z.object({ id: z.uuid(), personneId: z.uuid(), version: z.number() })
type Place = z.infer<typeof Place>

/**
 * Puts the diagnoses of two files under one person, numbered again by date (D2). Returns their places before, for
 * `separerDiagnostics`; nothing is touched when the file absorbed holds none.
 */
export async function reunirDiagnostics(ctx: Context, { de, vers }: Reunion): Promise<Place[]> {
  const avant = await ctx.db
    .selectFrom('diagnostic')
    .select(['id', 'personneId', 'version'])
    .where('personneId', 'in', [de, vers])
    .orderBy('etabliLe')
    .orderBy('saisiLe')
    .orderBy('version')
    .execute()
  if (!avant.some(d => d.personneId === de)) return []
  await replacer(
    ctx,
    avant.map(({ id }, rang) => ({ id, personneId: vers, version: rang + 1 })),
  )
  return avant
}

export async function separerDiagnostics(ctx: Context, _: Separation, fait: unknown): Promise<void> {
  await replacer(ctx, z.array(Place).parse(fait))
}

/** Gives each version its person and number. In two steps: the pair is unique at every moment. */
async function replacer(ctx: Context, places: readonly Place[]): Promise<void> {
  if (!places.length) return
  const liste = JSON.stringify(places)
  await sql`update diagnostic set version = -version where id in (
    select (p ->> 'id')::uuid from jsonb_array_elements(${liste}::jsonb) p)`.execute(ctx.db)
  await sql`update diagnostic d set personne_id = (p ->> 'personneId')::uuid, version = (p ->> 'version')::int
    from jsonb_array_elements(${liste}::jsonb) p where d.id = (p ->> 'id')::uuid`.execute(ctx.db)
}
