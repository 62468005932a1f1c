import { lien } from '../socle/lien.ts'
import { detacher } from './detacher.queries.ts'

/** What is due is drawn from the facts, whosever they become: nothing of it moves by itself, nor is anybody's to take away. */
export const LIENS_ECHEANCE = [
  lien({
    table: 'echeance',
    vers: 'personne',
    fusion: 'rester',
    annulation: detacher,
    effacement: 'effacer',
    portabilite: false,
  }),
]
