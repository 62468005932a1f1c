import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { editerCourrier } from './editer-courrier.ts'
import type { DonneesCloture } from './modeles.ts'
import { voieDe } from './voie.queries.ts'

/** Makes the letter that tells of a closing, to be posted or handed over: nothing sends it. */
export async function editerCloture(
  ctx: Context,
  personneId: string,
  donnees: Pick<DonneesCloture, 'le' | 'rendezVousAnnules'>,
): Promise<string> {
  const { rows } = await sql<NonNullable<DonneesCloture['appeler']>>`
    select a.nom, a.telephone from agent_nom a where a.id = ${ctx.agent.id}`.execute(ctx.db)
  const lettre = { ...donnees, appeler: rows[0] ?? null }
  return editerCourrier(ctx, { modele: 'cloture', personneId, voie: await voieDe(ctx, personneId), donnees: lettre })
}
