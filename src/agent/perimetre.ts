import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { type Lien, RELATIONS } from './relations.queries.ts'
import { traits } from './roles.ts'

/**
 * SQL condition: the agent has a relation to this person that their role opens (domaine.md §8), the only place where a scope is
 * decided. `personneId` is a column, such as sql.ref('p.id').
 */
export function perimetre(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (ctx.agent.genre === 'systeme') return sql`true`
  const liens = liensDe(ctx)
  if (!liens) return horsArchives(personneId)
  if (!liens.length) return sql`false`
  const ouvrent = liens.map(
    ({ de, quand }) => sql`exists (select 1 from ${de} where r.personne_id = ${personneId} and ${quand})`,
  )
  return sql`((${sql.join(ouvrent, sql` or `)}) and ${horsArchives(personneId)})`
}

/**
 * SQL query of the ids of the persons in scope, where they are few beside the territory and better looked at one by one; null where
 * the scope is better checked on each person found.
 */
export function lesSiens(ctx: Context): RawBuilder<unknown> | null {
  const peu = relationsDe(ctx).every(r => RELATIONS[r].tient !== 'secteur')
  const liens = peu ? liensDe(ctx) : null
  if (!liens?.length) return null
  return sql.join(
    liens.map(
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

const relationsDe = (ctx: Context) => traits(ctx.agent.role)?.relations ?? []

/** SQL branches of a `case`: each relation of the agent's role to this person, by its name; `territoire` where one ties to everybody. */
export function relationsQuiTiennent(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<unknown> {
  const branches = relationsDe(ctx).map(relation => {
    const lien = RELATIONS[relation].lien(ctx)
    return lien
      ? sql`when exists (select 1 from ${lien.de} where r.personne_id = ${personneId} and ${lien.quand}) then ${relation}`
      : sql`when true then 'territoire'`
  })
  return sql.join(branches, sql` `)
}

/** The ties of the agent who acts; null when one of them ties to everybody. */
function liensDe(ctx: Context): Lien[] | null {
  const liens = relationsDe(ctx).map(r => RELATIONS[r].lien(ctx))
  const tous = liens.filter(lien => lien !== null)
  return tous.length === liens.length ? tous : null
}

export function personneIntrouvable(): Refusal {
  return new Refusal(
    'not-found',
    'personne-introuvable',
    'Ce dossier n’existe pas, ou il n’est pas dans votre périmètre. Cherchez la personne par son nom.',
  )
}
