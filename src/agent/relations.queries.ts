import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { QuiAgit } from '../socle/use-case.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import { type Relation, ROLE_DE_SUIVI } from './roles.ts'

/** SQL of what ties the agent who acts to persons: rows of a table `r`. */
export type Attache = {
  /** Tables, `r` among them. */
  de: RawBuilder<unknown>
  /** The tie runs today: what ends it is in there. */
  quand: RawBuilder<unknown>
}

type DefinitionRelation = {
  /** What of the agent it hangs on: two agents who share it see the same persons. */
  tient: 'agent' | 'equipe' | 'secteur'
  /** Null: it ties to everybody. */
  attache: (ctx: QuiAgit) => Attache | null
}

/**
 * SQL rows `r` of periods that run, or that the closing of a file ended: who leads the structure keeps a closed file, to open it again,
 * until it is.
 */
const ouvertesOuClos = (table: 'accompagnement' | 'orientation') => sql`(
  select * from ${sql.table(table)} where fin is null
  union all select f.* from dossier_clos z join ${sql.table(table)} f on f.fin_par = z.id) r`

const accompagnement = (quand: RawBuilder<unknown>): Attache => ({
  de: sql`accompagnement r`,
  quand: sql`r.fin is null and ${quand}`,
})

/** SQL condition: this référent (column) is of a team today. */
export const estDeLEquipe = (
  ctx: Pick<QuiAgit, 'today'>,
  referentId: RawBuilder<unknown>,
  equipeId: string | RawBuilder<string>,
): RawBuilder<SqlBool> =>
  sql`${referentId} in (select h.agent_id from habilitation h where h.equipe_id = ${equipeId} and h.role = ${ROLE_DE_SUIVI}
    and ${habilitationEnCours(ctx.today)})`

/**
 * SQL condition: the agent who acts leads this référent (column of a follow-up by their structure): of their team, or any when they
 * lead the whole structure. A référent who changes team takes their persons along.
 */
export const estMene = (ctx: QuiAgit, referentId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  ctx.agent.equipeId === null ? sql`true` : estDeLEquipe(ctx, referentId, ctx.agent.equipeId)

/** SQL condition over an orientation (its alias): nobody of its structure follows the person yet. */
export const attendReferent = (orientation: string): RawBuilder<SqlBool> =>
  sql`not exists (select 1 from accompagnement sa where sa.personne_id = ${sql.ref(`${orientation}.personne_id`)}
    and (sa.fin is null or sa.fin_par = ${sql.ref(`${orientation}.fin_par`)})
    and sa.structure_id = ${sql.ref(`${orientation}.structure_id`)})`

/** SQL condition over an orientation `r` to their structure: who leads a team may take whom nobody follows yet. */
const aMener = ({ agent }: QuiAgit): RawBuilder<SqlBool> => (agent.equipeId === null ? sql`true` : attendReferent('r'))

/** The fields of open files entrusted to the agent who acts: rows of `membre_suivi r`. Closed, a file asks nothing of them. */
export const champsConfies = ({ agent, today }: QuiAgit): Attache => ({
  de: sql`membre_suivi r`,
  quand: sql`r.agent_id = ${agent.id} and r.debut <= ${today}::date and (r.fin is null or r.fin > ${today}::date)
    and not exists (select 1 from dossier_clos z where z.personne_id = r.personne_id)`,
})

/** SQL (timestamptz): since when the agent who acts holds their role without interruption, in one place at least. */
const roleTenuDepuis = ({ agent, today }: QuiAgit): RawBuilder<string> =>
  sql`(select min(h.depuis) from habilitation h where h.agent_id = ${agent.id} and h.role = ${agent.role}
    and ${habilitationEnCours(today)})`

/** SQL (date): the last day that an appointment may be given for on a day (column). */
export const horizon = (ctx: QuiAgit, jour: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(${jour} + make_interval(months => ${parametreEnSql(ctx, 'rendez-vous.horizon-mois')}))::date`

/** SQL condition over a follow-up `rf`: what was booked (`r`) while one followed the person ends with it. */
const suiviFiniDepuis = sql`r.agent_id in (rf.referent_id, rf.co_referent_id)
  and rf.fin >= r.pris_le::date`

/** SQL condition over an appointment `r`: who receives followed the person, or a file merged into theirs, when it was given. */
export const suiviFini: RawBuilder<SqlBool> = sql<SqlBool>`(
  exists (select 1 from accompagnement rf where rf.personne_id = r.personne_id and ${suiviFiniDepuis})
  or exists (select 1 from personne f join accompagnement rf on rf.personne_id = f.id
    where f.fusionnee_dans = r.personne_id and ${suiviFiniDepuis}))`

/**
 * Each relation and what ends it: the household leaves the communes of the sector, the follow-up or the orientation is closed, the
 * member leaves the group. Who leads a team sees whom its référents follow, and those oriented to the structure who wait for a
 * référent: so does every other team, until one is designated. An appointment given by somebody else opens a file until its outcome
 * is written, or a day after its hour; one set further ahead than they may be (rendez-vous.horizon-mois) opens nothing. Given to who
 * followed the person then, it opens nothing once they don't, unless it was said at the hand-over that they keep it.
 */
export const RELATIONS: Record<Relation, DefinitionRelation> = {
  secteur: {
    tient: 'secteur',
    attache: ({ agent: { secteur } }) =>
      secteur && {
        de: sql`membre r join foyer rf on rf.id = r.foyer_id`,
        quand: sql`r.fin is null and rf.code_insee = any(${secteur})`,
      },
  },
  referent: { tient: 'agent', attache: ({ agent }) => accompagnement(sql`r.referent_id = ${agent.id}`) },
  second: { tient: 'agent', attache: ({ agent }) => accompagnement(sql`r.co_referent_id = ${agent.id}`) },
  'suivi-structure': {
    tient: 'equipe',
    attache: ctx => ({
      de: ouvertesOuClos('accompagnement'),
      quand: sql`r.structure_id = ${ctx.agent.structureId} and ${estMene(ctx, sql.ref('r.referent_id'))}`,
    }),
  },
  'orientation-structure': {
    tient: 'equipe',
    attache: ctx => ({
      de: ouvertesOuClos('orientation'),
      quand: sql`r.structure_id = ${ctx.agent.structureId} and ${aMener(ctx)}`,
    }),
  },
  'rendez-vous': {
    tient: 'agent',
    attache: ctx => ({
      de: sql`rendez_vous r`,
      // Nobody opens a file to themselves: who books for themselves holds it by another relation, which ends by itself.
      // A role given back after it was taken doesn't open what was given to the one before.
      quand: sql`r.agent_id = ${ctx.agent.id} and r.issue is null
        and r.debut > ${ctx.now}::timestamptz - interval '1 day' and r.debut::date <= ${horizon(ctx, sql.ref('r.convoque_le'))}
        and r.pris_le >= ${roleTenuDepuis(ctx)}
        and (r.releve = 'garde' or (r.pris_par <> r.agent_id and not ${suiviFini}))`,
    }),
  },
  'groupe-suivi': { tient: 'agent', attache: champsConfies },
}
