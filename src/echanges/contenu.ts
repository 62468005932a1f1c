import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import type { Source } from './adaptateur.ts'

/** The file of an import, piece after piece. Refuses 404 when there is no such import, or when its content is gone. */
export async function sourceDe(ctx: Context, importId: string): Promise<Source> {
  const recu = await ctx.db
    .selectFrom('import')
    .select(['fichier', 'taille', 'sha256'])
    .where('id', '=', importId)
    .where('contenuEffaceLe', 'is', null)
    .executeTakeFirst()
  if (!recu)
    throw new Refusal(
      'not-found',
      'contenu-absent',
      'Le contenu de ce fichier n’est plus gardé. Déposez-le de nouveau.',
    )
  return {
    fichier: recu.fichier,
    taille: recu.taille,
    sha256: recu.sha256 ?? '',
    octets: async function* () {
      for (let rang = 0; ; rang++) {
        const morceau = await ctx.db
          .selectFrom('importMorceau')
          .select('octets')
          .where('importId', '=', importId)
          .where('rang', '=', rang)
          .executeTakeFirst()
        if (!morceau) return
        yield morceau.octets
      }
    },
  }
}
