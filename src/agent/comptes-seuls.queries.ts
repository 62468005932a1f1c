import type { Base } from '../socle/db.ts'

/** Forgets the accounts that no territory knows any more, as when the only one they worked in was erased. */
export async function oublierComptesSeuls(base: Base): Promise<void> {
  await base.commun
    .deleteFrom('identite as i')
    .where(eb =>
      eb.not(eb.exists(eb.selectFrom('acces as a').select('a.territoire').whereRef('a.identiteId', '=', 'i.id'))),
    )
    .execute()
}
