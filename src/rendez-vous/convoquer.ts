import { editerCourrier } from '../courrier/editer-courrier.ts'
import { lirePrecautions } from '../precaution/precaution.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { aInterpreter } from './besoins.ts'
import { enLettre, type RendezVous } from './rendez-vous.ts'

/** Edits the convocation letter of an appointment, to be posted or handed over (rule C1); the other ways make no letter. */
export async function convoquerParLettre(ctx: Context, rendezVous: RendezVous): Promise<void> {
  const { convocation: voie } = rendezVous
  if (!enLettre(voie)) return
  const { objet, modalite, debut, dureeMinutes, lieu, personneId, id: rendezVousId } = rendezVous
  const agent = await ctx.db
    .selectFrom('agent as a')
    .leftJoin('structure as s', join => join.on('s.id', '=', rendezVous.structureId))
    .select(['a.nom', 'a.prenom', 'a.telephone', 's.telephone as accueil'])
    .where('a.id', '=', rendezVous.agentId)
    .executeTakeFirstOrThrow()
  await editerCourrier(ctx, {
    modele: 'convocation',
    voie,
    personneId,
    rendezVousId,
    donnees: {
      objet,
      modalite,
      debut,
      dureeMinutes,
      lieu,
      agent: `${agent.prenom} ${agent.nom}`,
      telephone: agent.telephone ?? agent.accueil,
      interpretes: rendezVous.interpretePrevu ? aInterpreter(await lirePrecautions(ctx, personneId)) : [],
    },
  })
}
