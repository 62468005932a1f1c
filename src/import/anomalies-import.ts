import { z } from 'zod'
import type { AnomalieImport } from '../lecture/releve.ts'
import { parPaquets } from '../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../socle/export/tableau.ts'
import { importIntrouvable } from './depot/contenu.ts'
import { detail } from './fiche-import.queries.ts'

/**
 * What an import could not read or finds odd, for its sender to be told. The reason is always that one: a partner's software asks
 * without any, and no free words go into an address.
 */
export const anomaliesImport = routeExport(
  {
    route: 'GET /imports/:importId/anomalies',
    summary: 'Anomalies d’un import, en tableau',
    permission: 'import.deposer',
    partner: true,
    input: z.object({
      importId: z.uuid(),
      format: z.enum(['csv', 'xlsx']).default('csv'),
      motif: z.literal('correction').default('correction'),
      precision: z.never().optional(),
    }),
  },
  async (ctx, { importId }): Promise<Tableau<AnomalieImport>> => {
    const { fichier, rapport, tenu } = await detail(ctx, importId)
    if (!tenu) throw importIntrouvable()
    return {
      nom: `anomalies-${fichier.replace(/\.\w+$/, '')}`,
      titre: 'Anomalies d’un fichier reçu',
      filtres: [['Fichier', fichier]],
      lignes: parPaquets(rapport?.anomalies ?? []),
      colonnes: [
        { titre: 'Où', genre: 'texte', valeur: a => a.ou ?? 'Tout le fichier' },
        { titre: 'Champ', genre: 'texte', valeur: a => a.champ },
        { titre: 'Pourquoi', genre: 'texte', valeur: a => a.motif },
      ],
    }
  },
)
