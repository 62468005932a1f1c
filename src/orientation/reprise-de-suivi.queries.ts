import { sql } from 'kysely'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { cloreOrientations } from './cloture.queries.ts'
import { recitOrientation } from './orientation.recits.ts'

type OrientationReprise = {
  id: string
  personneId: string
  dominante: string
  structureId: string
  referentId: string
  debut: string
}

/**
 * Writes the orientations decided elsewhere before Filrouge: known, notified that day, without proposal. A running one without
 * référent gives way.
 */
export async function inscrireOrientationsReprises(
  ctx: Context,
  orientations: readonly OrientationReprise[],
): Promise<void> {
  await cloreOrientations(
    ctx,
    sql`select s.personne_id, s.le, 'reprise-de-suivi' as motif, s.par
      from unnest(${orientations.map(o => o.personneId)}::uuid[], ${orientations.map(o => o.debut)}::date[],
        ${orientations.map(o => o.id)}::uuid[]) as s (personne_id, le, par)`,
  )
  await sql`
    insert into orientation (id, personne_id, dominante, structure_id, origine, decidee_le, debut, notifiee_le)
    select s.id, s.personne_id, s.dominante, s.structure_id, 'reprise-de-suivi', s.debut::timestamptz, s.debut, s.debut
    from unnest(${orientations.map(o => o.id)}::uuid[], ${orientations.map(o => o.personneId)}::uuid[],
      ${orientations.map(o => o.dominante)}::text[],
      ${orientations.map(o => o.structureId)}::uuid[], ${orientations.map(o => o.debut)}::date[]) as s (id, personne_id,
        dominante, structure_id, debut)`.execute(ctx.db)
  await enregistrerTous(
    ctx,
    recitOrientation,
    {
      de: sql`unnest(${orientations.map(o => o.id)}::uuid[], ${orientations.map(o => o.referentId)}::uuid[]) as r (id, referent_id)
        join orientation o on o.id = r.id join structure s on s.id = o.structure_id`,
      id: sql`o.personne_id`,
      apres: {
        origine: sql`o.origine`,
        dominante: sql`o.dominante`,
        structure: sql`s.nom`,
        referentId: sql`r.referent_id`,
        debut: sql`o.debut`,
      },
    },
    ctx.now,
  )
}
