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
 * was shown many more names by lists, or more than the territory lets pass unseen. Yesterday is looked at too: its last minutes were not.
 */
export const alerterLectures = job(
  'alerter-lectures',
  z.object({}),
  async ctx => {
    await compterLesJours(ctx)
    await avertirPar(ctx, LECTURES_INHABITUELLES, {
      avec: sql`depassements as (
        select j.acteur_id, j.jour, j.dossiers, v.mediane, j.noms, v.mediane_noms, v.propre or v.plafond as trop_dossiers, v.trop_noms
        from lecture_jour j cross join lateral (${jugement(ctx)}) v
        where j.jour >= ${ctx.today}::date - 1 and (v.propre or v.plafond or v.trop_noms))`,
      lignes: sql`
        select distinct h.agent_id, d.acteur_id || ' ' || d.jour || sujet.cle as cle,
          d.acteur_id || ' ' || d.jour || sujet.cle as groupe, null::uuid as personne_id, d.acteur_id::text as objet_id,
          jsonb_build_object('agentId', d.acteur_id, 'jour', d.jour) || sujet.faits as faits
        from depassements d cross join lateral (
            select '' as cle, jsonb_build_object('dossiers', d.dossiers, 'mediane', d.mediane) as faits where d.trop_dossiers
            union all select ' noms', jsonb_build_object('noms', d.noms, 'mediane', d.mediane_noms) where d.trop_noms) sujet
          join habilitation h on h.role = any(${rolesQui('lecture.auditer')}) and ${habilitationEnCours(ctx.today)}`,
    })
  },
  { titre: 'Recherche des lectures hors de l’ordinaire', chaque: '*/5 * * * *', parTerritoire: true },
)
