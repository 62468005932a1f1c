import { sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { interpreteAPrevoir } from './a-venir.queries.ts'
import { Issue } from './rendez-vous.ts'

const Ligne = z.object({
  id: z.uuid(),
  objet: z.string(),
  modalite: z.string(),
  debut: z.string(),
  dureeMinutes: z.number(),
  lieu: z.string().nullable(),
  convocation: z.string(),
  convoqueLe: z.string(),
  /** A letter was made of it: it is among the documents. */
  lettre: z.boolean(),
  issue: Issue.nullable(),
  agentId: z.uuid(),
  agent: z.string(),
  /** In what somebody has to interpret, when nobody is planned. */
  interprete: z.string().nullable(),
})

/** The appointments of a person, the last first. */
export const rendezVousDe = useCase(
  {
    route: 'GET /personnes/:personneId/rendez-vous',
    summary: 'Les rendez-vous d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.array(Ligne),
  },
  (ctx, { personneId }) =>
    lirePartie<z.input<typeof Ligne>[]>(ctx, personneId, 'rendez-vous', {
      partie: sql`
        select coalesce(json_agg(json_build_object('id', r.id, 'objet', r.objet, 'modalite', r.modalite, 'debut', r.debut,
          'dureeMinutes', r.duree_minutes, 'lieu', ${lieuMontre()}, 'convocation', r.convocation, 'convoqueLe', r.convoque_le,
          'lettre', exists (select 1 from courrier k where k.rendez_vous_id = r.id),
          'issue', case when r.issue_le::date <= c.jusqua then r.issue end, 'agentId', r.agent_id, 'agent', a.nom,
          'interprete', ${interpreteAPrevoir(ctx)})
          order by r.debut desc), '[]')
        from rendez_vous r join agent_nom a on a.id = r.agent_id where r.personne_id = c.id and r.convoque_le <= c.jusqua`,
    }),
)
