import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { Champ, CLE_PRECEDENCE, ordreDe, Precedence, SourceDonnee } from './donnee.ts'
import { precedence } from './precedence.queries.ts'

const Changement = z.object({ effetLe: z.string(), champs: z.array(Champ), ordre: z.array(SourceDonnee) })

/** For each datum, which source is believed first today, and what will change. */
export const precedences = useCase(
  {
    route: 'GET /parametres/precedences',
    summary: 'Lire quelle source est crue la première',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({
      aujourdhui: z.string(),
      champs: z.array(z.object({ champ: Champ, ordre: z.array(SourceDonnee), choisi: z.boolean() })),
      aVenir: z.array(Changement),
    }),
  },
  async ctx => {
    const choisie = await precedence(ctx)
    const lignes = await ctx.db
      .selectFrom('parametre')
      .select(['effetLe', 'valeur'])
      .where('cle', '=', CLE_PRECEDENCE)
      .where('effetLe', '>', ctx.today)
      .orderBy('effetLe')
      .execute()
    return {
      aujourdhui: ctx.today,
      champs: Champ.options.map(champ => ({
        champ,
        ordre: [...ordreDe(champ, choisie)],
        choisi: champ in choisie,
      })),
      aVenir: lignes.flatMap(({ effetLe, valeur }) => {
        const parOrdre = new Map<string, Champ[]>()
        for (const [champ, ordre] of Object.entries(Precedence.parse(valeur)))
          parOrdre.set(ordre.join(), [...(parOrdre.get(ordre.join()) ?? []), champ as Champ])
        return [...parOrdre].map(([ordre, champs]) => ({ effetLe, champs, ordre: ordre.split(',') as SourceDonnee[] }))
      }),
    }
  },
)
