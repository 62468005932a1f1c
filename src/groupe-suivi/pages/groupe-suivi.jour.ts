import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import type { mesCoInterventions } from '../mes-co-interventions.ts'

/** The fields entrusted to a co-intervenant. */
export const JOUR_GROUPE_SUIVI = [
  bloc({
    cle: 'co-interventions',
    permission: 'champ.lire',
    lire: () => call<typeof mesCoInterventions>('GET /co-interventions', {}),
    resumer: ({ personnes }) => {
      const reste = personnes.filter(p => p.prochain === null).length
      return {
        reste,
        montrer: reste > 0,
        dit: reste > 0 ? `${pluriel(reste, 'personne attend', 'personnes attendent')} un rendez-vous avec vous.` : null,
      }
    },
    charger: () => import('./BlocCoInterventions.tsx'),
    exporte: 'BlocCoInterventions',
  }),
]
