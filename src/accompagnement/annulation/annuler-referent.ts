import { sql } from 'kysely'
import { z } from 'zod'
import { exigerPerimetre } from '../../agent/lecture-apres.queries.ts'
import { exigerDossierOuvert } from '../../droit/accompagnable.queries.ts'
import { delaiRepris } from '../../droit/delai-repris.queries.ts'
import { aAnnuler, retoursDe } from '../../rendez-vous/releve/retours.queries.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { recitReferentAnnule } from '../accompagnement.recits.ts'
import { annulerSuivis, dejaAnnulee, rendreSuiviDe, suiviRendable } from './annulation.queries.ts'
import { DemandeAnnulation, FaitsDesignation, MESSAGES_ANNULATION } from './annulation.ts'
import { annuler, changementDeReferent } from './annuler.ts'
import { etatDe } from './etat-lu.ts'

const ou = z.object({ personneId: z.uuid(), accompagnementId: z.uuid() })

/** What cancelling the running designation would do, read before it is confirmed. Refuses what can't be cancelled. */
export const consequencesReferent = useCase(
  {
    route: 'GET /personnes/:personneId/referents/:accompagnementId/annulation',
    summary: 'Conséquences de l’annulation d’une désignation',
    permission: 'referent.designer',
    input: ou,
    output: z.object({ etat: z.string(), faits: FaitsDesignation }),
  },
  async (ctx, { personneId, accompagnementId }) => {
    await exigerPerimetre(ctx, personneId)
    await consulter(ctx, personneId, 'parcours')
    const faits = await faitsDesignation(ctx, personneId, accompagnementId)
    return { etat: etatDe(faits), faits }
  },
)

/**
 * Cancels a designation entered by mistake (rule A10): it counts nowhere any more, the former référent is back as if nothing had
 * happened, or nobody follows the person; the delay runs again when only it had stopped it (rule E4). Both stay in the timeline.
 */
export const annulerReferent = useCase(
  {
    route: 'POST /personnes/:personneId/referents/:accompagnementId/annulation',
    summary: 'Annuler une désignation faite par erreur',
    permission: 'referent.designer',
    input: ou.extend(DemandeAnnulation.shape),
    output: z.object({ id: z.uuid(), courrierId: z.uuid().nullable() }),
  },
  (ctx, { accompagnementId, ...demande }) => {
    const { personneId, id, motif } = demande
    return annuler(ctx, demande, {
      par: accompagnementId,
      deja: () => dejaAnnule(ctx, accompagnementId, id),
      faits: () => faitsDesignation(ctx, personneId, accompagnementId),
      actes: () => [accompagnementId],
      rendu,
      oter: async ({ suivi }) => {
        const pause = await annulerSuivis(ctx, sql`k.id = ${accompagnementId}`, { id, motif })
        await rendreSuiviDe(ctx, { personneId, par: accompagnementId, fin: suivi.debut }, pause)
      },
      raconter: async (faits, aAppeler) => {
        const { avant, apres } = changementDeReferent(faits.suivi, rendu(faits), aAppeler)
        await ctx.record({ personne: personneId }, recitReferentAnnule, { avant, apres: { motif, ...apres } })
      },
      lettre: ({ nommeLe, suivi }) => ({
        accompagnementAnnuleId: accompagnementId,
        donnees: { quoi: 'referent', prevenueLe: nommeLe, nomme: suivi.referent },
      }),
    })
  },
)

const rendu = ({ ancien }: FaitsDesignation) => (ancien?.enPoste ? ancien : null)

/** The same cancelling sent twice: what was done the first time, even to who lost the person by it. Refuses another's. */
async function dejaAnnule(ctx: Context, accompagnementId: string, id: string) {
  const deja = await ctx.db
    .selectFrom('accompagnementAnnule as k')
    .leftJoin('courrier as c', 'c.accompagnementAnnuleId', 'k.id')
    .select(['k.annulationId', 'k.annulePar', 'c.id as courrierId'])
    .where('k.id', '=', accompagnementId)
    .executeTakeFirst()
  return deja?.annulationId === id && deja.annulePar === ctx.agent.id ? { id, courrierId: deja.courrierId } : null
}

type Ligne = FaitsDesignation & { fin: string | null; repris: boolean }

async function faitsDesignation(ctx: Context, personneId: string, accompagnementId: string): Promise<FaitsDesignation> {
  await exigerDossierOuvert(ctx, personneId)
  const { rows } = await sql<Omit<Ligne, 'delai' | 'rendezVous' | 'retours'>>`
    select jsonb_build_object('id', k.id, 'referentId', k.referent_id, 'referent', a.nom, 'coReferentId', k.co_referent_id,
        'structure', s.nom, 'debut', k.debut) as suivi, k.fin,
      o.origine = 'reprise-de-suivi' and o.debut = k.debut as repris,
      ${suiviRendable(ctx, sql.ref('k.id'), sql.ref('k.personne_id'))} as ancien,
      coalesce(case when o.notifiee_le >= k.debut and (k.fin is null or o.notifiee_le < k.fin) then o.notifiee_le end,
        (select max(c.edite_le)::date from courrier c where c.personne_id = k.personne_id and c.accompagnement_id = k.id)) as nomme_le
    from accompagnement k join orientation o on o.id = k.orientation_id join agent_nom a on a.id = k.referent_id
      join structure s on s.id = k.structure_id
    where k.id = ${accompagnementId} and k.personne_id = ${personneId}`.execute(ctx.db)
  const [lue] = rows
  if (!lue) throw await inconnu(ctx, personneId, accompagnementId)
  if (lue.fin !== null) throw refus('plus-en-cours')
  if (lue.repris) throw refus('decision-reprise')
  const { suivi, ancien, nommeLe } = lue
  const perdent = [suivi.referentId, suivi.coReferentId].filter(
    qui => qui !== null && !(ancien?.enPoste && [ancien.referentId, ancien.coReferentId].includes(qui)),
  ) as string[]
  const rendus = ancien?.enPoste ? [ancien.referentId, ancien.coEnPoste ? ancien.coReferentId : null] : []
  const retours = await retoursDe(ctx, { personneId, actes: [accompagnementId], rendus })
  return {
    suivi,
    ancien,
    delai: await delaiRepris(ctx, personneId, [accompagnementId]),
    rendezVous: await aAnnuler(ctx, personneId, { perdent, retours }),
    retours,
    nommeLe,
  }
}

async function inconnu(ctx: Context, personneId: string, id: string): Promise<Refusal> {
  const annule = await ctx.db
    .selectFrom('accompagnementAnnule')
    .select(['annulePar', 'annuleLe'])
    .where('id', '=', id)
    .where('personneId', '=', personneId)
    .executeTakeFirst()
  return annule
    ? dejaAnnulee(ctx, 'cette désignation', { par: annule.annulePar, le: annule.annuleLe })
    : new Refusal('not-found', 'referent-inconnu', MESSAGES_ANNULATION['referent-inconnu'])
}

const refus = (code: keyof typeof MESSAGES_ANNULATION) => new Refusal('conflict', code, MESSAGES_ANNULATION[code])
