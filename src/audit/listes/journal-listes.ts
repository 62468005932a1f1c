import { sql } from 'kysely'
import { z } from 'zod'
import { LIGNES_PAR_PAGE } from '../../socle/ui/liste/lignes-par-page.ts'
import { useCase } from '../../socle/use-case.ts'
import { Filtre } from '../audit.ts'
import { lecteur, personneControlee } from '../lectures.queries.ts'
import { lireListes, listesRetenues } from './listes.queries.ts'
import { laListe } from './listes.ts'

/**
 * Which lists with names were shown, to whom, by which request, newest first. Asked about one person, the look is itself recorded.
 * `avant`: the `suite` of the page before; `total` only comes with the first page.
 */
export const journalListes = useCase(
  {
    route: 'GET /audit/listes',
    summary: 'Le journal des listes lues',
    permission: 'lecture.auditer',
    input: Filtre.pick({ agent: true, personne: true, du: true, au: true }).extend({
      avant: z.coerce.number().int().positive().optional(),
    }),
    output: z.object({
      personne: z.object({ id: z.uuid(), nom: z.string(), prenom: z.string() }).nullable(),
      total: z.number().int().nullable(),
      lignes: z.array(
        z.object({
          id: z.number(),
          le: z.string(),
          agentId: z.uuid(),
          agent: z.string(),
          role: z.string(),
          structure: z.string().nullable(),
          liste: z.string(),
          criteres: z.string(),
          personnes: z.number().int(),
          noms: z.array(z.object({ personneId: z.uuid(), nom: z.string(), prenom: z.string() })),
        }),
      ),
      suite: z.number().nullable(),
    }),
  },
  async (ctx, { avant, ...filtre }) => {
    const personne = filtre.personne ? await personneControlee(ctx, filtre.personne) : null
    const lues = await lireListes(ctx, filtre, { avant, limite: LIGNES_PAR_PAGE + 1 })
    const lignes = lues.slice(0, LIGNES_PAR_PAGE)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from lecture_liste l where ${listesRetenues(filtre)}`.execute(ctx.db)
    return {
      personne,
      total: avant ? null : (rows[0]?.n ?? 0),
      lignes: lignes.map(({ acteur, liste, agent, role, ...l }) => {
        const qui = lecteur({ acteur, agent, role })
        return { ...l, agent: qui.nom, role: qui.role, liste: laListe(liste) }
      }),
      suite: lues.length > LIGNES_PAR_PAGE ? (lignes.at(-1)?.id ?? null) : null,
    }
  },
)
