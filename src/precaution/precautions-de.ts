import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { adresseEstConnue } from './adresse-postale.queries.ts'
import { Partage } from './lues.ts'
import { partageDe } from './partage.queries.ts'
import { champsMontres, lirePrecautions } from './precaution.queries.ts'
import { AUCUNE, Precautions } from './precaution.ts'

/** What must be known before writing to a person, calling or receiving them, as far as the role is shown it (rule A9). */
export const precautionsDe = useCase(
  {
    route: 'GET /personnes/:personneId/precautions',
    summary: 'Les précautions à prendre avec une personne',
    permission: 'precaution.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({
      precautions: Precautions,
      partage: Partage,
      /** Somewhere to post a letter to is known. */
      adresseConnue: z.boolean(),
    }),
  },
  async (ctx, { personneId }) => {
    await exigerPerimetre(ctx, personneId)
    const toutes = await lirePrecautions(ctx, personneId)
    const montrees = Object.fromEntries(champsMontres(ctx).map(champ => [champ, toutes[champ]]))
    const partage = await partageDe(ctx, personneId)
    await consulter(ctx, personneId, 'precautions')
    await consulter(
      ctx,
      partage.avec.map(p => p.personneId),
      'numero-partage',
    )
    return {
      precautions: { ...AUCUNE, ...montrees },
      partage,
      adresseConnue: await adresseEstConnue(ctx, personneId),
    }
  },
)
