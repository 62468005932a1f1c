import { sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { useCase } from '../socle/use-case.ts'

/** Readings looked at for each file of a merged one, and lines shown. */
const LUES = 400
const MONTREES = 20

const Ligne = z.object({
  agent: z.string(),
  role: z.string(),
  /** The last one of that day. */
  le: z.string(),
  /** How often the file was opened that day; what was read of it without opening it counts once a gesture. */
  fois: z.number(),
})

/** Who opened a person's file: one line by agent, role and day, last first (domaine.md §8). */
export const lecturesDe = useCase(
  {
    route: 'GET /personnes/:personneId/lectures',
    summary: 'Qui a lu le dossier d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.array(Ligne),
  },
  (ctx, { personneId }) =>
    lirePartie<z.input<typeof Ligne>[]>(ctx, personneId, 'lectures', {
      partie: sql`
        select coalesce(json_agg(json_build_object('agent', a.nom, 'role', n.role, 'le', n.le, 'fois', n.fois) order by n.le desc), '[]')
        from (select acteur_id, role, max(le) as le, coalesce(nullif(count(*) filter (where quoi = 'dossier'), 0), count(*)) as fois
          from reunies u cross join lateral (select * from consultation t where t.personne_id = u.id
            and t.le::date <= c.jusqua order by t.le desc limit ${LUES}) dernieres
          group by acteur_id, role, le::date order by max(le) desc limit ${MONTREES}) n
        join agent_nom a on a.id = n.acteur_id`,
    }),
)
