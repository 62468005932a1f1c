import type { structures } from '../../accompagnement/places/structures.ts'
import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'

/** The structures that files named and that nobody described. */
export const JOUR_OFFRE = [
  bloc({
    cle: 'structures',
    permission: 'territoire.administrer',
    lire: async () => {
      const lues = await call<typeof structures>('GET /structures', {})
      return lues.structures.filter(s => s.aCompleter && !s.fermeeLe)
    },
    resumer: ({ length }) => ({
      reste: length,
      montrer: length > 0,
      dit: length > 0 ? `${pluriel(length, 'structure')} à compléter.` : null,
    }),
    charger: () => import('./BlocStructures.tsx'),
    exporte: 'BlocStructures',
  }),
]
