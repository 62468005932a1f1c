import { sql } from 'kysely'
import { z } from 'zod'
import { delaisEnJson } from '../droit/delai.queries.ts'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { type MotifReorientation, REORIENTATIONS } from './reorientation/reorientation.ts'

/** Days are YYYY-MM-DD; names are those of agents unless said otherwise. */
const Jour = z.string()

const Entree = z.object({
  motif: z.string(),
  recuLe: Jour,
  orienteLe: Jour.nullable(),
  closeLe: Jour.nullable(),
  /** Day the right opened; the convocation's delay runs from it or from the reception, as the territory says (C1). */
  ouvertLe: Jour,
  departConvocation: z.enum(['reception', 'ouverture']),
  convocationReception: Jour,
  convocationOuverture: Jour,
  echeanceJours: Jour,
  echeanceMois: Jour,
  relaisFranceTravail: Jour,
})
const Diagnostic = z.object({
  id: z.uuid(),
  version: z.number(),
  etabliLe: Jour,
  etabliPar: z.string(),
  conjoint: z.boolean(),
  synthese: z.string().nullable(),
})
const Orientation = z.object({
  id: z.uuid(),
  dominante: z.string(),
  structure: z.string(),
  structureTelephone: z.string().nullable(),
  accompagnementGlobal: z.boolean(),
  motif: z.string().nullable(),
  /** Why it took the place of another; null for a first one. */
  reorientation: z.enum(Object.keys(REORIENTATIONS) as [MotifReorientation, ...MotifReorientation[]]).nullable(),
  reorientationPrecision: z.string().nullable(),
  /** A computation helped: the person may ask how it went (CRPA L311-3-1). */
  calcul: z.boolean(),
  origine: z.string(),
  decideePar: z.string().nullable(),
  debut: Jour,
  fin: Jour.nullable(),
  notifieeLe: Jour.nullable(),
  notification: z.string().nullable(),
})
const Accompagnement = z.object({
  id: z.uuid(),
  referent: z.string(),
  telephone: z.string().nullable(),
  courriel: z.string(),
  coReferent: z.string().nullable(),
  /** What was handed over when it ended. */
  relais: z.string().nullable(),
  structure: z.string(),
  debut: Jour,
  fin: Jour.nullable(),
  veilleDepuis: Jour.nullable(),
  /** It came from a list: undoing its import takes it back. */
  repris: z.boolean(),
})
const Parcours = z.object({
  entree: Entree.nullable(),
  diagnostics: z.array(Diagnostic),
  orientations: z.array(Orientation),
  accompagnements: z.array(Accompagnement),
})

/** The delays of the latest entry, the diagnoses, the orientations and the référents of a person, the running ones first (A1, D2). */
export const parcoursDe = useCase(
  {
    route: 'GET /personnes/:personneId/parcours',
    summary: 'Le parcours d’une personne : délais, diagnostics, orientations, référents',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Parcours,
  },
  (ctx, { personneId }) =>
    lirePartie<z.input<typeof Parcours>>(ctx, personneId, 'parcours', {
      avec: [DERNIERE_ENTREE],
      partie: sql`json_build_object(
        'entree', ${entreeEnJson(ctx)}, 'diagnostics', ${DIAGNOSTICS}, 'orientations', ${ORIENTATIONS},
        'accompagnements', ${ACCOMPAGNEMENTS})`,
    }),
)

/** SQL, for a `with` after `cible` (personne-lue.queries.ts): the entry that commands, the running one first. */
export const DERNIERE_ENTREE = sql`
  derniere_entree as materialized (
    select e.motif, e.recu_le, e.foyer_id, e.personne_id, e.flux, case when e.oriente_le <= c.jusqua then e.oriente_le end as oriente_le,
      case when e.close_le <= c.jusqua then e.close_le end as close_le
    from entree e, cible c where e.personne_id = c.id and e.recu_le <= c.jusqua
    order by (e.oriente_le is null and e.close_le is null) desc, e.recu_le desc limit 1
  )`

const entreeEnJson = (ctx: Context) => sql`
  (select json_build_object('motif', e.motif, 'recuLe', e.recu_le, 'orienteLe', e.oriente_le, 'closeLe', e.close_le, ${delaisEnJson(ctx)})
    from derniere_entree e)`

const DIAGNOSTICS = sql`
  (select coalesce(json_agg(json_build_object('id', g.id, 'version', g.version, 'etabliLe', g.etabli_le, 'etabliPar', a.nom,
      'conjoint', g.conjoint, 'synthese', g.synthese) order by g.version desc), '[]')
    from diagnostic g join agent_nom a on a.id = g.etabli_par where g.personne_id = c.id and g.saisi_le::date <= c.jusqua)`

const ORIENTATIONS = sql`
  (select coalesce(json_agg(json_build_object('id', o.id, 'dominante', o.dominante, 'structure', s.nom,
      'structureTelephone', s.telephone, 'accompagnementGlobal', o.accompagnement_global, 'motif', o.motif, 'origine', o.origine,
      'reorientation', o.reorientation, 'reorientationPrecision', o.reorientation_precision,
      'calcul', o.proposition is not null and o.explication is not null,
      'decideePar', a.nom, 'debut', o.debut, 'fin', case when o.fin <= c.jusqua then o.fin end,
      'notifieeLe', case when o.notifiee_le <= c.jusqua then o.notifiee_le end, 'notification', o.notification)
      order by o.fin desc nulls first, o.debut desc), '[]')
    from orientation o join structure s on s.id = o.structure_id left join agent_nom a on a.id = o.decidee_par
      join reunies u on u.id = o.personne_id where o.debut <= c.jusqua and o.decidee_le::date <= c.jusqua)`

const ACCOMPAGNEMENTS = sql`
  (select coalesce(json_agg(json_build_object('id', k.id, 'referent', a.nom, 'telephone', coalesce(a.telephone, s.telephone),
      'courriel', a.courriel, 'coReferent', b.nom, 'relais', case when k.fin <= c.jusqua then k.relais end,
      'repris', o.origine = 'reprise-de-suivi' and o.debut = k.debut, 'structure', s.nom,
      'debut', k.debut, 'fin', case when k.fin <= c.jusqua then k.fin end,
      'veilleDepuis', case when k.veille_depuis <= c.jusqua then k.veille_depuis end)
      order by k.fin desc nulls first, k.debut desc), '[]')
    from accompagnement k join agent_nom a on a.id = k.referent_id join structure s on s.id = k.structure_id
      left join agent_nom b on b.id = k.co_referent_id join reunies u on u.id = k.personne_id
      join orientation o on o.id = k.orientation_id where k.debut <= c.jusqua and o.decidee_le::date <= c.jusqua)`
