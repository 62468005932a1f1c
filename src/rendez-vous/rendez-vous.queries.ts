import { type RawBuilder, sql } from 'kysely'
import { tenirAgent } from '../agent/agents.queries.ts'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ouvertAutrement, perimetre } from '../agent/perimetre.ts'
import { horizon } from '../agent/relations.queries.ts'
import { rolesQui, traits } from '../agent/roles.ts'
import { faitsAccompagnable } from '../droit/accompagnable.queries.ts'
import { empechementAccompagnement, type FaitsAccompagnable } from '../personne/foyer.ts'
import { tenirPersonnes } from '../personne/verrou.queries.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { adresseConnue } from '../precaution/adresse-postale.queries.ts'
import type { EnBref } from '../precaution/en-bref.ts'
import { precautionsEnJson } from '../precaution/precaution.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { enInstant, enLocal } from './instants.ts'
import { recitRendezVousPris } from './rendez-vous.recits.ts'
import {
  direMotif,
  empechement,
  fautesRendezVous,
  type HeureLocale,
  MESSAGES,
  type Occupation,
  plusTard,
  type RendezVous,
  type SituationPrise,
} from './rendez-vous.ts'

export const RECOIVENT = rolesQui('rendez-vous.gerer')
/** How long the agent of an appointment may still correct what it became, without another relation to the person. */
const CORRECTION_JOURS = 30

/** `acces`: one enters without a step where they receive; null, nobody said. */
export type AgentRecevant = {
  id: string
  nom: string
  structureId: string | null
  structure: string | null
  acces: boolean | null
  /** Where they receive, its name before it: the antenne of their team, else their structure. */
  adresse: string | null
}

/** Agents who may receive persons, by name: an open account and a running role that makes appointments. */
export async function agentsRecevant(ctx: Context, agentId?: string): Promise<AgentRecevant[]> {
  const agents = await ctx.db
    .selectFrom('agent as a')
    .innerJoin('habilitation as h', 'h.agentId', 'a.id')
    .leftJoin('structure as s', 's.id', 'h.structureId')
    .leftJoin('equipe as e', 'e.id', 'h.equipeId')
    .leftJoin('antenne as n', 'n.id', 'e.antenneId')
    .select(['a.id', 'a.nom', 'a.prenom', 'h.structureId', 's.nom as structure'])
    .select(eb => eb.fn.coalesce('n.accesSansMarche', 's.accesSansMarche').as('acces'))
    .select(eb => eb.fn.coalesce('n.adresse', 's.adresse').as('adresse'))
    .distinctOn(['a.nom', 'a.prenom', 'a.id'])
    .where('a.desactiveLe', 'is', null)
    .where(habilitationEnCours(ctx.today))
    .where('h.role', 'in', RECOIVENT)
    .$if(agentId !== undefined, q => q.where('a.id', '=', agentId ?? ''))
    .orderBy('a.nom')
    .orderBy('a.prenom')
    .orderBy('a.id')
    .orderBy('h.structureId')
    .execute()
  return agents.map(a => ({
    id: a.id,
    nom: `${a.prenom} ${a.nom}`,
    structureId: a.structureId,
    structure: a.structure,
    acces: a.acces,
    adresse: a.adresse && [a.structure, a.adresse].filter(Boolean).join(', '),
  }))
}

/**
 * The agent who will receive, locked until the end of the transaction so that two bookings can't take the same slot. `sinon`: what is said
 * when they receive no more, other than for a booking.
 */
export async function agentAOccuper(ctx: Context, agentId: string, sinon?: string): Promise<AgentRecevant> {
  if (agentId !== ctx.agent.id && recoitSeul(ctx))
    throw new Refusal('forbidden', 'rendez-vous-d-autrui', MESSAGES['rendez-vous-d-autrui'])
  await sql`select pg_advisory_xact_lock(hashtextextended(${agentId}, 0))`.execute(ctx.db)
  await tenirAgent(ctx, agentId)
  const [agent] = await agentsRecevant(ctx, agentId)
  if (!agent) throw refus('agent-indisponible', sinon)
  return agent
}

/** What already takes an agent between two days (YYYY-MM-DD, included), as hours of the territory. */
export async function occupations(
  ctx: Context,
  agentId: string,
  du: string,
  au: string,
  sauf: string | null = null,
): Promise<Occupation[]> {
  const lignes = await ctx.db
    .selectFrom('rendezVous')
    .select(['id', 'debut', 'dureeMinutes', 'modalite'])
    .where('agentId', '=', agentId)
    .where('debut', '>=', enInstant(ctx, `${du}T00:00`))
    .where('debut', '<', enInstant(ctx, `${Temporal.PlainDate.from(au).add({ days: 1 })}T00:00`))
    .where(eb => eb.or([eb('issue', 'is', null), eb('issue', '=', 'present')]))
    .execute()
  return lignes
    .filter(l => l.id !== sauf)
    .map(l => {
      const debut = enLocal(ctx, l.debut)
      return { debut, fin: plusTard(debut, l.dureeMinutes), collectif: l.modalite === 'collectif' }
    })
}

export type PersonneAConvoquer = FaitsAccompagnable & {
  id: string
  joursPris: string[]
  accordSms: boolean
  accordCourriel: boolean
  precautions: EnBref | null
  adresseConnue: boolean
  adresseConfidentielle: boolean
  auPlusTard: string
}

/** Those of the given persons who are in scope, locked, with what decides whether they can be called. */
export async function personnesAConvoquer(
  ctx: Context,
  personneIds: readonly string[],
  sauf: string | null = null,
): Promise<Map<string, PersonneAConvoquer>> {
  await tenirPersonnes(ctx, personneIds)
  const { rows } = await sql<PersonneAConvoquer>`
    select p.id,
      p.telephone is not null and coalesce(p.telephone_accord, false) as accord_sms,
      p.courriel is not null and coalesce(p.courriel_accord, false) as accord_courriel,
      ${faitsAccompagnable('p')},
      ${precautionsEnJson(sql.ref('p.id'))} as precautions, adresse_confidentielle(p.id) as adresse_confidentielle,
      ${adresseConnue(sql.ref('p.id'))} as adresse_connue, ${auPlusTard(ctx, sauf)}::text as au_plus_tard,
      array(select r.debut::date::text from rendez_vous r
        where r.personne_id = p.id and r.id is distinct from ${sauf}::uuid
          and (r.issue is null or r.issue = 'present') and r.debut > ${ctx.now}::timestamptz - interval '1 day') as jours_pris
    from personne p
    where p.id = any(${[...personneIds]}::uuid[]) and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}
    order by p.id`.execute(ctx.db)
  return new Map(rows.map(p => [p.id, p]))
}

/** Refuses an appointment that can't be made, with the sentence of its rule. */
export function exigerPossible(
  demande: Parameters<typeof empechement>[0],
  situation: Parameters<typeof empechement>[1],
): void {
  const motif = empechement(demande, situation)
  if (motif) throw refus(motif, direMotif(motif, situation))
}

const refus = (motif: keyof typeof MESSAGES, message: string = MESSAGES[motif]) =>
  new Refusal('conflict', motif, message, fautesRendezVous(motif, message))

export const situationDe = (
  ctx: Context,
  personne: PersonneAConvoquer,
  prises: readonly Occupation[],
): SituationPrise => ({
  ...personne,
  nonAccompagnable: empechementAccompagnement(personne, ctx.today),
  maintenant: enLocal(ctx, ctx.now),
  occupations: prises,
})

/**
 * SQL (date): the last day that `p` may be given an appointment for. Who holds the person by the appointment they move (`deplace`) doesn't
 * prolong by it what opens the file to them: no later than it was, or than it could be given for.
 */
function auPlusTard(ctx: Context, deplace: string | null): RawBuilder<string> {
  const jusqua = horizon(ctx, sql`${ctx.today}::date`)
  if (!deplace) return jusqua
  return sql`case when ${ouvertAutrement(ctx, sql.ref('p.id'))} then ${jusqua} else (
    select least(${jusqua}, greatest(r.debut::date,
      case when r.releve is null then ${horizon(ctx, sql`r.pris_le::date`)} end)) from rendez_vous r where r.id = ${deplace}) end`
}

type NouveauRendezVous = Omit<RendezVous, 'debut' | 'convoqueLe' | 'issue'> & { debut: HeureLocale }

/**
 * Writes appointments already checked, and their entries in the timelines. `remplace`: the appointment this one replaces; whoever
 * moves it, it stays given by who gave it, when they did, as long as the same agent receives: a new date opens nothing.
 */
export async function inscrire(
  ctx: Context,
  nouveaux: readonly NouveauRendezVous[],
  agentNom: string,
  remplace: { id: string; confie: boolean; avecElle: boolean } | null = null,
): Promise<RendezVous[]> {
  if (!nouveaux.length) return []
  const inscrits = nouveaux.map(r => ({ ...r, debut: enInstant(ctx, r.debut), convoqueLe: ctx.today, issue: null }))
  const ancien = remplace
    ? await ctx.db
        .selectFrom('rendezVous')
        .select(['agentId', 'prisPar', 'prisLe', 'releve', 'relevePar'])
        .where('id', '=', remplace.id)
        .executeTakeFirst()
    : undefined
  const donne =
    ancien && ancien.agentId === nouveaux[0]?.agentId
      ? {
          ...{ prisPar: ancien.prisPar, prisLe: ancien.prisLe },
          ...(ancien.releve === 'garde' ? { releve: ancien.releve, relevePar: ancien.relevePar } : {}),
        }
      : { prisPar: ctx.agent.id, prisLe: ctx.now }
  await ctx.db
    .insertInto('rendezVous')
    .values(inscrits.map(r => ({ ...r, ...donne })))
    .execute()
  for (const r of inscrits) {
    await ctx.record({ personne: r.personneId }, recitRendezVousPris, {
      apres: {
        rendezVousId: r.id,
        objet: r.objet,
        modalite: r.modalite,
        debut: r.debut,
        dureeMinutes: r.dureeMinutes,
        lieu: r.lieu,
        convocation: r.convocation,
        agentId: r.agentId,
        agent: agentNom,
        ...(remplace ? { remplace: remplace.id, confie: remplace.confie, avecElle: remplace.avecElle } : {}),
      },
    })
  }
  return inscrits
}

/** An appointment by its id, or undefined; no scope: for replays, whose answer the caller already had. */
export async function trouverRendezVous(ctx: Context, id: string): Promise<RendezVous | undefined> {
  const { rows } = await sql<RendezVous>`
    select r.*, ${lieuMontre()} as lieu from rendez_vous r where r.id = ${id}`.execute(ctx.db)
  return rows[0] && rendezVousDe(rows[0])
}

const COLONNES = [
  'id',
  'personneId',
  'agentId',
  'structureId',
  'objet',
  'modalite',
  'debut',
  'dureeMinutes',
  'lieu',
  'convocation',
  'convoqueLe',
  'issue',
  'interpretePrevu',
] as const

/** A row as the API gives it: what the appointment is, without who wrote it. */
export function rendezVousDe(ligne: Record<(typeof COLONNES)[number], unknown>): RendezVous {
  return Object.fromEntries(COLONNES.map(c => [c, ligne[c]])) as RendezVous
}

/**
 * An appointment to conclude or to move, locked: of a person in scope, or held by the agent less than a month ago. One that was
 * called off before its hour isn't taken back out of scope: it would open the file again.
 * Refuses 404 otherwise, as if it did not exist.
 */
export async function rendezVousAGerer(ctx: Context, id: string): Promise<RendezVous> {
  const vu = sql`from rendez_vous r join personne p on p.id = r.personne_id
    where r.id = ${id} and p.fusionnee_dans is null and (${rendezVousVisible(ctx)})`
  // The person first, as every decision on them does; then what is true once they are held (personne/verrou.queries.ts).
  await sql`select 1 ${vu} for no key update of p`.execute(ctx.db)
  const { rows } = await sql<RendezVous>`select r.*, ${lieuMontre()} as lieu ${vu} for update of r`.execute(ctx.db)
  if (!rows[0]) throw new Refusal('not-found', 'rendez-vous-introuvable', MESSAGES['rendez-vous-introuvable'])
  await ctx.garde?.exiger(ctx, [rows[0].personneId])
  return rendezVousDe(rows[0])
}

/** Who sees one field of a file keeps to their own appointments: what others do with the person isn't theirs to know. */
const recoitSeul = (ctx: Context) => traits(ctx.agent.role)?.voit === 'champ'

/** SQL condition on `r` (rendez_vous) and `p` (personne): the agent may see this appointment. */
export function rendezVousVisible(ctx: Context) {
  const relation = perimetre(ctx, sql.ref('p.id'))
  return sql<boolean>`${recoitSeul(ctx) ? sql`(r.agent_id = ${ctx.agent.id} and ${relation})` : relation}
    or (r.agent_id = ${ctx.agent.id} and r.debut > ${ctx.now}::timestamptz - make_interval(days => ${CORRECTION_JOURS})
      and (r.issue is null or r.debut <= ${ctx.now}::timestamptz))`
}
