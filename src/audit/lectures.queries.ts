import { type RawBuilder, sql } from 'kysely'
import type { Dite } from '../agent/habitude/motifs.ts'
import { raisonDite } from '../agent/habitude/raison-dite.queries.ts'
import { traits } from '../agent/roles.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { communeDe } from '../territoire/commune.queries.ts'
import type { Filtre } from './audit.ts'

/** A reading, with the names of who read and of who was read as they are today. */
export type Lecture = {
  id: number
  le: string
  acteur: string
  agentId: string
  agent: string | null
  role: string | null
  structure: string | null
  personneId: string
  nom: string | null
  prenom: string | null
  quoi: string
  relation: string | null
  /** The reason said before the file opened. */
  dite: Dite | null
}

/** SQL: the instant at which a day begins in the territory, whose time zone is that of the connection. */
export const minuit = (jour: string) => sql`${jour}::date::timestamptz`
/** SQL: the instant at which a day ends, excluded. */
export const finDuJour = (jour: string) => sql`(${jour}::date + 1)::timestamptz`

/** SQL (uuid[]): a file and those it absorbed. */
export const avecReunis = (personne: string) =>
  sql`array(select p.id from personne p where p.id = ${personne} or p.fusionnee_dans = ${personne})`

/** SQL condition over a journal (its alias): by whom and when, and these others. */
export function duJournal(
  alias: 'c' | 'l',
  { agent, du, au }: Pick<Filtre, 'agent' | 'du' | 'au'>,
  ...autres: readonly (RawBuilder<unknown> | false | undefined | '')[]
): RawBuilder<unknown> {
  const le = sql.ref(`${alias}.le`)
  const conditions = [
    sql`true`,
    agent && sql`${sql.ref(`${alias}.acteur_id`)} = ${agent}`,
    du && sql`${le} >= ${minuit(du)}`,
    au && sql`${le} < ${finDuJour(au)}`,
    ...autres,
  ].filter(condition => typeof condition === 'object')
  return sql.join(conditions, sql` and `)
}

/** SQL condition over `consultation c`. A person's readings are also those of the files that hers absorbed. */
export const retenues = ({ personne, quoi, export: numero, ...qui }: Filtre): RawBuilder<unknown> =>
  duJournal(
    'c',
    qui,
    personne && sql`c.personne_id = any(${avecReunis(personne)})`,
    quoi && sql`c.quoi = ${quoi}`,
    numero !== undefined && sql`c.export = ${numero}`,
  )

/**
 * SQL (text): where an agent held this role on the day of an instant. Held in two places the same day, both are told: nobody knows
 * from which one they read.
 */
export const structureAlors = (agentId: string, role: string, le: string): RawBuilder<string | null> => sql`
  (select string_agg(distinct s.nom, ' ou ') from habilitation h join structure s on s.id = h.structure_id
   where h.agent_id = ${sql.ref(agentId)} and h.role = ${sql.ref(role)}
     and h.debut <= ${sql.ref(le)}::date
     and (h.fin is null or h.fin >= ${sql.ref(le)}::date))`

/** Readings, newest first, after the one of number `avant`. Only those of the page are given their names. */
export async function lireJournal(
  ctx: Context,
  filtre: Filtre,
  { avant, limite }: { avant?: number; limite: number },
): Promise<Lecture[]> {
  const suite = avant ? sql`(c.le, c.id) < (select v.le, v.id from consultation v where v.id = ${avant})` : sql`true`
  const { rows } = await nommees(sql`
    select c.* from consultation c where ${retenues(filtre)} and ${suite} order by c.le desc, c.id desc limit ${limite}`).execute(
    ctx.db,
  )
  return rows
}

/** Every reading of the journal as it is filtered, in the order of its pages, each saying how many there are. */
export const toutLeJournal = (filtre: Filtre): RawBuilder<Lecture & { enTout: number }> =>
  nommees(sql`select c.*, count(*) over () as en_tout from consultation c where ${retenues(filtre)}`, sql`, c.en_tout`)

/** SQL query: these readings, newest first, with their names. */
const nommees = <L extends Lecture>(lectures: RawBuilder<unknown>, enTout = sql``) => sql<L>`
  with page as materialized (${lectures})
  select c.id, c.le, c.acteur, c.acteur_id as agent_id, a.nom as agent, c.role,
    ${structureAlors('c.acteur_id', 'c.role', 'c.le')} as structure, c.personne_id, p.nom, p.prenom, c.quoi, c.relation,
    ${raisonDite('c')} as dite${enTout}
  from page c left join agent_nom a on a.id = c.acteur_id left join personne p on p.id = c.personne_id
  order by c.le desc, c.id desc`

/** The name of an agent whose readings are kept apart; nothing of who never worked here. */
export async function nomDeLecteur(ctx: Context, agent: string): Promise<string | null> {
  const { rows } = await sql<{ nom: string }>`select nom from agent_nom where id = ${agent}`.execute(ctx.db)
  return rows[0]?.nom ?? null
}

/** Who read, in words. */
export function lecteur({ acteur, agent, role }: Pick<Lecture, 'acteur' | 'agent' | 'role'>): {
  nom: string
  role: string
} {
  if (acteur === 'logiciel') return { nom: 'Logiciel d’un partenaire', role: '' }
  if (acteur === 'personne') return { nom: 'La personne elle-même', role: '' }
  return { nom: agent ?? 'Agent inconnu', role: traits(role)?.libelle ?? role ?? '' }
}

/** A person whose readings are controlled. */
export type PersonneLue = {
  id: string
  nom: string
  prenom: string
  dateNaissance: string | null
  commune: string | null
}

/**
 * Name, birth date and commune of a person: all that the control shows of her. The look is recorded as any reading. Refuses 404 who
 * isn't in the territory.
 */
export async function personneControlee(ctx: Context, personne: string): Promise<PersonneLue> {
  const { rows } = await sql<PersonneLue>`
    select p.id, p.nom, p.prenom, p.date_naissance, ${communeDe(sql.ref('p.id'))} as commune
    from personne p where p.id = ${personne}`.execute(ctx.db)
  if (!rows[0])
    throw new Refusal(
      'not-found',
      'personne-inconnue',
      'Cette personne n’est pas dans ce territoire, ou ses données ont été effacées. Cherchez-la par son nom et sa date de naissance.',
    )
  await consulter(ctx, rows[0].id, 'audit')
  return rows[0]
}
