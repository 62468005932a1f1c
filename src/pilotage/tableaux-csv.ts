import { ecrireCsv } from '../lecture/tableau/ecrire-csv.ts'
import { TYPES_TABLEUR } from '../lecture/tableau/ecrire-tableau.ts'
import { rawRoute } from '../socle/route.ts'
import { DemandeIndicateur } from './pilotage.ts'
import { tableauPilotage } from './tableau-pilotage.ts'
import { type Tableau, tableauxDelai, tableauxEntrants, tableauxRepartition } from './tableaux.ts'

/** The tables of the page « Pilotage », one under the other: the same figures, with the same counts hidden. */
export const tableauxPilotage = rawRoute(
  {
    route: 'GET /pilotage/tableaux',
    summary: 'Les tableaux d’une période, en CSV',
    permission: 'pilotage.lire',
    input: DemandeIndicateur,
  },
  async (ctx, demande) => {
    const mesures = await tableauPilotage(ctx, demande)
    const tableaux = [...tableauxEntrants(mesures), ...tableauxDelai(mesures), ...tableauxRepartition(mesures)]
    return {
      type: TYPES_TABLEUR.csv,
      nom: `pilotage-${demande.du}-${demande.au}.csv`,
      telecharger: true,
      contenu: ecrireCsv(tableaux.flatMap((tableau, i) => (i === 0 ? enLignes(tableau) : [[], ...enLignes(tableau)]))),
    }
  },
)

const enLignes = ({ titre, colonnes, lignes }: Tableau) => [[titre], colonnes, ...lignes.map(l => l.map(lisible))]
/** A spreadsheet reads « 1 234 » and « 37,5 % » as numbers only with plain spaces. */
const lisible = (valeur: string | number) => String(valeur).replace(/[\u00a0\u202f]/g, ' ')
