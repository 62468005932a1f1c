import { z } from 'zod'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { exigerVus, Vus } from '../territoire/vu.queries.ts'
import { champsMontres, garderPrecautions, lirePrecautions } from './precaution.queries.ts'
import { recitPrecautions } from './precaution.recits.ts'
import { AUCUNE, aGarder, fautesPrecautions, Precautions, SaisiePrecautions } from './precaution.ts'

/**
 * Notes what must be known of a person before acting (rule A9). Who may correct how they are reached may note it; what a role isn't
 * shown stays as it was. Sent again: nothing more happens.
 */
export const noterPrecautions = useCase(
  {
    route: 'PUT /personnes/:personneId/precautions',
    summary: 'Noter les précautions à prendre avec une personne',
    permission: 'contact.corriger',
    input: SaisiePrecautions.extend({ personneId: z.uuid(), vu: Vus }),
    output: Precautions,
  },
  async (ctx, { personneId, vu, ...saisie }) => {
    const fautes = fautesPrecautions(saisie)
    const [premiere] = fautes
    if (premiere) throw new Refusal('invalid', 'precautions-incompletes', premiere.message, fautes)
    await verrouillerPersonne(ctx, personneId)
    const avant = await lirePrecautions(ctx, personneId)
    const dites = aGarder(saisie)
    const montres = champsMontres(ctx)
    const apres = { ...avant, ...Object.fromEntries(montres.map(champ => [champ, dites[champ]])) } as Precautions
    const reponse = { ...AUCUNE, ...Object.fromEntries(montres.map(champ => [champ, apres[champ]])) }
    if ((Object.keys(apres) as (keyof Precautions)[]).every(champ => apres[champ] === avant[champ])) return reponse
    const montrees = { ...AUCUNE, ...Object.fromEntries(montres.map(champ => [champ, avant[champ]])) }
    await exigerVus(ctx, vu, montrees, { sujet: { personne: personneId }, recits: [recitPrecautions] })
    await garderPrecautions(ctx, personneId, apres)
    await ctx.record({ personne: personneId }, recitPrecautions, { avant, apres })
    return reponse
  },
)
