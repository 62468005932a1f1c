import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitAntenneFermee } from '../offre.recits.ts'
import { antenneVerrouillee } from './equipes.queries.ts'

/** Closes a place from today on. Refuses while open teams are there. */
export const fermerAntenne = useCase(
  {
    route: 'POST /antennes/:antenneId/fermeture',
    summary: 'Fermer une antenne',
    permission: 'territoire.administrer',
    input: z.object({ antenneId: z.uuid() }),
    output: z.object({ id: z.uuid(), fermeeLe: z.string() }),
  },
  async (ctx, { antenneId: id }) => {
    const antenne = await antenneVerrouillee(ctx, id)
    if (antenne.fermeeLe) return { id, fermeeLe: antenne.fermeeLe }
    const { equipes } = await ctx.db
      .selectFrom('equipe')
      .select(eb => eb.fn.countAll<number>().as('equipes'))
      .where('antenneId', '=', id)
      .where('fermeeLe', 'is', null)
      .executeTakeFirstOrThrow()
    if (equipes > 0)
      throw new Refusal(
        'conflict',
        'antenne-avec-equipes',
        `${equipes === 1 ? 'Une équipe y est encore' : `${equipes} équipes y sont encore`}. Installez-${equipes === 1 ? 'la' : 'les'} dans une autre antenne, puis fermez celle-ci.`,
      )
    await ctx.db.updateTable('antenne').set({ fermeeLe: ctx.today }).where('id', '=', id).execute()
    await ctx.record({ objet: 'structure', id: antenne.structureId }, recitAntenneFermee, {
      apres: { antenneId: id, nom: antenne.nom, fermeeLe: ctx.today },
    })
    return { id, fermeeLe: ctx.today }
  },
)
