import { lien } from '../socle/lien.ts'

export const LIENS_RENDEZ_VOUS = [
  lien({
    table: 'rendez_vous',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
  }),
]
