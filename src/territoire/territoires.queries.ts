import type { Base } from '../socle/db.ts'
import type { Territoire } from '../socle/use-case.ts'

/** Every territory of this database. */
export async function territoires(base: Base): Promise<Territoire[]> {
  return base.commun.selectFrom('territoire').select(['code', 'nom', 'demo']).orderBy('code').execute()
}
