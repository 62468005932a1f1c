import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { personnesTransmises } from '../agent/lecture-apres.queries.ts'
import { estDeLEquipe } from '../agent/relations.queries.ts'
import { traits } from '../agent/roles.ts'
import { FINS_DE_DROIT } from '../droit/entree.ts'
import { Dominante } from '../offre/dominante.ts'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { mot } from '../socle/ui/phrases.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { communeDe } from '../territoire/commune.queries.ts'
import {
  FILTRES_URGENCE,
  NOMS_URGENCES,
  type FiltreUrgence as NomFiltre,
  type Urgence as NomUrgence,
  URGENCES_A_FAIRE,
} from './accompagnement.ts'
import { ChargeReferent, chargesReferents } from './charge-referent.queries.ts'
import { SansReferent, sansReferent } from './sans-referent.queries.ts'
import { contactsDe, duPortefeuille, suivisJuges } from './urgence.queries.ts'

const Urgence = z.enum(NOMS_URGENCES as [NomUrgence, ...NomUrgence[]])
const FiltreUrgence = z.enum(Object.keys(FILTRES_URGENCE) as [NomFiltre, ...NomFiltre[]])

/** Which persons of the portfolio. */
export const FiltresPortefeuille = z.object({
  urgence: FiltreUrgence.optional(),
  dominante: Dominante.optional(),
  referentId: z.uuid().optional(),
  equipeId: z.uuid().optional(),
})
export type FiltresPortefeuille = z.infer<typeof FiltresPortefeuille>

/** SQL condition over a follow-up `ac`: in the portfolio, and kept by these filters, the urgency apart. */
export const suiviRetenu = (ctx: Context, { dominante, referentId, equipeId }: FiltresPortefeuille) => sql<SqlBool>`
  ${duPortefeuille(ctx)}
  and ${referentId ? sql`ac.referent_id = ${referentId}` : sql`true`}
  and ${equipeId ? estDeLEquipe(ctx, sql.ref('ac.referent_id'), equipeId) : sql`true`}
  and ${dominante ? sql`ac.dominante = ${dominante}` : sql`true`}`

/** SQL condition over a follow-up judged: the urgencies kept. */
export const urgenceRetenue = (urgence: NomFiltre | undefined) =>
  urgence ? sql<SqlBool>`urgence = any(${urgencesDe(urgence)})` : sql<SqlBool>`true`
const urgencesDe = (urgence: NomFiltre): readonly NomUrgence[] => (urgence === 'a-faire' ? URGENCES_A_FAIRE : [urgence])

/** SQL: the most urgent first. */
export const ORDRE_PORTEFEUILLE = sql`array_position(${NOMS_URGENCES}::text[], urgence), coalesce(pour, debut), nom, personne_id`

const Suivi = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  commune: z.string().nullable(),
  dominante: Dominante,
  debut: z.iso.date(),
  veilleDepuis: z.iso.date().nullable(),
  referentId: z.uuid(),
  referent: z.string(),
  /** The agent is the second half of the pair. */
  second: z.boolean(),
  /** Last appointment the person came to, next one planned: ISO instants. */
  dernierContact: z.string().nullable(),
  prochainRendezVous: z.string().nullable(),
  /** Day given for the bilan, else the one on which it is due; null « en veille ». */
  bilanLe: z.iso.date().nullable(),
  /** Last day of what is asked. */
  pour: z.iso.date().nullable(),
  /** Until when the first thing put off is. */
  remisAu: z.iso.date().nullable(),
  urgence: Urgence,
})

type Ligne = {
  lignes: z.input<typeof Suivi>[]
  comptes: Partial<Record<NomUrgence, number>>
  referents: z.input<typeof ChargeReferent>[]
}

/**
 * The persons a référent follows, most urgent first (rules A3, A4); for a responsable d'équipe, those of the team, with the load
 * of each référent of the structure against the cap (rule A2), those of the team first. One query, by pages.
 */
export const portefeuille = useCase(
  {
    route: 'GET /portefeuille',
    summary: 'Portefeuille du référent ou de l’équipe',
    permission: 'portefeuille.lire',
    montre: 'portefeuille',
    input: FiltresPortefeuille.extend({
      page: z.coerce.number().int().min(1).max(10_000).default(1),
    }),
    output: z.object({
      aujourdhui: z.iso.date(),
      equipe: z.boolean(),
      lignes: z.array(Suivi),
      total: z.number().int(),
      parPage: z.number().int(),
      /** How many persons of each urgency, whatever the urgency filtered. */
      comptes: z.partialRecord(Urgence, z.number().int()),
      /** Of them, those that ask for something: `urgence: 'a-faire'` lists them. */
      aFaire: z.number().int(),
      referents: z.array(ChargeReferent),
      /** For who leads: oriented to their structure, waiting for a référent, whatever the team. */
      sansReferent: SansReferent,
      /** Whose follow-up ended lately, handed over or closed: their file is read until `jusquau`, included. */
      transmises: z.array(
        z.object({
          personneId: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          depuis: z.iso.date(),
          jusquau: z.iso.date(),
          /** Why it ended, when a flow ended it. */
          motif: z.string().nullable(),
        }),
      ),
    }),
  },
  async (ctx, { page, ...filtres }) => {
    const equipe = traits(ctx.agent.role)?.portefeuille === 'equipe'
    const moi = ctx.agent.id
    const aCote = Promise.all([sansReferent(ctx), personnesTransmises(ctx)])
    const { rows } = await sql<Ligne>`
      with juge as materialized (${suivisJuges(ctx, suiviRetenu(ctx, filtres))}
      ), vue as (
        select * from juge where ${urgenceRetenue(filtres.urgence)} order by ${ORDRE_PORTEFEUILLE}
        limit ${LIGNES_PAR_PAGE} offset ${(page - 1) * LIGNES_PAR_PAGE}
      )
      select
        coalesce((select json_object_agg(urgence, n) from (select urgence, count(*) as n from juge group by 1) c), '{}') as comptes,
        coalesce((select json_agg(json_build_object('personneId', v.personne_id, 'nom', v.nom, 'prenom', v.prenom,
            'commune', ${communeDe(sql.ref('v.personne_id'))},
            'dominante', v.dominante, 'debut', v.debut, 'veilleDepuis', v.veille_depuis, 'referentId', v.referent_id,
            'referent', v.referent, 'second', v.co_referent_id is not distinct from ${moi}::uuid,
            'dernierContact', contact.dernier, 'prochainRendezVous', contact.prochain, 'bilanLe', v.bilan_le, 'pour', v.pour,
            'remisAu', v.remis_au,
            'urgence', v.urgence)) from vue v cross join lateral (${contactsDe(ctx, 'v')}) contact), '[]') as lignes,
        coalesce((select json_agg(json_build_object('id', r.id, 'nom', r.nom, 'equipeId', r.equipe_id, 'equipe', r.equipe,
            'mene', r.mene, 'suivis', r.suivis, 'veille', r.veille, 'plafond', r.plafond)
            order by not r.mene, lower(r.equipe), r.suivis::numeric / r.plafond desc, r.nom)
          from (
            ${chargesReferents(ctx, sql<SqlBool>`(${equipe} or a.id = ${moi})`)}
          ) r), '[]') as referents`.execute(ctx.db)
    const { lignes, comptes, referents } = rows[0] as Ligne
    const [enAttente, transmises] = await aCote
    const compter = (noms: readonly NomUrgence[]) => noms.reduce((n, nom) => n + (comptes[nom] ?? 0), 0)
    const total = compter(filtres.urgence ? urgencesDe(filtres.urgence) : NOMS_URGENCES)
    return {
      aujourdhui: ctx.today,
      equipe,
      lignes,
      total,
      parPage: LIGNES_PAR_PAGE,
      comptes,
      aFaire: compter(URGENCES_A_FAIRE),
      referents,
      sansReferent: enAttente,
      transmises: transmises.map(t => ({ ...t, motif: mot(FINS_DE_DROIT, t.motif) })),
    }
  },
)
