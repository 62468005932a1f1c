import { sql } from 'kysely'
import type { z } from 'zod'
import { MOTIFS_ENTREE } from '../droit/entree.ts'
import { communeLisible, prenomLisible } from '../personne/noms.ts'
import type { Colonne } from '../socle/export/colonnes.ts'
import { parCurseur, parPaquets } from '../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../socle/export/tableau.ts'
import type { Context } from '../socle/use-case.ts'
import { entreesDuJour, FiltresDuJour, type LigneStock, stockTrie } from './aujourdhui.ts'
import { ETATS_ENTREE, type EtatEntree, type LigneEntree, PROCHAINES_ETAPES } from './aujourdhui-etats.ts'

type Stock = z.infer<typeof LigneStock>
type Commun = Pick<Stock, 'personneId' | 'nom' | 'prenom' | 'commune'>

/** The lists of the day as they are filtered, one after the other in the order of the page, whole; or the stock, when it is chosen. */
export const exporterAujourdhui = routeExport(
  {
    route: 'POST /aujourdhui/export',
    summary: 'Exporter les listes du jour',
    permission: 'export.jour',
    input: FiltresDuJour,
  },
  (ctx, demande): Promise<Tableau<LigneEntree | Stock>> =>
    demande.etat === 'stock' ? leStock(ctx, demande) : lesEntrees(ctx, demande),
)

async function lesEntrees(ctx: Context, demande: FiltresDuJour): Promise<Tableau<LigneEntree>> {
  const { lignes, choix } = await entreesDuJour(ctx, demande)
  const nommer = (cle: keyof typeof choix) =>
    demande[cle]
      ?.split(',')
      .map(v => choix[cle].find(c => c.valeur === v)?.libelle ?? v)
      .join(', ')
  const filtres: [string, string | undefined][] = [
    ['État', demande.etat && (demande.etat === 'en-retard' ? 'Délai passé' : ETATS_ENTREE[demande.etat as EtatEntree])],
    ['Communes', nommer('communes')],
    ['Agents', nommer('agents')],
    ['Motifs d’entrée', nommer('motifs')],
  ]
  return {
    nom: 'aujourdhui',
    titre: 'Entrées en cours',
    filtres: filtres.flatMap(([quoi, valeur]): [string, string][] => (valeur ? [[quoi, valeur]] : [])),
    lignes: parPaquets(lignes),
    personne: l => l.personneId,
    colonnes: [...QUI, ...ENTREES],
  }
}

const leStock = async (ctx: Context, { communes, agents, motifs }: FiltresDuJour): Promise<Tableau<Stock>> => ({
  nom: 'stock-non-oriente',
  titre: 'Stock non orienté',
  filtres: communes ? [['Communes (INSEE)', communes.replaceAll(',', ', ')]] : [],
  lignes: parCurseur(ctx, stockTrie(ctx, { communes, agents, motifs }, sql``)),
  personne: l => l.personneId,
  colonnes: [...QUI, { titre: 'Demande de RSA le', genre: 'jour', valeur: l => l.depuis }],
})

const QUI: Colonne<Commun>[] = [
  { titre: 'Nom', genre: 'texte', valeur: l => l.nom },
  { titre: 'Prénom', genre: 'texte', valeur: l => prenomLisible(l.prenom) },
  { titre: 'Commune', genre: 'texte', valeur: l => l.commune && communeLisible(l.commune) },
]
const ENTREES: Colonne<LigneEntree>[] = [
  { titre: 'État', genre: 'texte', valeur: l => ETATS_ENTREE[l.etat] },
  { titre: 'Prochaine étape', genre: 'texte', valeur: l => PROCHAINES_ETAPES[l.etape] },
  { titre: 'Reçue le', genre: 'jour', valeur: l => l.recuLe },
  { titre: 'Motif d’entrée', genre: 'texte', valeur: l => MOTIFS_ENTREE[l.motif] },
  { titre: 'À recevoir jusqu’au', genre: 'jour', valeur: l => l.convoquerAvant },
  { titre: 'À orienter jusqu’au', genre: 'jour', valeur: l => l.echeance },
  { titre: 'Rendez-vous', genre: 'instant', valeur: l => l.rendezVous?.debut ?? null },
  { titre: 'Avec', genre: 'texte', valeur: l => l.rendezVous?.agent ?? null },
  { titre: 'Remise à plus tard jusqu’au', genre: 'jour', valeur: l => l.reportee?.jusquau ?? null },
  { titre: 'Confiée à', genre: 'texte', valeur: l => l.confieeA?.nom ?? null },
  { titre: 'Relais à France Travail le', genre: 'jour', valeur: l => l.relais },
  { titre: 'Soumise aux droits et devoirs', genre: 'booleen', valeur: l => l.concerne },
]
