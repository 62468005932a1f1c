import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import type { travauxEnEchec } from '../travaux-en-echec.ts'

/** What the machine didn't manage to do. */
export const JOUR_TRAVAUX = [
  bloc({
    cle: 'travaux',
    permission: 'territoire.administrer',
    lire: () => call<typeof travauxEnEchec>('GET /travaux', {}),
    resumer: ({ echecs }) => ({
      reste: echecs.length,
      montrer: echecs.length > 0,
      dit: echecs.length > 0 ? `${pluriel(echecs.length, 'travail', 'travaux')} en échec.` : null,
    }),
    charger: () => import('./BlocTravaux.tsx'),
    exporte: 'BlocTravaux',
  }),
]
