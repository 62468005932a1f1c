import { sql } from 'kysely'
import { z } from 'zod'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { personnesTransmises } from '../agent/lecture-apres.queries.ts'
import { estDeLEquipe, estMene } from '../agent/relations.queries.ts'
import { ROLE_DE_SUIVI, traits } from '../agent/roles.ts'
import { Dominante } from '../offre/dominante.ts'
import { useCase } from '../socle/use-case.ts'
import {
  DUREES,
  JOURS_AVANT_BILAN,
  JOURS_SANS_CONTACT,
  NOMS_URGENCES,
  type Urgence as NomUrgence,
} from './accompagnement.ts'
import { chargeEtVeille, plafondEffectif } from './referent.queries.ts'
import { sansReferent } from './sans-referent.queries.ts'

const PAR_PAGE = 50
const Urgence = z.enum(NOMS_URGENCES as [NomUrgence, ...NomUrgence[]])

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
  bilanLe: z.iso.date(),
  urgence: Urgence,
})

const ChargeReferent = z.object({
  id: z.uuid(),
  nom: z.string(),
  equipeId: z.uuid().nullable(),
  equipe: z.string().nullable(),
  /** Led by the agent who asks; another may only be handed persons over. */
  mene: z.boolean(),
  suivis: z.number().int(),
  veille: z.number().int(),
  plafond: z.number().int(),
})

type Ligne = {
  lignes: z.input<typeof Suivi>[]
  comptes: Partial<Record<NomUrgence, number>>
  referents: z.input<typeof ChargeReferent>[]
}

/**
 * The persons a référent follows, most urgent first (rules A3, A4); for a responsable d'équipe, those of the team, with the load
 * of each référent of the structure against the cap (rule A2), those of the team first. One query, by pages of 50.
 */
export const portefeuille = useCase(
  {
    route: 'GET /portefeuille',
    summary: 'Portefeuille du référent ou de l’équipe',
    permission: 'portefeuille.lire',
    input: z.object({
      urgence: Urgence.optional(),
      dominante: Dominante.optional(),
      referentId: z.uuid().optional(),
      equipeId: z.uuid().optional(),
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
      referents: z.array(ChargeReferent),
      /** For who leads: oriented to their structure, waiting for a référent, whatever the team. */
      sansReferent: z.object({
        /** How many wait; `personnes` are the first of them. */
        total: z.number().int(),
        personnes: z.array(
          z.object({
            personneId: z.uuid(),
            nom: z.string(),
            prenom: z.string(),
            dominante: Dominante,
            depuis: z.iso.date(),
          }),
        ),
      }),
      /** Handed over lately: their file is read until `jusquau`, included. */
      transmises: z.array(
        z.object({
          personneId: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          depuis: z.iso.date(),
          jusquau: z.iso.date(),
        }),
      ),
    }),
  },
  async (ctx, { urgence = null, dominante = null, referentId = null, equipeId = null, page }) => {
    const equipe = traits(ctx.agent.role)?.portefeuille === 'equipe'
    const moi = ctx.agent.id
    // The accompaniments by which the agent is entitled to these persons: no other relation (perimetre) brings anybody here.
    const miens = equipe
      ? sql`ac.structure_id = ${ctx.agent.structureId} and ${estMene(ctx, sql.ref('ac.referent_id'))}`
      : sql`(ac.referent_id = ${moi} or ac.co_referent_id = ${moi})`
    const mois = (champ: 'mois' | 'renouvellement') =>
      sql`(case ac.dominante when 'emploi' then ${DUREES.emploi[champ]}::int when 'equilibre' then ${DUREES.equilibre[champ]}::int
        else ${DUREES.remobilisation[champ]}::int end * interval '1 month')`
    const aCote = Promise.all([sansReferent(ctx), personnesTransmises(ctx)])
    const { rows } = await sql<Ligne>`
      with suivi as materialized (
        select ac.personne_id, p.nom, p.prenom, ac.dominante, ac.debut, ac.veille_depuis, ac.referent_id, ac.referent,
          ac.co_referent_id is not distinct from ${moi}::uuid as second, rdv.dernier, rdv.prochain,
          coalesce((rdv.bilan::date + ${mois('renouvellement')})::date, (ac.debut + ${mois('mois')})::date) as bilan_le
        from suivi_courant ac
        join personne p on p.id = ac.personne_id
        cross join lateral (
          select max(r.debut) filter (where r.issue = 'present') as dernier,
            min(r.debut) filter (where r.issue is null and r.debut >= ${ctx.now}::timestamptz) as prochain,
            max(r.debut) filter (where r.issue = 'present' and r.objet = 'bilan') as bilan
          from rendez_vous r where r.personne_id = ac.personne_id and r.debut >= ac.debut
        ) rdv
        where ${miens} and p.fusionnee_dans is null
          and ${referentId ? sql`ac.referent_id = ${referentId}` : sql`true`}
          and ${equipeId ? estDeLEquipe(ctx, sql.ref('ac.referent_id'), equipeId) : sql`true`}
          and ${dominante ? sql`ac.dominante = ${dominante}` : sql`true`}
      ), juge as materialized (
        select suivi.*, case
          when veille_depuis is not null then 'veille'
          when bilan_le < ${ctx.today}::date then 'bilan-depasse'
          when dernier is null and prochain is null then 'premier-contact'
          when prochain is null and dernier < ${ctx.now}::timestamptz - ${JOURS_SANS_CONTACT}::int * interval '1 day' then 'sans-contact'
          when bilan_le <= ${ctx.today}::date + ${JOURS_AVANT_BILAN}::int then 'bilan-proche'
          else 'suivi' end as urgence
        from suivi
      ), vue as (
        select * from juge where ${urgence ? sql`urgence = ${urgence}` : sql`true`}
        order by array_position(${NOMS_URGENCES}::text[], urgence),
          case when urgence in ('bilan-depasse', 'bilan-proche') then bilan_le else debut end, nom, personne_id
        limit ${PAR_PAGE} offset ${(page - 1) * PAR_PAGE}
      )
      select
        coalesce((select json_object_agg(urgence, n) from (select urgence, count(*) as n from juge group by 1) c), '{}') as comptes,
        coalesce((select json_agg(json_build_object('personneId', v.personne_id, 'nom', v.nom, 'prenom', v.prenom,
            'commune', (select f.commune from foyer_courant f where f.personne_id = v.personne_id),
            'dominante', v.dominante, 'debut', v.debut, 'veilleDepuis', v.veille_depuis, 'referentId', v.referent_id,
            'referent', v.referent, 'second', v.second, 'dernierContact', v.dernier, 'prochainRendezVous', v.prochain,
            'bilanLe', v.bilan_le, 'urgence', v.urgence)) from vue v), '[]') as lignes,
        coalesce((select json_agg(json_build_object('id', r.id, 'nom', r.nom, 'equipeId', r.equipe_id, 'equipe', r.equipe,
            'mene', r.mene, 'suivis', r.suivis, 'veille', r.veille, 'plafond', r.plafond)
            order by not r.mene, lower(r.equipe), r.suivis::numeric / r.plafond desc, r.nom)
          from (
            select a.id, a.nom, charge.suivis, charge.veille, h.equipe_id, e.nom as equipe, ${estMene(ctx, sql.ref('a.id'))} as mene,
              ${plafondEffectif(ctx, sql.ref('h.plafond'))} as plafond
            from habilitation h join agent_nom a on a.id = h.agent_id left join equipe e on e.id = h.equipe_id
              cross join lateral (${chargeEtVeille(sql.ref('a.id'))}) charge
            where h.role = ${ROLE_DE_SUIVI} and h.structure_id = ${ctx.agent.structureId} and a.desactive_le is null
              and ${habilitationEnCours(ctx.today)} and ${equipe ? sql`true` : sql`a.id = ${moi}`}
          ) r), '[]') as referents`.execute(ctx.db)
    const { lignes, comptes, referents } = rows[0] as Ligne
    const [enAttente, transmises] = await aCote
    const total = urgence ? (comptes[urgence] ?? 0) : Object.values(comptes).reduce((a, b) => a + b, 0)
    return {
      aujourdhui: ctx.today,
      equipe,
      lignes,
      total,
      parPage: PAR_PAGE,
      comptes,
      referents,
      sansReferent: enAttente,
      transmises,
    }
  },
)
