import { Readable } from 'node:stream'
import { z } from 'zod'
import { rawRoute } from '../socle/route.ts'
import { sourceDe } from './contenu.ts'

/** The file of an import, as it came. */
export const fichierImport = rawRoute(
  {
    route: 'GET /imports/:importId/fichier',
    summary: 'Télécharger le fichier d’un import',
    permission: 'import.gerer',
    enFlux: true,
    input: z.object({ importId: z.uuid() }),
  },
  async (ctx, { importId }) => {
    const { fichier, octets } = await sourceDe(ctx, importId)
    return { type: 'application/octet-stream', nom: fichier, contenu: Readable.from(octets()), telecharger: true }
  },
)
