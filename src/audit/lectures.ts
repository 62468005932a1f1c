import { sql } from 'kysely'
import { z } from 'zod'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { useCase } from '../socle/use-case.ts'
import { Filtre, partie, raison } from './audit.ts'
import { lecteur, lireJournal, personneControlee, retenues } from './lectures.queries.ts'

/**
 * Who read whom, when, what and why, newest first. It shows names: whose file was read is what the DPO has to tell. Asked about one
 * person, the look is itself recorded. `avant`: the `suite` of the page before; `total` only comes with the first page.
 */
export const lectures = useCase(
  {
    route: 'GET /audit/lectures',
    summary: 'Le journal des lectures de dossiers',
    permission: 'lecture.auditer',
    input: Filtre.extend({ avant: z.coerce.number().int().positive().optional() }),
    output: z.object({
      /** The person asked about, if one is. */
      personne: z
        .object({
          id: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          dateNaissance: z.string().nullable(),
          commune: z.string().nullable(),
        })
        .nullable(),
      total: z.number().int().nullable(),
      lignes: z.array(
        z.object({
          id: z.number(),
          le: z.string(),
          agentId: z.uuid(),
          agent: z.string(),
          role: z.string(),
          structure: z.string().nullable(),
          personneId: z.uuid(),
          nom: z.string().nullable(),
          prenom: z.string().nullable(),
          quoi: z.string(),
          raison: z.string(),
        }),
      ),
      suite: z.number().nullable(),
    }),
  },
  async (ctx, { avant, ...filtre }) => {
    const personne = filtre.personne ? await personneControlee(ctx, filtre.personne) : null
    const lues = await lireJournal(ctx, filtre, { avant, limite: LIGNES_PAR_PAGE + 1 })
    const lignes = lues.slice(0, LIGNES_PAR_PAGE)
    return {
      personne,
      total: avant ? null : await compterLectures(ctx, filtre),
      lignes: lignes.map(({ relation, quoi, dite, acteur: _, ...l }) => {
        const qui = lecteur({ acteur: _, agent: l.agent, role: l.role })
        return { ...l, agent: qui.nom, role: qui.role, quoi: partie(quoi), raison: raison(relation, quoi, dite) }
      }),
      suite: lues.length > LIGNES_PAR_PAGE ? (lignes.at(-1)?.id ?? null) : null,
    }
  },
)

async function compterLectures(ctx: Parameters<typeof lireJournal>[0], filtre: Filtre): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from consultation c where ${retenues(filtre)}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
