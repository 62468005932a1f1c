import { bloc } from '../../../jour/pages/bloc.ts'
import { call } from '../../../socle/api.ts'
import { pluriel } from '../../../socle/ui/dates.ts'
import type { importsAConfier } from '../imports-a-confier.ts'
import type { lignesEnDoute } from '../lignes-en-doute.ts'

/** What lists left to decide, of whom. */
export const JOUR_DOUTES = [
  bloc({
    cle: 'lignes-a-decider',
    permission: 'doublon.decider',
    lire: () => call<typeof lignesEnDoute>('GET /lignes-en-doute', {}),
    resumer: ({ total }) => ({
      reste: total,
      montrer: total > 0,
      dit:
        total > 0
          ? `${pluriel(total, 'ligne d’un fichier attend', 'lignes de fichiers attendent')} votre décision.`
          : null,
    }),
    charger: () => import('./BlocLignes.tsx'),
    exporte: 'BlocLignes',
  }),
  bloc({
    cle: 'lignes-a-confier',
    permission: 'import.gerer',
    lire: () => call<typeof importsAConfier>('GET /imports/a-confier', {}),
    resumer: ({ imports }) => {
      const total = imports.reduce((n, i) => n + i.lignes, 0)
      return {
        reste: total,
        montrer: total > 0,
        dit: total > 0 ? `${pluriel(total, 'ligne d’un fichier est', 'lignes de fichiers sont')} à confier.` : null,
      }
    },
    charger: () => import('./BlocAConfier.tsx'),
    exporte: 'BlocAConfier',
  }),
]
