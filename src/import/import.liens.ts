import { lien } from '../socle/lien.ts'

/** What an import keeps of persons beside what it wrote: its lines, and rows before and after. */
export const LIENS_IMPORT = [
  ...(['import_ligne', 'import_difference', 'import_doute'] as const).map(table =>
    lien({
      table,
      vers: 'personne',
      fusion: 'rester',
      annulation: 'rester',
      effacement: 'effacer',
      portabilite: false,
    }),
  ),
  lien({
    table: 'import_candidat',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'partir',
    effacement: 'effacer',
    portabilite: false,
  }),
]
