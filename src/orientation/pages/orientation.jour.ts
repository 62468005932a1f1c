import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import type { aujourdhui } from '../aujourdhui.ts'
import { phraseDuJour } from '../aujourdhui-etats.ts'

/** What the entries ask; always shown, since persons are looked for there. */
export const JOUR_ORIENTATION = [
  bloc({
    cle: 'entrees',
    permission: 'entree.lire',
    lire: () => call<typeof aujourdhui>('GET /aujourdhui', {}),
    resumer: journee => ({
      reste: journee.listes.reduce((n, l) => n + l.total, 0),
      montrer: true,
      dit: phraseDuJour(journee.bilan, journee.aujourdhui),
    }),
    charger: () => import('./BlocEntrees.tsx'),
    exporte: 'BlocEntrees',
    ditRien: true,
  }),
]
