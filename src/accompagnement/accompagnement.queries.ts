import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'

export type NouvelAccompagnement = {
  id: string
  personneId: string
  orientationId: string
  structureId: string
  referentId: string
  coReferentId: string | null
  debut: string
  veilleDepuis: string | null
}

/** Opens the period of a référent unique (rule A1); the former one must be closed before: PostgreSQL refuses two at once. */
export async function ouvrirAccompagnement(ctx: Context, accompagnement: NouvelAccompagnement): Promise<void> {
  await ctx.db.insertInto('accompagnement').values(accompagnement).execute()
}

type AccompagnementRepris = Pick<
  NouvelAccompagnement,
  'personneId' | 'orientationId' | 'structureId' | 'referentId' | 'debut'
>

/** Opens the periods of référents designated elsewhere before Filrouge. What became of them since is for `accorderAuDroit` to say. */
export async function inscrireAccompagnementsRepris(
  ctx: Context,
  repris: readonly AccompagnementRepris[],
): Promise<void> {
  await sql`
    insert into accompagnement (id, personne_id, orientation_id, referent_id, structure_id, debut)
    select * from unnest(${repris.map(() => uuidv7())}::uuid[], ${repris.map(r => r.personneId)}::uuid[],
      ${repris.map(r => r.orientationId)}::uuid[], ${repris.map(r => r.referentId)}::uuid[],
      ${repris.map(r => r.structureId)}::uuid[], ${repris.map(r => r.debut)}::date[])`.execute(ctx.db)
}
