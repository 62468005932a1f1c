import { avis } from '../socle/recit.ts'
import { recitTravailEchoue } from './travaux.recits.ts'

/** A background job that stopped: somebody has to look. */
export const AVIS_TRAVAUX = [
  avis('travail-echoue', recitTravailEchoue, {
    permission: 'territoire.administrer',
    qui: 'tous',
    ou: '/parametres/travaux',
  }),
]
