import { z } from 'zod'
import { editerAnnulation } from '../../courrier/lettre-annulation.ts'
import { exigerDossierOuvert } from '../../droit/accompagnable.queries.ts'
import { verrouillerPersonne } from '../../personne/verrou.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { refus, relever } from './releve.queries.ts'
import { Decisions, type Devenirs, ECRITS, MESSAGES_RELEVE } from './releve.ts'

/**
 * Decides of the appointments that a hand-over left with who follows the person no more: by who follows them now; who
 * designates does so in handing over. Sent
 * twice, done once. Answers the letter that calls some off, to be posted or handed over; null when none is. Refuses who isn't to decide,
 * a person whom nobody follows, and what isn't to be decided upon any more.
 */
export const deciderReleve = useCase(
  {
    route: 'POST /personnes/:personneId/rendez-vous/releve',
    summary: 'Décider des rendez-vous à venir de l’ancien référent',
    permission: 'relais.lire',
    input: Decisions.extend({ personneId: z.uuid() }),
    /** `lettres`: how many this made, to be posted or handed over. */
    output: z.object({ courrierId: z.uuid().nullable(), lettres: z.int() }),
  },
  async (ctx, { personneId, rendezVous }) => {
    await verrouillerPersonne(ctx, personneId)
    await exigerDossierOuvert(ctx, personneId)
    const suivi = await ctx.db
      .selectFrom('suiviCourant')
      .select(['id', 'referentId', 'coReferentId'])
      .where('personneId', '=', personneId)
      .executeTakeFirst()
    if (suivi && ![suivi.referentId, suivi.coReferentId].includes(ctx.agent.id))
      throw new Refusal('forbidden', 'releve-du-referent', MESSAGES_RELEVE['releve-du-referent'])
    if (!suivi?.id || !suivi.referentId) throw refus('sans-suivi')
    const { annules, convocations } = await relever(
      ctx,
      {
        ...{ personneId, par: suivi.id, referentId: suivi.referentId, coReferentId: suivi.coReferentId },
        rendezVous: await encoreADecider(ctx, personneId, suivi.id, rendezVous),
      },
      { avecElle: false },
    )
    const courrierId = await direAnnules(ctx, { personneId, annules })
    return { courrierId, lettres: convocations + (courrierId ? 1 : 0) }
  },
)

/** What a first sending decided is left out. */
async function encoreADecider(ctx: Context, personneId: string, par: string, demandes: Devenirs): Promise<Devenirs> {
  const faits = await ctx.db
    .selectFrom('rendezVous')
    .select(['id', 'releve'])
    .where('personneId', '=', personneId)
    .where('relevePar', '=', par)
    .execute()
  return Object.fromEntries(
    Object.entries(demandes).filter(([id, devenir]) => !faits.some(f => f.id === id && f.releve === ECRITS[devenir])),
  )
}

/** Makes the letter that tells a person of those called off at a hand-over; null when none is. */
export const direAnnules = (
  ctx: Context,
  { personneId, annules }: { personneId: string; annules: string[] },
): Promise<string | null> =>
  editerAnnulation(ctx, {
    personneId,
    donnees: { quoi: 'rendez-vous', prevenueLe: null, nomme: '', rendezVousAnnules: annules },
  })
