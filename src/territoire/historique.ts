import { z } from 'zod'
import { RECITS } from '../recits.ts'
import { raconter } from '../socle/recit.ts'
import { useCase } from '../socle/use-case.ts'

const PAR_PAGE = 20

/** Kinds of objects that an administrator looks after. What is told of a person is read in their file, by who may open it. */
const Objet = z.enum(['structure', 'agent', 'parametre', 'precedence', 'acces'])

/** What happened to an object of the territory, newest first, who did it and when; `avant`: the `suite` of the page that came before. */
export const historique = useCase(
  {
    route: 'GET /historique/:objet/:objetId',
    summary: 'Lire l’historique d’une structure, d’un agent, d’un paramètre ou d’une clé',
    permission: 'territoire.administrer',
    input: z.object({
      objet: Objet,
      objetId: z.string().max(100),
      avant: z.coerce.number().int().positive().optional(),
    }),
    output: z.object({
      aujourdhui: z.string(),
      lignes: z.array(
        z.object({ id: z.number(), le: z.string(), titre: z.string(), detail: z.string().nullable(), par: z.string() }),
      ),
      suite: z.number().nullable(),
    }),
  },
  async (ctx, { objet, objetId, avant }) => {
    const evenements = await ctx.db
      .selectFrom('evenement as e')
      .select(['e.id', 'e.le', 'e.type', 'e.avant', 'e.apres', 'e.acteurNom as par'])
      .where('e.objet', '=', objet)
      .where('e.objetId', '=', objetId)
      .$if(avant !== undefined, q =>
        q.where(eb =>
          eb(
            eb.refTuple('e.le', 'e.id'),
            '<',
            eb
              .selectFrom('evenement as v')
              .select(['v.le', 'v.id'])
              .where('v.id', '=', avant ?? 0)
              .$asTuple('le', 'id'),
          ),
        ),
      )
      .orderBy('e.le', 'desc')
      .orderBy('e.id', 'desc')
      .limit(PAR_PAGE + 1)
      .execute()
    const lignes = evenements.slice(0, PAR_PAGE).map(({ type, avant, apres, ...evenement }) => ({
      ...evenement,
      ...raconter(RECITS, { type, avant, apres }, { sexe: '', aujourdhui: ctx.today, fuseau: ctx.fuseau }),
    }))
    return {
      aujourdhui: ctx.today,
      lignes,
      suite: evenements.length > PAR_PAGE ? (lignes.at(-1)?.id ?? null) : null,
    }
  },
)
