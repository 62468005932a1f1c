import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** SQL condition over `habilitation h`: the role runs on this day (YYYY-MM-DD). The day it ends, it already gives nothing. */
export function habilitationEnCours(jour: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(h.debut <= ${jour}::date and (h.fin is null or h.fin > ${jour}::date))`
}
