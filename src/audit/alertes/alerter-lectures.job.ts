import { sql } from 'kysely'
import { z } from 'zod'
import { habilitationEnCours } from '../../agent/en-cours.queries.ts'
import { rolesQui } from '../../agent/roles.ts'
import { avertirPar } from '../../avis/avertir.queries.ts'
import { job } from '../../socle/job.ts'
import { LECTURES_INHABITUELLES } from './alertes.avis.ts'
import { compterLesJours, jugement } from './habitude-lectures.queries.ts'

/**
 * Tells those who control readings, once for an agent and a day, that this day an agent opened many more files than is usual to them, or
 * more than the territory lets pass unseen. Yesterday is looked at too: its last minutes were not.
 */
export const alerterLectures = job(
  'alerter-lectures',
  z.object({}),
  async ctx => {
    await compterLesJours(ctx)
    await avertirPar(ctx, LECTURES_INHABITUELLES, {
      avec: sql`depassements as (
        select j.acteur_id, j.jour, j.dossiers, v.mediane, v.seuil from lecture_jour j cross join lateral (${jugement(ctx)}) v
        where j.jour >= ${ctx.today}::date - 1 and (v.propre or v.plafond))`,
      lignes: sql`
        select distinct h.agent_id, d.acteur_id || ' ' || d.jour as cle, d.acteur_id || ' ' || d.jour as groupe, null::uuid as personne_id,
          d.acteur_id::text as objet_id,
          jsonb_build_object('agentId', d.acteur_id, 'jour', d.jour, 'dossiers', d.dossiers, 'mediane', d.mediane) as faits
        from depassements d join habilitation h on h.role = any(${rolesQui('lecture.auditer')}) and ${habilitationEnCours(ctx.today)}`,
    })
  },
  { titre: 'Recherche des lectures hors de l’ordinaire', chaque: '*/5 * * * *', parTerritoire: true },
)
