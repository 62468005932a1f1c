import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import type { depassements } from '../depassements.ts'
import { depuisQuand } from './depuis-quand.ts'

/** What passed its limit, in numbers. */
export const JOUR_PILOTAGE = [
  bloc({
    cle: 'depassements',
    permission: 'pilotage.lire',
    lire: () => call<typeof depassements>('GET /pilotage/depassements', {}),
    resumer: ({ comptes, depuis, aujourdhui }) => {
      const quand = `depuis ${depuisQuand(depuis, aujourdhui)}`
      return {
        reste: comptes.length,
        montrer: comptes.length > 0,
        dit:
          comptes.length > 0
            ? `Des délais ont été dépassés ${quand}, à ${pluriel(comptes.length, 'étape')} du parcours.`
            : `Aucun délai n’a été dépassé ${quand}.`,
      }
    },
    charger: () => import('./BlocDepassements.tsx'),
    exporte: 'BlocDepassements',
  }),
]
