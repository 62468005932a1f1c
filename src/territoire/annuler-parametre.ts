import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { toucherDepuis } from './parametre.queries.ts'
import { CleChoix, CleParametre } from './parametre.ts'
import { recitParametreAnnule } from './territoire.recits.ts'

/** Cancels a change that has not taken effect. Refuses one already in force: the past keeps its rules, change it from today on. */
export const annulerParametre = useCase(
  {
    route: 'POST /parametres/:cle/annulation',
    summary: 'Annuler un changement de paramètre à venir',
    permission: 'territoire.administrer',
    input: z.object({ cle: z.union([CleParametre, CleChoix]), effetLe: z.iso.date() }),
    output: z.object({ annule: z.literal(true) }),
  },
  async (ctx, { cle, effetLe }) => {
    if (effetLe <= ctx.today) {
      throw new Refusal(
        'conflict',
        'changement-en-vigueur',
        'Ce changement a déjà pris effet : il ne s’annule plus. Choisissez une autre valeur à partir d’aujourd’hui ou de demain.',
      )
    }
    const annule = await ctx.db
      .deleteFrom('parametre')
      .where('cle', '=', cle)
      .where('effetLe', '=', effetLe)
      .returning(['valeur', 'motif'])
      .executeTakeFirst()
    if (annule) {
      const avant = { cle, effetLe, valeur: annule.valeur as number | string, motif: annule.motif }
      await ctx.record({ objet: 'parametre', id: cle }, recitParametreAnnule, { avant })
      await toucherDepuis(ctx, effetLe)
    }
    return { annule: true as const }
  },
)
