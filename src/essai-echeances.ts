import { sql } from 'kysely'
import { accorder, desaccords } from './echeance/accorder.queries.ts'
import type { Essai } from './essai.ts'

/** What is due follows facts that a test wrote by hand, as it follows what a command writes. */
export const tenirEcheances = (essai: Essai): Promise<void> => accorder(essai.ctx(), sql`select id from personne`)

/** The same for one person, where there are many. */
export const tenirEcheancesDe = (essai: Essai, personneId: string): Promise<void> =>
  accorder(essai.ctx(), sql`select ${personneId}::uuid as id`)

/** How what is due differs from the facts: nothing, unless something was written that forgot it. */
export const echeancesFausses = (essai: Essai): Promise<unknown[]> => desaccords(essai.ctx())
