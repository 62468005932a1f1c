import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { exigerCommunes } from '../territoire/decoupage.queries.ts'
import type { DescriptionStructure } from './structure.ts'

/**
 * Refuses a name that another open structure has, whatever the case, and a commune outside the territory. `sauf`: the structure
 * being edited.
 */
export async function exigerDescriptionPossible(
  ctx: Context,
  description: DescriptionStructure,
  sauf: string,
): Promise<void> {
  const homonyme = await ctx.db
    .selectFrom('structure')
    .select('id')
    .where(eb => eb(eb.fn('lower', ['nom']), '=', eb.fn('lower', [eb.val(description.nom)])))
    .where('fermeeLe', 'is', null)
    .where('id', '<>', sauf)
    .executeTakeFirst()
  if (homonyme) {
    const message = 'Une structure ouverte porte déjà ce nom. Précisez la commune ou l’antenne dans le nom.'
    throw new Refusal('conflict', 'nom-deja-pris', message, [{ champ: 'nom', message }])
  }
  exigerCommunes(ctx.territoire.code, description.communes, 'communes')
}

/** The structure, locked until the end of the command. Refuses 404. */
export async function structureVerrouillee(ctx: Context, structureId: string) {
  const structure = await ctx.db
    .selectFrom('structure')
    .selectAll()
    .where('id', '=', structureId)
    .forUpdate()
    .executeTakeFirst()
  if (!structure)
    throw new Refusal(
      'not-found',
      'structure-inconnue',
      'Cette structure n’est pas dans ce territoire. Rechargez la liste.',
    )
  return structure
}
