import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { enListe, majuscule } from '../../socle/ui/phrases.ts'
import type { Output } from '../../socle/use-case.ts'
import type { mesEcheances } from '../mes-echeances.ts'

/** What the agent has to do, in the words of the clocks. */
export const JOUR_ECHEANCE = [
  bloc({
    cle: 'echeances',
    permission: 'rendez-vous.gerer',
    lire: () => call<typeof mesEcheances>('GET /echeances', {}),
    resumer: ({ listes }) => {
      const n = nombreDans(listes)
      const reste = n('en-retard') + n('bientot') + n('ensuite')
      const dites = [
        n('en-retard') > 0 && `${pluriel(n('en-retard'), 'échéance')} en retard`,
        n('bientot') > 0 &&
          `${n('en-retard') > 0 ? n('bientot') : pluriel(n('bientot'), 'échéance')} dans les 7\u00a0jours`,
        n('ensuite') > 0 && `${reste > n('ensuite') ? n('ensuite') : pluriel(n('ensuite'), 'échéance')} à préparer`,
      ].filter(dite => dite !== false)
      return {
        reste,
        montrer: reste + n('reportees') + n('confiees') > 0,
        dit: dites.length ? `${majuscule(enListe(dites))}.` : null,
      }
    },
    charger: () => import('./BlocEcheances.tsx'),
    exporte: 'BlocEcheances',
  }),
  // For who works by sector: their list is another, where what a colleague gave them would be lost.
  bloc({
    cle: 'confiees',
    permission: 'rendez-vous.gerer',
    lire: () => call<typeof mesEcheances>('GET /echeances', { confiees: 'oui' }),
    resumer: ({ listes }) => {
      const n = nombreDans(listes)
      const reste = n('recues')
      return {
        reste,
        montrer: reste + n('reportees') + n('confiees') > 0,
        dit: reste ? `${pluriel(reste, 'échéance vous est confiée', 'échéances vous sont confiées')}.` : null,
      }
    },
    charger: () => import('./BlocEcheances.tsx'),
    exporte: 'BlocEcheances',
  }),
]

type Listes = Output<typeof mesEcheances>['listes']
const nombreDans =
  (listes: Listes) =>
  (liste: keyof Listes): number =>
    listes[liste]?.total ?? 0
