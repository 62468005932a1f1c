import { sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../../personne/lire-partie.queries.ts'
import { useCase } from '../../socle/use-case.ts'
import { type AcompteLu, type CreanceLue, MoisVerse, moisVerses, SommeDue, sommesDues } from './finances.ts'
import { foyersRepondus } from './foyers-repondus.queries.ts'

/** Months of the advance that are shown. */
const MOIS = 12

/**
 * What the household of a person owes and was paid, as the funds tell it. Need to know (domaine.md §8): for who assesses her situation or
 * accompanies her; who leads a team, welcomes, helps in one field or left reads none of it.
 */
export const financesDe = useCase(
  {
    route: 'GET /personnes/:personneId/finances',
    summary: 'Ce que le foyer d’une personne doit rembourser et ce qui lui a été versé, selon la CAF ou la MSA',
    permission: 'finances.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({ dues: z.array(SommeDue), verses: z.array(MoisVerse) }),
  },
  async (ctx, { personneId }) => {
    const lus = await lirePartie<{ creances: CreanceLue[]; acomptes: AcompteLu[] }>(ctx, personneId, 'finances', {
      avec: [sql`repondus as materialized (${foyersRepondus(sql`select id from reunies`)})`],
      partie: sql`json_build_object('creances', ${CREANCES}, 'acomptes', ${ACOMPTES})`,
    })
    return { dues: sommesDues(lus.creances), verses: moisVerses(lus.acomptes).slice(0, MOIS) }
  },
)

const CREANCES = sql`
  (select coalesce(json_agg(json_build_object('organisme', d.organisme, 'numeroDemandeRsa', d.numero_demande_rsa,
      'implanteeLe', d.implantee_le, 'nature', d.nature, 'rang', d.rang, 'motif', d.motif, 'responsabilite', d.responsabilite,
      'regularisationDebut', d.regularisation_debut, 'regularisationFin', d.regularisation_fin, 'dernierCreditLe', d.dernier_credit_le,
      'soldeCentimes', d.solde_centimes, 'initialCentimes', d.initial_centimes, 'reference', d.reference, 'import', d.import)
      order by d.id), '[]')
    from repondus r join creance d using (numero_demande_rsa) where c.jusqua = 'infinity' and d.reference <= r.jusquau)`

const ACOMPTES = sql`
  (select coalesce(json_agg(json_build_object('mois', a.mois, 'genre', a.genre, 'nature', a.nature, 'operation', a.operation,
      'sens', a.sens, 'montantCentimes', a.montant_centimes, 'traiteLe', a.traite_le, 'organisme', a.organisme,
      'reference', a.reference) order by a.traite_le, length(a.numero_interne), a.numero_interne, a.id), '[]')
    from repondus r join acompte a using (numero_demande_rsa) where c.jusqua = 'infinity' and a.reference <= r.jusquau)`
