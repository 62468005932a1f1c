import { Readable } from 'node:stream'
import { z } from 'zod'
import { rawRoute } from '../socle/route.ts'
import { importIntrouvable, importTenu, sourceDe } from './depot/contenu.ts'
import { recitImportTelecharge } from './import.recits.ts'

/** The file of an import, as it came, for who brought it or sees the whole territory: it tells of persons of everywhere. */
export const fichierImport = rawRoute(
  {
    route: 'GET /imports/:importId/fichier',
    summary: 'Télécharger le fichier d’un import',
    permission: 'import.gerer',
    enFlux: true,
    input: z.object({ importId: z.uuid() }),
  },
  async (ctx, { importId }) => {
    const tenu = await ctx.db
      .selectFrom('import')
      .select('id')
      .where('id', '=', importId)
      .where(importTenu(ctx))
      .executeTakeFirst()
    if (!tenu) throw importIntrouvable()
    const { fichier, octets } = await sourceDe(ctx, importId)
    await ctx.record({ objet: 'import', id: importId }, recitImportTelecharge, { apres: { quoi: 'fichier', fichier } })
    return { type: 'application/octet-stream', nom: fichier, contenu: Readable.from(octets()), telecharger: true }
  },
)
