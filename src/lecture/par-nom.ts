import { type RawBuilder, sql } from 'kysely'

/** SQL, for an `order by`: names as a directory sorts them, whatever their case, accents or alphabet (`nom` and `prenom` of `alias`). */
export const parNom = (alias = 'p'): RawBuilder<unknown> =>
  sql`forme_comparable(${sql.ref(`${alias}.nom`)}), forme_comparable(${sql.ref(`${alias}.prenom`)})`
