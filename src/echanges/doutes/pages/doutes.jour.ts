import { bloc } from '../../../jour/pages/bloc.ts'
import { call } from '../../../socle/api.ts'
import { pluriel } from '../../../socle/ui/dates.ts'
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
        total > 0 ? `${pluriel(total, 'ligne de liste attend', 'lignes de listes attendent')} votre décision.` : null,
    }),
    charger: () => import('./BlocLignes.tsx'),
    exporte: 'BlocLignes',
  }),
]
