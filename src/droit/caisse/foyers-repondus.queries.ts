import { type RawBuilder, sql } from 'kysely'

/**
 * SQL: the households whose money these persons (`ids`: a query) answer for, and until when. Debts and payments are the household's, of
 * who asks for the RSA and who lives with them as a couple (CASF L262-27): a child answers for none. Who left a household is told what
 * was said of it until then: what becomes of it is the others' business.
 */
export const foyersRepondus = (ids: RawBuilder<unknown>) => sql`
  select f.numero_demande_rsa, max(coalesce(m.fin, 'infinity')) as jusquau
  from membre m join foyer f on f.id = m.foyer_id where m.personne_id in (${ids}) and m.role in ('DEM', 'CJT') group by 1`
