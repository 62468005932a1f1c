import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import type { fluxManquants } from '../calendrier/calendrier-imports.ts'
import type { imports } from '../imports.ts'

/** What should have come, and what waits to be applied. */
export const JOUR_IMPORT = [
  bloc({
    cle: 'flux-manquants',
    permission: 'import.gerer',
    lire: () => call<typeof fluxManquants>('GET /imports/manques', {}),
    resumer: ({ manques }) => ({
      reste: manques.length,
      montrer: manques.length > 0,
      dit:
        manques.length > 0
          ? `${pluriel(manques.length, 'flux attendu n’est pas arrivé', 'flux attendus ne sont pas arrivés')}.`
          : 'Tous les flux sont arrivés.',
    }),
    charger: () => import('./BlocFlux.tsx'),
    exporte: 'BlocFlux',
  }),
  bloc({
    cle: 'imports-a-decider',
    permission: 'import.gerer',
    lire: () => call<typeof imports>('GET /imports', { statut: 'a-verifier' }),
    resumer: ({ total }) => ({
      reste: total,
      montrer: total > 0,
      dit: total > 0 ? `${pluriel(total, 'fichier attend', 'fichiers attendent')} votre décision.` : null,
    }),
    charger: () => import('./BlocImports.tsx'),
    exporte: 'BlocImports',
  }),
  // For who brings files now and then: only the flows that wait for somebody who sees the whole territory.
  bloc({
    cle: 'flux-a-confirmer',
    permission: 'import.gerer',
    lire: () => call<typeof imports>('GET /imports', { aConfirmer: 'true' }),
    resumer: ({ total }) => ({
      reste: total,
      montrer: total > 0,
      dit: total > 0 ? `${pluriel(total, 'flux', 'flux')} à confirmer ou à retirer.` : null,
    }),
    charger: () => import('./BlocImports.tsx'),
    exporte: 'BlocImports',
  }),
]
