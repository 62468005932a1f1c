import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import type { bilansEnRetard } from '../equipe/bilans-en-retard.ts'
import type { chargesDuJour } from '../equipe/charges.ts'
import type { remontees } from '../equipe/remontees.ts'
import type { enAttenteDeReferent } from '../equipe/sans-referent.ts'

/** The day of who leads a team. */
export const JOUR_ACCOMPAGNEMENT = [
  bloc({
    cle: 'remontees',
    permission: 'portefeuille.lire',
    lire: () => call<typeof remontees>('GET /portefeuille/remontees', {}),
    resumer: ({ total }) => ({
      reste: total,
      montrer: total > 0,
      dit: total > 0 ? `${pluriel(total, 'échéance vous est remontée', 'échéances vous sont remontées')}.` : null,
    }),
    charger: () => import('./BlocRemontees.tsx'),
    exporte: 'BlocRemontees',
  }),
  bloc({
    cle: 'bilans-en-retard',
    permission: 'portefeuille.lire',
    lire: () => call<typeof bilansEnRetard>('GET /portefeuille/bilans-en-retard', {}),
    resumer: ({ enRetard, aFaire }) => ({
      reste: aFaire,
      montrer: aFaire > 0,
      dit: enRetard > 0 ? `${pluriel(enRetard, 'bilan')} en retard.` : 'Aucun bilan en retard.',
    }),
    charger: () => import('./BlocBilans.tsx'),
    exporte: 'BlocBilans',
  }),
  bloc({
    cle: 'sans-referent',
    permission: 'referent.designer',
    lire: () => call<typeof enAttenteDeReferent>('GET /portefeuille/sans-referent', {}),
    resumer: ({ total }) => ({
      reste: total,
      montrer: total > 0,
      dit: total > 0 ? `${pluriel(total, 'personne attend un référent', 'personnes attendent un référent')}.` : null,
    }),
    charger: () => import('./BlocSansReferent.tsx'),
    exporte: 'BlocSansReferent',
  }),
  bloc({
    cle: 'charges',
    permission: 'referent.designer',
    lire: () => call<typeof chargesDuJour>('GET /portefeuille/charges', {}),
    resumer: ({ pleins }) => ({
      reste: pleins.length,
      montrer: pleins.length > 0,
      dit: pleins.length > 0 ? `${pluriel(pleins.length, 'référent est', 'référents sont')} au plafond.` : null,
    }),
    charger: () => import('./BlocCharges.tsx'),
    exporte: 'BlocCharges',
  }),
]
