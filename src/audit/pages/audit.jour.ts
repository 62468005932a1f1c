import type { ouvertures } from '../../agent/habitude/ouvertures.ts'
import { bloc } from '../../jour/pages/bloc.ts'
import { call } from '../../socle/api.ts'
import { ajouterJours, aujourdhui, pluriel } from '../../socle/ui/dates.ts'
import type { sorties } from '../sorties.ts'
import type { volumes } from '../volumes.ts'
import { depuisPeu, JOURS } from './depuis-peu.ts'

/** What the DPO asks about this week: readings out of the ordinary, and what left. */
export const JOUR_AUDIT = [
  bloc({
    cle: 'lectures-inhabituelles',
    permission: 'lecture.auditer',
    lire: () => call<typeof volumes>('GET /audit/volumes', {}),
    resumer: ({ lignes }) => {
      const n = depuisPeu(lignes).length
      return {
        reste: n,
        montrer: n > 0,
        dit: `${n > 0 ? `${pluriel(n, 'journée de lecture sort', 'journées de lecture sortent')} de l’ordinaire` : 'Aucune lecture hors de l’ordinaire'} depuis ${JOURS}\u00a0jours.`,
      }
    },
    charger: () => import('./BlocVolumes.tsx'),
    exporte: 'BlocVolumes',
  }),
  bloc({
    cle: 'ouvertures',
    permission: 'lecture.auditer',
    lire: () => call<typeof ouvertures>('GET /audit/ouvertures', {}),
    resumer: ({ aRevoir, attendues }) => ({
      reste: aRevoir,
      montrer: aRevoir > 0,
      dit: `${aRevoir > 0 ? `${pluriel(aRevoir, 'dossier ouvert', 'dossiers ouverts')} hors de l’ordinaire à revoir` : 'Aucune ouverture à revoir'}${attendues > 0 ? `, ${pluriel(attendues, 'réponse attendue', 'réponses attendues')}` : ''}.`,
    }),
    charger: () => import('./BlocOuvertures.tsx'),
    exporte: 'BlocOuvertures',
  }),
  bloc({
    cle: 'sorties',
    permission: 'lecture.auditer',
    lire: () => {
      const au = aujourdhui()
      return call<typeof sorties>('GET /audit/sorties', { du: ajouterJours(au, 1 - JOURS), au })
    },
    resumer: ({ lignes, tronque }) => ({
      reste: 0,
      montrer: lignes.length > 0,
      dit:
        lignes.length > 0
          ? `${tronque ? 'Plus de ' : ''}${pluriel(lignes.length, 'document ou fichier est sorti', 'documents ou fichiers sont sortis')}.`
          : 'Rien n’est sorti.',
    }),
    charger: () => import('./BlocSorties.tsx'),
    exporte: 'BlocSorties',
  }),
]
