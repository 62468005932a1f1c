import { lien } from '../socle/lien.ts'

/** Who came in for a field of the file. */
export const LIENS_GROUPE_SUIVI = [
  lien({
    table: 'membre_suivi',
    vers: 'personne',
    // The same agent for the same field twice at once: one of the two stays under the absorbed file.
    fusion: {
      deplacer: { sauf: 'v.agent_id = t.agent_id and v.champ = t.champ and v.fin is null and t.fin is null' },
    },
    annulation: 'bloquer',
    effacement: 'effacer',
  }),
]
