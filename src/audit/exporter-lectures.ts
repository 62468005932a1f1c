import { prenomLisible } from '../personne/noms.ts'
import { marque } from '../socle/export/export.ts'
import { parCurseur } from '../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../socle/export/tableau.ts'
import { dateChiffres } from '../socle/ui/dates.ts'
import { Filtre, PARTIES, partie, raison } from './audit.ts'
import { type Lecture, lecteur, nomDeLecteur, personneControlee, toutLeJournal } from './lectures.queries.ts'

/** The journal as it is filtered, newest first. What leaves is told as any export, with its reason. */
export const exporterLectures = routeExport(
  {
    route: 'POST /audit/lectures/export',
    summary: 'Exporter le journal des lectures de dossiers',
    permission: 'export.journal',
    input: Filtre,
  },
  async (ctx, filtre): Promise<Tableau<Lecture>> => {
    if (filtre.personne) await personneControlee(ctx, filtre.personne)
    const filtres: [string, string | null | undefined | false][] = [
      ['Agent', filtre.agent && (await nomDeLecteur(ctx, filtre.agent))],
      ['Personne', filtre.personne && 'une seule, qui l’a demandé ou dont le dossier est contrôlé'],
      ['Ce qui a été lu', filtre.quoi && PARTIES[filtre.quoi]],
      ['Export', filtre.export !== undefined && marque(ctx.territoire.code, filtre.export)],
      ['Du', filtre.du && dateChiffres(filtre.du)],
      ['Au', filtre.au && dateChiffres(filtre.au)],
    ]
    return {
      nom: 'lectures',
      titre: 'Journal des lectures',
      filtres: filtres.flatMap(([quoi, valeur]): [string, string][] => (valeur ? [[quoi, valeur]] : [])),
      lignes: parCurseur<Lecture>(ctx, toutLeJournal(filtre)),
      personne: l => (l.nom === null ? null : l.personneId),
      colonnes: [
        { titre: 'Quand', genre: 'instant', valeur: l => l.le },
        { titre: 'Agent', genre: 'texte', valeur: l => lecteur(l).nom },
        { titre: 'Rôle', genre: 'texte', valeur: l => lecteur(l).role },
        { titre: 'Structure', genre: 'texte', valeur: l => l.structure },
        {
          titre: 'Personne',
          genre: 'texte',
          valeur: l => (l.nom === null ? 'Personne effacée' : `${prenomLisible(l.prenom ?? '')} ${l.nom}`),
        },
        { titre: 'Ce qui a été lu', genre: 'texte', valeur: l => partie(l.quoi) },
        { titre: 'Pourquoi', genre: 'texte', valeur: l => raison(l.relation, l.quoi, l.dite) },
      ],
    }
  },
)
