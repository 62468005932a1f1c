import { sql } from 'kysely'
import { DOMINANTES } from '../offre/dominante.ts'
import { communeLisible, prenomLisible } from '../personne/noms.ts'
import type { Colonne } from '../socle/export/colonnes.ts'
import { parCurseur } from '../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../socle/export/tableau.ts'
import {
  DemandePersonnes,
  enMots,
  PARTIES_DELAI,
  type PersonneComptee,
  personnesDerriere,
} from './personnes-indicateur.ts'
import { DEFINITIONS, filtresEnMots } from './pilotage.ts'

type Comptee = Parameters<typeof enMots>[0]

/** The persons behind a figure, within the perimeter of who asks, all their pages; the period is in the columns. */
export const exporterPersonnesIndicateur = routeExport(
  {
    route: 'POST /pilotage/:indicateur/personnes/export',
    summary: 'Exporter les personnes derrière un indicateur',
    permission: 'export.indicateur',
    input: DemandePersonnes,
  },
  async (ctx, demande): Promise<Tableau<Comptee>> => {
    const { indicateur, parmi, dominante, ...periode } = demande
    return {
      nom: `personnes-${indicateur.toLowerCase()}`,
      titre: `${DEFINITIONS[indicateur].titre} : les personnes`,
      filtres: [
        ...filtresEnMots(periode),
        ...(parmi && indicateur === 'I02' ? [['Orientation', PARTIES_DELAI[parmi]] as const] : []),
        ...(dominante && indicateur === 'I05' ? [['Dominante', DOMINANTES[dominante]] as const] : []),
      ],
      lignes: parCurseur(ctx, personnesDerriere(ctx, demande, sql``)),
      personne: l => l.personneId,
      colonnes: [
        { titre: 'Début de la période', genre: 'jour', valeur: () => demande.du },
        { titre: 'Fin de la période', genre: 'jour', valeur: () => demande.au },
        ...(indicateur === 'I05' ? PAR_SUIVI : PAR_ENTREE).map(
          ({ valeur, ...c }): Colonne<Comptee> => ({ ...c, valeur: l => valeur(enMots(l)) }),
        ),
      ],
    }
  },
)

const IDENTITE: Colonne<PersonneComptee>[] = [
  { titre: 'Nom', genre: 'texte', valeur: l => l.nom },
  { titre: 'Prénom', genre: 'texte', valeur: l => prenomLisible(l.prenom) },
  { titre: 'Commune', genre: 'texte', valeur: l => l.commune && communeLisible(l.commune) },
]
const PAR_ENTREE: Colonne<PersonneComptee>[] = [
  ...IDENTITE,
  { titre: 'Reçue le', genre: 'jour', valeur: l => l.recuLe },
  { titre: 'Motif', genre: 'texte', valeur: l => l.motif },
  { titre: 'À orienter jusqu’au', genre: 'jour', valeur: l => l.echeance },
  { titre: 'Orientée le', genre: 'jour', valeur: l => l.orienteLe },
]
const PAR_SUIVI: Colonne<PersonneComptee>[] = [
  ...IDENTITE,
  { titre: 'Dominante', genre: 'texte', valeur: l => l.dominante },
  { titre: 'Structure du référent', genre: 'texte', valeur: l => l.structure },
]
