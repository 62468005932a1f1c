import { sql } from 'kysely'
import { z } from 'zod'
import { sourceDe } from '../../import/depot/contenu.ts'
import type { Source } from '../../lecture/source.ts'
import { aPart, type LecteurAPart, unLecteurAPart } from '../../lecture/tableau/a-part.ts'
import { lireTableau, type Tableau } from '../../lecture/tableau/tableau.ts'
import { formeComparable } from '../../lecture/tableau/texte.ts'
import type { Colonne } from '../../socle/export/colonnes.ts'
import { type Lignes, parPaquets } from '../../socle/export/lignes.ts'
import { routeExport, type Tableau as TableauExporte } from '../../socle/export/tableau.ts'
import { sansAdressesCouvertes } from './adresses-couvertes.queries.ts'
import { ressemblances } from './candidats-lignes.queries.ts'
import { AJOUTEES, ENTETE_MOTIF } from './champs/champs.ts'
import type { Motif } from './champs/liste.ts'
import { entetesConnus } from './champs/proposer.ts'
import { correspondanceDe, importDeListe } from './import-de-liste.queries.ts'

type Refusee = { cellules: readonly string[]; motif: string; personneId: string | null }
type DeCote = Refusee & { ligne: number }

/**
 * The lines set aside, refused or to be decided, as they were in the file, with a column that says why: corrected there, the file is
 * ready to be sent again. A street that is covered isn't there: sent again so, the line says nothing of it.
 */
export const refuseesImport = routeExport(
  {
    route: 'POST /imports/:importId/refusees',
    summary: 'Lignes refusées d’une liste, à corriger et à renvoyer',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid() }),
  },
  async (ctx, { importId }): Promise<TableauExporte<Refusee>> => {
    const recu = await importDeListe(ctx, importId)
    const { rows } = await sql<{ ligne: number; personneId: string | null; motifs: Motif[] }>`
      select ligne, personne_id, motifs from import_ligne
      where import_id = ${importId} and resultat in ('refusee', 'a-decider') order by ligne`.execute(ctx.db)
    const source = await sourceDe(ctx, importId)
    const lire = (ouvrir: LecteurAPart['ouvrir']) =>
      lireTableau(source, correspondanceDe(recu)?.feuille ?? null, entetesConnus, ouvrir)
    const { genre } = recu
    const correspondance = correspondanceDe(recu)
    const { entetes } = await aPart(source, lire)
    const couvrir = async (page: readonly DeCote[]): Promise<Refusee[]> => {
      const pareils =
        genre && correspondance ? await ressemblances(ctx, { genre, correspondance, entetes }, page) : null
      const lignes = page.map(({ ligne, cellules, personneId }) => ({
        cellules,
        personnes: [...(personneId ? [personneId] : []), ...(pareils?.get(ligne) ?? []).map(c => c.personneId)],
      }))
      const montrees = await sansAdressesCouvertes(ctx, { entetes, correspondance }, lignes, '')
      return page.map((refusee, i) => ({ ...refusee, cellules: montrees[i] ?? [] }))
    }
    // A file sent again already has them: its old reasons and number give way to the new ones.
    const gardees = entetes.flatMap((titre, i) => (AJOUTEES.includes(formeComparable(titre)) ? [] : [{ titre, i }]))
    return {
      nom: 'lignes-refusees',
      titre: 'Lignes refusées d’une liste',
      filtres: [['Fichier', source.fichier]],
      lignes: rows.length
        ? misesDeCote(source, lire, new Map(rows.map(r => [r.ligne, r])), couvrir)
        : parPaquets<Refusee>([]),
      personne: l => l.personneId,
      colonnes: [
        ...gardees.map(
          ({ titre, i }): Colonne<Refusee> => ({ titre, genre: 'texte', valeur: l => l.cellules[i] ?? '' }),
        ),
        { titre: ENTETE_MOTIF, genre: 'texte', valeur: l => l.motif },
      ],
    }
  },
)

/** Those lines, read again in the file. */
async function* misesDeCote(
  source: Source,
  lire: (ouvrir: LecteurAPart['ouvrir']) => Promise<Tableau>,
  refus: Map<number, { personneId: string | null; motifs: Motif[] }>,
  couvrir: (page: readonly DeCote[]) => Promise<Refusee[]>,
): Lignes<Refusee> {
  const PAR_PAGE = 1000
  let [page, donnees]: [DeCote[], number] = [[], 0]
  const lecteur = await unLecteurAPart(source)
  try {
    const tableau = await lire(lecteur.ouvrir)
    for await (const { ligne, cellules } of tableau.lignes(new Set(refus.keys()))) {
      const refusee = refus.get(ligne)
      const motif = refusee?.motifs.map(m => `${m.champ} : ${m.motif}`).join(' ; ') ?? ''
      page.push({ ligne, cellules, motif, personneId: refusee?.personneId ?? null })
      donnees++
      if (page.length === PAR_PAGE || donnees === refus.size) {
        yield { total: refus.size, lignes: await couvrir(page) }
        page = []
      }
    }
  } finally {
    await lecteur.fermer()
  }
}
