import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { enListe } from '../../socle/ui/phrases.ts'
import type { agents } from '../agents.ts'
import { ranger } from './a-traiter.ts'

/** The accounts that ask the administrator for something. */
export const JOUR_AGENT = [
  bloc({
    cle: 'agents',
    permission: 'territoire.administrer',
    lire: async () => ranger((await call<typeof agents>('GET /agents', {})).agents),
    resumer: ({ aCompleter, sansRole, aRelancer }) => {
      const reste = aCompleter.length + sansRole.length + aRelancer.length
      const dites = [
        aCompleter.length > 0 && `${pluriel(aCompleter.length, 'agent')} à compléter`,
        sansRole.length > 0 && `${pluriel(sansRole.length, 'compte')} sans rôle`,
        aRelancer.length > 0 && `${pluriel(aRelancer.length, 'compte')} à relancer`,
      ].filter(dite => dite !== false)
      return { reste, montrer: reste > 0, dit: reste > 0 ? `${enListe(dites)}.` : null }
    },
    charger: () => import('./BlocAgents.tsx'),
    exporte: 'BlocAgents',
  }),
]
