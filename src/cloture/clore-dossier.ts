import { z } from 'zod'
import { etatDe, exigerEtatLu } from '../accompagnement/annulation/etat-lu.ts'
import { cloreSuivis, uneFin } from '../accompagnement/suivi.queries.ts'
import { exigerLecture } from '../agent/lecture-apres.queries.ts'
import { traits } from '../agent/roles.ts'
import { editerCloture } from '../courrier/lettre-cloture.ts'
import { quiAClos } from '../droit/clos-depuis.queries.ts'
import { cloreEntree } from '../droit/delai-repris.queries.ts'
import { cloreOrientations } from '../orientation/cloture.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { annulerRendezVous } from '../rendez-vous/a-venir.queries.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { clotureEnCours, faitsCloture, faitsReouverture } from './cloture.queries.ts'
import { recitDossierClos } from './cloture.recits.ts'
import {
  Cloture,
  ClotureLue,
  ditParLettre,
  FaitsCloture,
  FaitsReouverture,
  fautesCloture,
  MESSAGES_CLOTURE,
} from './cloture.ts'

/** Whether a file is closed, and what closing it, or opening it again, would do. A former référent reads only whether it was. */
export const clotureDuDossier = useCase(
  {
    route: 'GET /personnes/:personneId/cloture',
    summary: 'Clôture d’un dossier, et ce qu’elle changerait',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({
      cloture: ClotureLue.nullable(),
      clore: z.object({ etat: z.string(), faits: FaitsCloture }).nullable(),
      rouvrir: z.object({ etat: z.string(), faits: FaitsReouverture }).nullable(),
    }),
  },
  async (ctx, { personneId }) => {
    const jusqua = await exigerLecture(ctx, personneId)
    await consulter(ctx, personneId, 'parcours')
    const cloture = await clotureEnCours(ctx, personneId, jusqua)
    if (jusqua !== null) return { cloture, clore: null, rouvrir: null }
    if (cloture) {
      const faits = await faitsReouverture(ctx, personneId, cloture)
      return { cloture, clore: null, rouvrir: { etat: etatDe(faits), faits } }
    }
    const faits = await faitsCloture(ctx, personneId)
    return { cloture, clore: peutClore(ctx, faits) ? { etat: etatDe(faits), faits } : null, rouvrir: null }
  },
)

/**
 * Closes a file with its reason (rule A10): what runs ends that day, the appointments to come are called off, nothing is due any more,
 * and a letter tells the person.
 * Everything stays in the file, which refuses new acts until it is opened again.
 */
export const cloreDossier = useCase(
  {
    route: 'POST /personnes/:personneId/clotures',
    summary: 'Clore un dossier',
    permission: 'dossier.clore',
    input: Cloture.extend({ id: z.uuid(), personneId: z.uuid(), etat: z.string().max(64) }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { id, personneId, etat, motif, precision, le }) => {
    // Before the scope, that closing may have taken away; again once the same request, sent at the same moment, is done.
    if (await dejaClos(ctx, personneId, id)) return { id }
    await verrouillerPersonne(ctx, personneId)
    if (await dejaClos(ctx, personneId, id)) return { id }
    if (await clotureEnCours(ctx, personneId)) throw await dejaClosPar(ctx, personneId)
    const faits = await faitsCloture(ctx, personneId)
    if (!peutClore(ctx, faits))
      throw new Refusal('forbidden', 'clore-sans-suivre', MESSAGES_CLOTURE['clore-sans-suivre'])
    exigerEtatLu(faits, etat)
    const [faute] = fautesCloture({ motif, precision, le }, { aujourdhui: ctx.today, plancher: faits.plancher })
    if (faute) throw new Refusal('invalid', faute.code, faute.message, [faute])

    await ctx.db
      .insertInto('cloture')
      .values({
        ...{ id, personneId, le, motif, precision, closeLe: ctx.now },
        closePar: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
      })
      .execute()
    const fin = uneFin({ personneId, le, motif: 'dossier-clos', par: id })
    await cloreOrientations(ctx, fin)
    await cloreSuivis(ctx, fin)
    await cloreEntree(ctx, personneId, le)
    await annulerRendezVous(
      ctx,
      faits.rendezVous.map(r => r.id),
    )
    const { referentId = null, coReferentId = null } = faits.suivi ?? {}
    await ctx.record({ personne: personneId }, recitDossierClos, {
      apres: { clotureId: id, le, motif, precision, referentId, coReferentId },
    })
    if (ditParLettre(motif, faits))
      await editerCloture(
        ctx,
        { personneId, clotureId: id },
        { le, rendezVousAnnules: faits.rendezVous.map(r => r.debut) },
      )
    return { id }
  },
)

/** The same closing sent twice. Refuses an id that served another. */
async function dejaClos(ctx: Context, personneId: string, id: string): Promise<boolean> {
  const deja = await ctx.db
    .selectFrom('cloture')
    .select(['personneId', 'closePar'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!deja) return false
  if (deja.personneId === personneId && deja.closePar === ctx.agent.id) return true
  throw refus('identifiant-pris')
}

/** Who follows persons closes the files of those they follow, not of whom they only receive once. */
const peutClore = ({ agent }: Context, { suivi }: FaitsCloture): boolean =>
  traits(agent.role)?.portefeuille !== 'le-sien' || [suivi?.referentId, suivi?.coReferentId].includes(agent.id)

const refus = (code: keyof typeof MESSAGES_CLOTURE) => new Refusal('conflict', code, MESSAGES_CLOTURE[code])

/** That the file is closed already. */
async function dejaClosPar(ctx: Context, personneId: string): Promise<Refusal> {
  const clos = await quiAClos(ctx, personneId)
  return new Refusal('conflict', 'deja-clos', clos?.dit ?? MESSAGES_CLOTURE['deja-clos'])
}
