import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { completerParametre } from '../../territoire/parametre.queries.ts'
import { recitPrecedence } from '../personne.recits.ts'
import { DemandePrecedence, fautesPrecedence } from './demande-precedence.ts'
import { CLE_PRECEDENCE, ordreDe } from './donnee.ts'
import { precedence } from './precedence.queries.ts'

/**
 * Says which source is believed first for some data, from a day on, today at the earliest: what sources say from then is chosen
 * so, what is shown already doesn't move. What agents noted always comes first (E6). Said again for the same day: the last word.
 */
export const changerPrecedence = useCase(
  {
    route: 'POST /parametres/precedences',
    summary: 'Changer quelle source est crue la première',
    permission: 'territoire.administrer',
    input: DemandePrecedence,
    output: z.object({ effetLe: z.string() }),
  },
  async (ctx, { champs, ordre, effetLe, motif }) => {
    const [faute] = fautesPrecedence({ effetLe }, ctx.today)
    if (faute) throw new Refusal('invalid', 'effet-passe', faute.message, [faute])
    const enVigueur = await precedence(ctx, effetLe)
    const distinctes = [...new Set(ordre.filter(source => source !== 'agent'))]
    const valeur = Object.fromEntries(champs.map(champ => [champ, ['agent', ...distinctes]]))
    await completerParametre(ctx, { cle: CLE_PRECEDENCE, effetLe, valeur, motif })
    const apres = ['agent', ...distinctes]
    const changent = champs.filter(champ => ordreDe(champ, enVigueur).join() !== apres.join())
    if (changent.length > 0)
      await ctx.record({ objet: 'precedence', id: CLE_PRECEDENCE }, recitPrecedence, {
        avant: { ordres: Object.fromEntries(changent.map(champ => [champ, [...ordreDe(champ, enVigueur)]])) },
        apres: { champs: changent, ordre: apres, effetLe, motif },
      })
    return { effetLe }
  },
)
