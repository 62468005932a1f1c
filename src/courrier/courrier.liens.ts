import { lien } from '../socle/lien.ts'

export const LIENS_COURRIER = [
  lien({
    table: 'courrier',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
  }),
]
