import { cloreDefaut, defauts } from '../exploitation/defauts.ts'
import { abandonnerTravail } from './abandonner-travail.ts'
import { relancerTravail } from './relancer-travail.ts'
import { travauxEnEchec } from './travaux-en-echec.ts'

/** What Filrouge does by itself, and what keeps its servers from it. */
export const TRAVAUX = [travauxEnEchec, relancerTravail, abandonnerTravail, defauts, cloreDefaut]
