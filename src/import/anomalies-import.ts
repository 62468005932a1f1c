import { z } from 'zod'
import { ecrireCsv } from '../lecture/tableau/ecrire-csv.ts'
import { TYPES_TABLEUR } from '../lecture/tableau/ecrire-tableau.ts'
import { rawRoute } from '../socle/route.ts'
import { importIntrouvable } from './depot/contenu.ts'
import { detail } from './fiche-import.queries.ts'
import { recitImportTelecharge } from './import.recits.ts'

/** What an import could not read or finds odd, for its sender to be told. */
export const anomaliesImport = rawRoute(
  {
    route: 'GET /imports/:importId/anomalies',
    summary: 'Anomalies d’un import, en CSV',
    permission: 'import.deposer',
    partner: true,
    input: z.object({ importId: z.uuid() }),
  },
  async (ctx, { importId }) => {
    const { fichier, rapport, tenu } = await detail(ctx, importId)
    if (!tenu) throw importIntrouvable()
    const lignes = (rapport?.anomalies ?? []).map(a => [a.ou ?? 'Tout le fichier', a.champ, a.motif])
    await ctx.record({ objet: 'import', id: importId }, recitImportTelecharge, {
      apres: { quoi: 'anomalies', fichier, lignes: lignes.length },
    })
    return {
      type: TYPES_TABLEUR.csv,
      nom: `anomalies-${fichier.replace(/\.\w+$/, '')}.csv`,
      telecharger: true,
      contenu: ecrireCsv([[`Anomalies de ${fichier}`], ['Où', 'Champ', 'Pourquoi'], ...lignes]),
    }
  },
)
