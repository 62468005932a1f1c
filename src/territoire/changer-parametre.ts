import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { toucherDepuis } from './parametre.queries.ts'
import {
  CleChoix,
  CleParametre,
  DemandeParametre,
  empechementParametre,
  MESSAGES_PARAMETRE,
  valeurParDefaut,
} from './parametre.ts'
import { recitParametreChange } from './territoire.recits.ts'

/**
 * Gives a parameter another value from a day on, today at the earliest: what was computed before keeps its rule. Sent twice, it
 * is written once. Refuses a value outside its bounds or its options, a day gone by, a day that already has another value.
 */
export const changerParametre = useCase(
  {
    route: 'POST /parametres/:cle',
    summary: 'Changer un paramètre',
    permission: 'territoire.administrer',
    input: DemandeParametre.extend({ cle: z.union([CleParametre, CleChoix]) }),
    output: z.object({ cle: z.union([CleParametre, CleChoix]), effetLe: z.string() }),
  },
  async (ctx, { cle, valeur, effetLe, motif }) => {
    const deja = await ctx.db
      .selectFrom('parametre')
      .select('valeur')
      .where('cle', '=', cle)
      .where('effetLe', '=', effetLe)
      .executeTakeFirst()
    if (deja?.valeur === valeur) return { cle, effetLe }
    const motifRefus = deja ? 'changement-deja-prevu' : empechementParametre(cle, { valeur, effetLe }, ctx.today)
    if (motifRefus) {
      const champ = motifRefus === 'valeur-hors-bornes' || motifRefus === 'choix-inconnu' ? 'valeur' : 'effetLe'
      const message = MESSAGES_PARAMETRE[motifRefus](cle)
      throw new Refusal(deja ? 'conflict' : 'invalid', motifRefus, message, [{ champ, message }])
    }
    const avant = await ctx.db
      .selectFrom('parametre')
      .select('valeur')
      .where('cle', '=', cle)
      .where('effetLe', '<', effetLe)
      .orderBy('effetLe', 'desc')
      .limit(1)
      .executeTakeFirst()
    await ctx.db
      .insertInto('parametre')
      .values({ cle, effetLe, valeur: JSON.stringify(valeur), motif, saisiPar: ctx.agent.id, saisiLe: ctx.now })
      .execute()
    await ctx.record({ objet: 'parametre', id: cle }, recitParametreChange, {
      avant: { valeur: (avant?.valeur as number | string | undefined) ?? valeurParDefaut(cle) },
      apres: { cle, valeur, effetLe, motif },
    })
    await toucherDepuis(ctx, effetLe)
    return { cle, effetLe }
  },
)
