import { sql } from 'kysely'
import { accorder, desaccords } from './echeance/accorder.queries.ts'
import type { Essai } from './essai.ts'

/** What is due follows facts that a test wrote by hand, as it follows what a command writes. */
export const tenirEcheances = (essai: Essai): Promise<void> => accorder(essai.ctx(), sql`select id from personne`)

/** The same for one person, where there are many. */
export const tenirEcheancesDe = (essai: Essai, personneId: string): Promise<void> =>
  accorder(essai.ctx(), sql`select ${personneId}::uuid as id`)

/** Throws when what is due doesn't follow the facts. */
export async function exigerEcheancesJustes(essai: Essai): Promise<void> {
  const fausses = await echeancesFausses(essai)
  if (fausses.length) throw new Error(`ce qui est dû ne suit pas les faits : ${JSON.stringify(fausses)}`)
}

/** How what is due differs from the facts: nothing, unless something was written that forgot it. */
export const echeancesFausses = (essai: Essai): Promise<unknown[]> => desaccords(essai.ctx())
