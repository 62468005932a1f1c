import type { Adaptateur } from '../../import/adaptateur.ts'
import { type Atelier, appliquerListe, type TraiterLot } from './appliquer-liste.ts'
import { annonceDe } from './champs/annonce.ts'
import type { GenreListe } from './champs/liste.ts'
import { listeContacts } from './liste-contacts.ts'
import { listePersonnes } from './liste-personnes.ts'
import { listeProfessionnels } from './liste-professionnels.ts'
import { listeReorientations } from './liste-reorientations.ts'
import { listeStructures } from './liste-structures.ts'
import { listeSuivis } from './liste-suivis.ts'

const liste = (genre: GenreListe, ouvrir: (atelier: Atelier) => TraiterLot): Adaptateur => ({
  genre,
  reconnaitre: (debut, fichier) => {
    const annonce = annonceDe(debut, fichier)
    return annonce?.genre === genre ? annonce.version : null
  },
  appliquer: (ctx, _, demande) => appliquerListe(ctx, genre, demande, ouvrir),
})

/** The lists that come as tables, CSV or XLSX. */
export const ADAPTATEURS_LISTES: readonly Adaptateur[] = [
  liste('personnes', listePersonnes),
  liste('contacts', listeContacts),
  liste('professionnels', listeProfessionnels),
  liste('structures', listeStructures),
  liste('suivis', listeSuivis),
  liste('reorientations', listeReorientations),
]
