import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '../socle/refusal.ts'
import type { Context, QuiAgit } from '../socle/use-case.ts'
import { type Attache, RELATIONS } from './relations.queries.ts'
import { traits } from './roles.ts'

/**
 * SQL condition: the agent has a relation to this person that their role opens (domaine.md §8), the only place where a scope is
 * decided. `personneId` is a column, such as sql.ref('p.id').
 */
export function perimetre(ctx: QuiAgit, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (ctx.agent.genre === 'systeme') return sql`true`
  const attaches = attachesDe(ctx)
  if (!attaches) return horsArchives(personneId)
  if (!attaches.length) return sql`false`
  const ouvrent = attaches.map(
    ({ de, quand }) => sql`exists (select 1 from ${de} where r.personne_id = ${personneId} and ${quand})`,
  )
  return sql`((${sql.join(ouvrent, sql` or `)}) and ${horsArchives(personneId)})`
}

/** SQL condition: the agent has a relation to this person other than an appointment given to them. */
export function ouvertAutrement(ctx: QuiAgit, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (ctx.agent.genre === 'systeme') return sql`true`
  const autres = relationsDe(ctx).filter(r => r !== 'rendez-vous')
  const attaches = autres.map(r => RELATIONS[r].attache(ctx))
  const tient = attaches.map(a =>
    a ? sql`exists (select 1 from ${a.de} where r.personne_id = ${personneId} and ${a.quand})` : sql`true`,
  )
  return tient.length ? sql`(${sql.join(tient, sql` or `)})` : sql`false`
}

/**
 * SQL query of the ids of the persons in scope, where they are few beside the territory and better looked at one by one; null where
 * the scope is better checked on each person found.
 */
export function lesSiens(ctx: Context): RawBuilder<unknown> | null {
  const peu = relationsDe(ctx).every(r => RELATIONS[r].tient !== 'secteur')
  const attaches = peu ? attachesDe(ctx) : null
  if (!attaches?.length) return null
  return sql.join(
    attaches.map(
      ({ de, quand }) =>
        sql`select r.personne_id from ${de} where ${quand} and ${horsArchives(sql.ref('r.personne_id'))}`,
    ),
    sql` union `,
  )
}

/** SQL: nobody meets those who left the active base. */
const horsArchives = (personneId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql<SqlBool>`not exists (select 1 from archive pz where pz.personne_id = ${personneId})`

/** What a scope is made of: two agents with the same key see the same persons. */
export function clePerimetre(ctx: Context): string {
  const { role, id, structureId, equipeId, secteur } = ctx.agent
  const tient = new Set(relationsDe(ctx).map(r => RELATIONS[r].tient))
  return JSON.stringify([
    role,
    tient.has('secteur') ? secteur : null,
    tient.has('equipe') ? [structureId, equipeId] : null,
    tient.has('agent') ? id : null,
  ])
}

const relationsDe = (ctx: QuiAgit) => traits(ctx.agent.role)?.relations ?? []

/** SQL branches of a `case`: each relation of the agent's role to this person, by its name; `territoire` where one ties to everybody. */
export function relationsQuiTiennent(ctx: QuiAgit, personneId: RawBuilder<unknown>): RawBuilder<unknown> {
  const branches = relationsDe(ctx).map(relation => {
    const attache = RELATIONS[relation].attache(ctx)
    return attache
      ? sql`when exists (select 1 from ${attache.de} where r.personne_id = ${personneId} and ${attache.quand}) then ${relation}`
      : sql`when true then 'territoire'`
  })
  return sql.join(branches, sql` `)
}

/** The ties of the agent who acts; null when one of them ties to everybody. */
function attachesDe(ctx: QuiAgit): Attache[] | null {
  const attaches = relationsDe(ctx).map(r => RELATIONS[r].attache(ctx))
  const tous = attaches.filter(attache => attache !== null)
  return tous.length === attaches.length ? tous : null
}

export function personneIntrouvable(): Refusal {
  return new Refusal(
    'not-found',
    'personne-introuvable',
    'Ce dossier n’existe pas, ou il n’est pas dans votre périmètre. Cherchez la personne par son nom.',
  )
}
