import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import type { depassements } from '../depassements.ts'

/** What passed its limit, in numbers. */
export const JOUR_PILOTAGE = [
  bloc({
    cle: 'depassements',
    permission: 'pilotage.lire',
    lire: () => call<typeof depassements>('GET /pilotage/depassements', {}),
    resumer: ({ comptes }) => ({
      reste: comptes.length,
      montrer: comptes.length > 0,
      dit: comptes.length > 0 ? 'Des délais ont été dépassés depuis hier.' : 'Aucun délai n’a été dépassé depuis hier.',
    }),
    charger: () => import('./BlocDepassements.tsx'),
    exporte: 'BlocDepassements',
  }),
]
