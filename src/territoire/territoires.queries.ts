import type { Base } from '../socle/db.ts'
import type { Territoire } from '../socle/use-case.ts'

/** Every territory of this database. */
export async function territoires(base: Base): Promise<Territoire[]> {
  return base.commun.selectFrom('territoire').select(['code', 'nom', 'demo']).orderBy('code').execute()
}

/** The territory of this code, or null: it may be gone when a job comes to it. */
export async function territoireNomme(base: Base, code: string): Promise<Territoire | null> {
  return (await territoires(base)).find(t => t.code === code) ?? null
}
