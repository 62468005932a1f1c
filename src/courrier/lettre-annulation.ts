import { sql } from 'kysely'
import { lirePrecautions } from '../precaution/precaution.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { editerCourrier } from './editer-courrier.ts'
import { empechementCourrier, type Voie } from './envoi.ts'
import type { DonneesAnnulation, DonneesCloture } from './modeles.ts'

type Demande = {
  personneId: string
  orientationAnnuleeId?: string
  accompagnementAnnuleId?: string
  donnees: Pick<DonneesAnnulation, 'quoi' | 'prevenueLe' | 'nomme' | 'rendezVousAnnules'>
}

/**
 * Makes the letter that takes back what a person was told, or only calls off their appointments (rule A10): what is cancelled, what holds
 * from now on, as the file stands when it is made, whom to call. Answers its id; it is to be posted or handed over, nothing sends it.
 */
export async function editerAnnulation(ctx: Context, { donnees, ...qui }: Demande): Promise<string> {
  const { rows } = await sql<Pick<DonneesAnnulation, 'structure' | 'referent' | 'dominante' | 'appeler'>>`
    select o.dominante,
      case when s.id is not null then jsonb_build_object('nom', s.nom, 'adresse', s.adresse, 'telephone', s.telephone,
        'courriel', s.courriel) end as structure,
      case when k.id is not null then jsonb_build_object('nom', k.referent, 'telephone', k.referent_telephone,
        'courriel', k.referent_courriel) end as referent,
      (select jsonb_build_object('nom', a.nom, 'telephone', a.telephone) from agent_nom a where a.id = ${ctx.agent.id}) as appeler
    from personne p
    left join orientation o on o.personne_id = p.id and o.fin is null left join structure s on s.id = o.structure_id
    left join suivi_courant k on k.personne_id = p.id
    where p.id = ${qui.personneId}`.execute(ctx.db)
  const vaut = rows[0] ?? { dominante: null, structure: null, referent: null, appeler: null }
  const voie = await voieDe(ctx, qui.personneId)
  return editerCourrier(ctx, { modele: 'annulation', ...qui, voie, donnees: { ...donnees, ...vaut } })
}

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

/** By post, or handed over to who doesn't want to be written to. */
async function voieDe(ctx: Context, personneId: string): Promise<Voie> {
  return empechementCourrier(await lirePrecautions(ctx, personneId)) ? 'remise-en-main-propre' : 'courrier'
}

/** The letters of a decision that is cancelled are kept, as those of what was cancelled. */
export async function attacherALAnnulation(ctx: Context, orientationId: string): Promise<void> {
  await ctx.db
    .updateTable('courrier')
    .set({ orientationAnnuleeId: orientationId, orientationId: null })
    .where('orientationId', '=', orientationId)
    .execute()
}
