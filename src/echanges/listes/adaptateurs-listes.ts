import type { Adaptateur } from '../../import/adaptateur.ts'
import { LISTES } from '../../import/genres.ts'
import { type Atelier, appliquerListe, type TraiterLot } from './appliquer-liste.ts'
import { annonceDe } from './champs/annonce.ts'
import type { GenreListe } from './champs/liste.ts'
import { direResultat, enComptes } from './champs/phrases.ts'
import { listeContacts } from './liste-contacts.ts'
import { listePersonnes } from './liste-personnes.ts'
import { listeProfessionnels } from './liste-professionnels.ts'
import { listeReorientations } from './liste-reorientations.ts'
import { listeStructures } from './liste-structures.ts'
import { listeSuivis } from './liste-suivis.ts'

/** How each kind of list is applied. */
export const OUVRIR: Record<GenreListe, (atelier: Atelier) => TraiterLot> = {
  personnes: listePersonnes,
  contacts: listeContacts,
  professionnels: listeProfessionnels,
  structures: listeStructures,
  suivis: listeSuivis,
  reorientations: listeReorientations,
}

/** The lists that come as tables, CSV or XLSX. */
export const ADAPTATEURS_LISTES: readonly Adaptateur[] = LISTES.map(genre => ({
  genre,
  reconnaitre: (debut, fichier) => {
    const annonce = annonceDe(debut, fichier)
    return annonce?.genre === genre ? annonce.version : null
  },
  appliquer: (ctx, _, demande) => appliquerListe(ctx, genre, demande, OUVRIR[genre]),
  recompter: (_, comptes) => ({ resume: direResultat(genre, comptes, false), comptes: enComptes(comptes) }),
}))
