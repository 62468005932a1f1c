import { lien } from '../socle/lien.ts'

/** What an import keeps of persons beside what it wrote: its lines, and rows before and after. */
export const LIENS_IMPORT = [
  lien({
    table: 'import_ligne',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: false,
  }),
  lien({
    table: 'import_difference',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: false,
  }),
  lien({
    table: 'import_doute',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: false,
  }),
  lien({
    table: 'import_candidat',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'partir',
    effacement: 'effacer',
    portabilite: false,
  }),
]
