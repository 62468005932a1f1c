import { sql } from 'kysely'
import { z } from 'zod'
import { exigerLecture } from '../agent/lecture-apres.queries.ts'
import { Dominante } from '../offre/dominante.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'

const Annulee = z.object({
  id: z.uuid(),
  structure: z.string(),
  /** Days YYYY-MM-DD: from when it ran, the day of its cancelling. */
  debut: z.string(),
  annuleLe: z.string(),
  annulePar: z.string().nullable(),
  motif: z.string(),
})

const Annulees = z.object({
  orientations: z.array(Annulee.extend({ dominante: Dominante })),
  suivis: z.array(Annulee.extend({ referent: z.string() })),
})
type Annulees = z.infer<typeof Annulees>

/**
 * What was decided by mistake and cancelled (rule A10), the last first: told apart from what holds or held, never counted. Its reading is
 * kept as one of the journey.
 */
export const annuleesDe = useCase(
  {
    route: 'GET /personnes/:personneId/annulations',
    summary: 'Décisions annulées d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Annulees,
  },
  async (ctx, { personneId }) => {
    const jusqua = (await exigerLecture(ctx, personneId)) ?? 'infinity'
    const jour = (colonne: string) => sql`${sql.ref(colonne)}::date`
    const siennes = (alias: 'o' | 'k') => sql`${sql.ref(`${alias}.personne_id`)} in (
      select id from personne where ${personneId}::uuid in (id, fusionnee_dans))`
    await consulter(ctx, personneId, 'parcours')
    const { rows } = await sql<Annulees>`
      select (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'dominante', o.dominante, 'structure', s.nom, 'debut', o.debut,
          'annuleLe', ${jour('o.annulee_le')}, 'annulePar', a.nom, 'motif', o.annulation_motif) order by o.annulee_le desc, o.id), '[]')
        from orientation_annulee o join structure s on s.id = o.structure_id left join agent_nom a on a.id = o.annulee_par
        where ${siennes('o')} and ${jour('o.annulee_le')} <= ${jusqua}::date) as orientations,
      (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'referent', r.nom, 'structure', s.nom, 'debut', k.debut,
          'annuleLe', ${jour('k.annule_le')}, 'annulePar', a.nom, 'motif', k.annulation_motif)
          order by k.annule_le desc, k.debut desc, k.id), '[]')
        from accompagnement_annule k join structure s on s.id = k.structure_id join agent_nom r on r.id = k.referent_id
          left join agent_nom a on a.id = k.annule_par
        where ${siennes('k')} and ${jour('k.annule_le')} <= ${jusqua}::date) as suivis`.execute(ctx.db)
    return rows[0] ?? { orientations: [], suivis: [] }
  },
)
