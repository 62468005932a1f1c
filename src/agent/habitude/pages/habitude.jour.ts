import { bloc } from '../../../jour/pages/bloc.ts'
import { call } from '../../../socle/api.ts'
import { pluriel } from '../../../socle/ui/dates.ts'
import { resteADire } from '../motifs.ts'
import type { mesOuvertures } from '../ouvertures.ts'

/** What who controls readings asks of the files that the agent opened. */
export const JOUR_HABITUDE = [
  bloc({
    cle: 'ouvertures-a-expliquer',
    permission: 'dossier.lire',
    lire: () => call<typeof mesOuvertures>('GET /ouvertures', {}),
    resumer: ({ lignes }) => {
      const n = lignes.filter(resteADire).length
      return {
        reste: n,
        montrer: n > 0,
        dit: n > 0 ? `On vous demande pourquoi vous avez ouvert ${pluriel(n, 'dossier')}.` : null,
      }
    },
    charger: () => import('./BlocAExpliquer.tsx'),
    exporte: 'BlocAExpliquer',
    rare: true,
  }),
]
