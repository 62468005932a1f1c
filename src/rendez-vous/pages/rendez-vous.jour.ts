import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { heure, pluriel } from '../../socle/ui/dates.ts'
import type { agenda } from '../agenda.ts'

/** One's own appointments of today. */
export const JOUR_RENDEZ_VOUS = [
  bloc({
    cle: 'rendez-vous',
    permission: 'rendez-vous.gerer',
    lire: () => call<typeof agenda>('GET /rendez-vous', {}),
    resumer: ({ rendezVous }) => {
      // One called off, or moved, is no more of today.
      const duJour = rendezVous.filter(r => r.issue !== 'annule-service' && r.issue !== 'reporte')
      const aTenir = duJour.filter(r => r.issue === null)
      const [premier] = aTenir.filter(r => !r.commence)
      const suite = premier
        ? `, ${aTenir.length === duJour.length ? 'le premier' : 'le prochain'} à ${heure(premier.local.slice(11))}`
        : ''
      return {
        reste: aTenir.length,
        montrer: rendezVous.length > 0,
        dit: duJour.length
          ? `${pluriel(duJour.length, 'rendez-vous', 'rendez-vous')} aujourd’hui${suite}.`
          : 'Aucun rendez-vous aujourd’hui.',
      }
    },
    charger: () => import('./BlocRendezVous.tsx'),
    exporte: 'BlocRendezVous',
  }),
]
