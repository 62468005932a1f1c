import { lien } from '../socle/lien.ts'

/** What agents are told of persons: read through the file kept; gone with the event that it tells, or with the person. */
export const LIENS_AVIS = [
  lien({
    table: 'avis',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'partir',
    effacement: 'effacer',
    portabilite: false,
  }),
]
