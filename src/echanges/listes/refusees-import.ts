import { sql } from 'kysely'
import { z } from 'zod'
import { sourceDe } from '../../import/depot/contenu.ts'
import { recitImportTelecharge } from '../../import/import.recits.ts'
import { ecrireCsv } from '../../lecture/tableau/ecrire-csv.ts'
import { ecrireXlsx, TYPES_TABLEUR } from '../../lecture/tableau/ecrire-tableau.ts'
import { lireTableau } from '../../lecture/tableau/tableau.ts'
import { formeComparable } from '../../lecture/tableau/texte.ts'
import { consulter } from '../../socle/consultation.ts'
import { rawRoute } from '../../socle/route.ts'
import { ENTETE_MOTIF } from './champs/champs.ts'
import type { Motif } from './champs/liste.ts'
import { entetesConnus } from './champs/proposer.ts'
import { correspondanceDe, importDeListe } from './import-de-liste.queries.ts'

/**
 * The lines set aside, refused or to be decided, as they were in the file, with a last column that says why: corrected there, the
 * file is ready to be sent again. Same format as the file, or the one asked for.
 */
export const refuseesImport = rawRoute(
  {
    route: 'GET /imports/:importId/refusees',
    summary: 'Lignes refusées d’une liste, à corriger et à renvoyer',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid(), format: z.enum(['csv', 'xlsx']).optional() }),
  },
  async (ctx, { importId, format }) => {
    const recu = await importDeListe(ctx, importId)
    const { rows } = await sql<{ ligne: number; personneId: string | null; motifs: Motif[] }>`
      select ligne, personne_id, motifs from import_ligne
      where import_id = ${importId} and resultat in ('refusee', 'a-decider') order by ligne`.execute(ctx.db)
    const motifs = new Map(rows.map(r => [r.ligne, r.motifs.map(m => `${m.champ} : ${m.motif}`).join(' ; ')]))
    await consulter(ctx, [...new Set(rows.flatMap(r => (r.personneId ? [r.personneId] : [])))], 'import')
    const source = await sourceDe(ctx, importId)
    const tableau = await lireTableau(source, correspondanceDe(recu)?.feuille ?? null, entetesConnus)
    // A file sent again already has the column: its old reasons give way to the new ones.
    const gardees = [...tableau.entetes.keys()].filter(
      i => formeComparable(tableau.entetes[i] ?? '') !== formeComparable(ENTETE_MOTIF),
    )
    const lignes: string[][] = [[...gardees.map(i => tableau.entetes[i] ?? ''), ENTETE_MOTIF]]
    for await (const { ligne, cellules } of motifs.size ? tableau.lignes() : []) {
      const motif = motifs.get(ligne)
      if (motif !== undefined) lignes.push([...gardees.map(i => cellules[i] ?? ''), motif])
      if (lignes.length > motifs.size) break
    }
    await ctx.record({ objet: 'import', id: importId }, recitImportTelecharge, {
      apres: { quoi: 'refusees', fichier: source.fichier, lignes: lignes.length - 1 },
    })
    const sorte = format ?? tableau.format
    return {
      type: TYPES_TABLEUR[sorte],
      nom: `lignes-refusees.${sorte}`,
      telecharger: true,
      contenu: sorte === 'csv' ? ecrireCsv(lignes) : await ecrireXlsx([{ nom: 'Lignes refusées', lignes }]),
    }
  },
)
