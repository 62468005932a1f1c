import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { editerCourrier } from './editer-courrier.ts'
import type { DonneesAnnulation } from './modeles.ts'
import { voieDe } from './voie.queries.ts'

type Demande = {
  personneId: string
  orientationAnnuleeId?: string
  accompagnementAnnuleId?: string
  donnees: Pick<DonneesAnnulation, 'quoi' | 'prevenueLe' | 'nomme' | 'rendezVousAnnules'>
}

/**
 * Makes the letter that takes back what a person was told, or only calls off their appointments (rule A10): what is cancelled, what holds
 * from now on, as the file stands when it is made, whom to call. Answers its id; it is to be posted or handed over, nothing sends it. Null
 * when there is nothing to tell: they knew of nothing, and nobody expected them.
 */
export async function editerAnnulation(ctx: Context, { donnees, ...qui }: Demande): Promise<string | null> {
  if (donnees.prevenueLe === null && donnees.rendezVousAnnules.length === 0) return null
  const vaut = await ceQuiVaut(ctx, qui.personneId)
  const voie = await voieDe(ctx, qui.personneId)
  return editerCourrier(ctx, { modele: 'annulation', ...qui, voie, donnees: { ...donnees, ...vaut } })
}

type CeQuiVaut = Pick<DonneesAnnulation, 'structure' | 'referent' | 'dominante' | 'appeler'>

/** What holds for a person as their file stands, and who writes to them. */
export async function ceQuiVaut(ctx: Context, personneId: string): Promise<CeQuiVaut> {
  const { rows } = await sql<CeQuiVaut>`
    select o.dominante,
      case when s.id is not null then jsonb_build_object('nom', s.nom, 'adresse', s.adresse, 'telephone', s.telephone,
        'courriel', s.courriel) end as structure,
      case when k.id is not null then jsonb_build_object('nom', k.referent, 'telephone', k.referent_telephone,
        'courriel', k.referent_courriel) end as referent,
      (select jsonb_build_object('nom', a.nom, 'telephone', a.telephone) from agent_nom a where a.id = ${ctx.agent.id}) as appeler
    from personne p
    left join orientation o on o.personne_id = p.id and o.fin is null left join structure s on s.id = o.structure_id
    left join suivi_courant k on k.personne_id = p.id
    where p.id = ${personneId}`.execute(ctx.db)
  return rows[0] ?? { dominante: null, structure: null, referent: null, appeler: null }
}

/** The letters of a decision that is cancelled are kept, as those of what was cancelled. */
export async function attacherALAnnulation(ctx: Context, orientationId: string): Promise<void> {
  await ctx.db
    .updateTable('courrier')
    .set({ orientationAnnuleeId: orientationId, orientationId: null })
    .where('orientationId', '=', orientationId)
    .execute()
}
