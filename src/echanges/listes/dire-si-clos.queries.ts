import { dossiersClos } from '../../droit/accompagnable.queries.ts'
import type { Context } from '../../socle/use-case.ts'
import type { Motif } from './champs/liste.ts'

const CLOS: Motif = {
  champ: 'Dossier',
  motif:
    'le dossier de cette personne est clos : ce que dit la ligne y est noté, rien ne le rouvre. Rouvrez-le si elle est de nouveau accompagnée',
}

/** What is told of a line that changed something of somebody whose file an agent closed: nothing in a list opens it (rule A10). */
export async function direSiClos(ctx: Context, changees: Iterable<string>): Promise<(personneId: string) => Motif[]> {
  const clos = await dossiersClos(ctx, [...changees])
  return personneId => (clos.has(personneId) ? [CLOS] : [])
}
