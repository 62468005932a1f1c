import { z } from 'zod'
import { LISTES } from '../../import/genres.ts'
import { ecrireXlsx } from '../../lecture/tableau/ecrire-tableau.ts'
import { TYPES_EXPORT } from '../../socle/export/tableau.ts'
import { rawRoute } from '../../socle/route.ts'
import { DEFINITIONS } from './champs/champs.ts'
import type { Champ, DefinitionListe } from './champs/liste.ts'

/** A workbook to fill in, made from the fields themselves: headers and one line as an example, then what each column expects. */
export const modeleListe = rawRoute(
  {
    route: 'GET /modeles/:genre',
    summary: 'Modèle de liste à remplir',
    permission: 'import.gerer',
    input: z.object({ genre: z.enum(LISTES) }),
  },
  async (_, { genre }) => {
    const definition = DEFINITIONS[genre]
    const { champs } = definition
    return {
      type: TYPES_EXPORT.xlsx,
      nom: `modele-${genre}.xlsx`,
      telecharger: true,
      contenu: await ecrireXlsx([
        { nom: 'Liste', lignes: [champs.map(c => c.libelle), champs.map(c => c.exemple)] },
        {
          nom: 'Explications',
          lignes: [
            ['Colonne', 'Obligatoire', 'Ce qu’elle contient', 'Exemple'],
            ...champs.map(c => [c.libelle, obligation(definition, c), c.aide, c.exemple]),
          ],
        },
      ]),
    }
  },
)

function obligation({ exigences, champs }: DefinitionListe, { cle }: Champ): string {
  const exigence = exigences.find(e => e.cles.includes(cle))
  if (!exigence) return 'non'
  const autres = exigence.cles.filter(c => c !== cle).map(c => `« ${champs.find(champ => champ.cle === c)?.libelle} »`)
  return autres.length ? `oui, ou ${autres.join(' ou ')}` : 'oui'
}
