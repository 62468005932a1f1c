import { sql } from 'kysely'
import { z } from 'zod'
import { type Dite, motDit } from '../agent/habitude/motifs.ts'
import { raisonDite } from '../agent/habitude/raison-dite.queries.ts'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { CONTROLE } from './audit.ts'

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
  /** The reason that they said before it opened; null where their work opened it. */
  raison: z.string().nullable(),
})

/**
 * Who opened a person's file: one line by agent, role and day, last first (domaine.md §8). Looks into the journal, made to control, open
 * no file: they aren't told here.
 */
export const lecturesDe = useCase(
  {
    route: 'GET /personnes/:personneId/lectures',
    summary: 'Qui a lu le dossier d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.array(Ligne),
  },
  async (ctx, { personneId }) => {
    const lues = await lirePartie<(Omit<z.input<typeof Ligne>, 'raison'> & { dite: Dite | null })[]>(
      ctx,
      personneId,
      'lectures',
      {
        partie: sql`
        select coalesce(json_agg(json_build_object('agent', a.nom, 'role', n.role, 'le', n.le, 'fois', n.fois, 'dite', n.dite)
          order by n.le desc), '[]')
        from (select acteur_id, role, max(le) as le, coalesce(nullif(count(*) filter (where quoi = 'dossier'), 0), count(*)) as fois,
            (array_agg(dite order by le desc) filter (where dite is not null))[1] as dite
          from reunies u cross join lateral (select t.*, ${raisonDite('t')} as dite from consultation t where t.personne_id = u.id
            and t.quoi <> ${CONTROLE} and t.le::date <= c.jusqua order by t.le desc limit ${LUES}) dernieres
          group by acteur_id, role, le::date order by max(le) desc limit ${MONTREES}) n
        join agent_nom a on a.id = n.acteur_id`,
      },
    )
    return lues.map(({ dite, ...l }) => ({ ...l, raison: dite && motDit(dite) }))
  },
)
