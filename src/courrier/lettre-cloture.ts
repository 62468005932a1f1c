import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { editerCourrier } from './editer-courrier.ts'
import { ceQuiVaut } from './lettre-annulation.ts'
import type { DonneesCloture, DonneesReouverture } from './modeles.ts'
import { voieDe } from './voie.queries.ts'

/** Makes the letter that tells of a closing, to be posted or handed over: nothing sends it. */
export async function editerCloture(
  ctx: Context,
  { personneId, clotureId }: { personneId: string; clotureId: string },
  donnees: Pick<DonneesCloture, 'le' | 'rendezVousAnnules'>,
): Promise<string> {
  const { rows } = await sql<NonNullable<DonneesCloture['appeler']>>`
    select a.nom, a.telephone from agent_nom a where a.id = ${ctx.agent.id}`.execute(ctx.db)
  const lettre = { ...donnees, appeler: rows[0] ?? null }
  const voie = await voieDe(ctx, personneId)
  return editerCourrier(ctx, { modele: 'cloture', personneId, clotureId, voie, donnees: lettre })
}

/** Makes the letter that takes back the one of a closing, the file being open again as it stands: to be posted or handed over. */
export async function editerReouverture(
  ctx: Context,
  personneId: string,
  donnees: Pick<DonneesReouverture, 'prevenueLe' | 'annules'>,
): Promise<string> {
  const lettre = { ...donnees, ...(await ceQuiVaut(ctx, personneId)) }
  return editerCourrier(ctx, {
    modele: 'reouverture',
    personneId,
    voie: await voieDe(ctx, personneId),
    donnees: lettre,
  })
}
