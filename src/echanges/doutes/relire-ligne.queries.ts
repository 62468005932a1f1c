import { rapprocherIdentites } from '../../personne/doublons/rapprocher-identites.queries.ts'
import { celluleMontree } from '../../personne/matricule/matricule.ts'
import type { Context } from '../../socle/use-case.ts'
import { estFranceTravail, relireFranceTravail } from '../france-travail/ligne-decidee.ts'
import { sansAdressesCouvertes } from '../listes/adresses-couvertes.queries.ts'
import { type CandidatDeLigne, candidatsDesLignes } from '../listes/candidats-lignes.queries.ts'
import { DEFINITIONS, lireCorrespondance } from '../listes/champs/champs.ts'
import { comprendreLigne, estParPlace } from '../listes/champs/liste.ts'
import { identiteDe } from '../listes/reconnaitre-personnes.queries.ts'
import type { Doute } from './doute.queries.ts'
import { parleDePersonnes, RECONNUE_DEPUIS } from './doute.ts'
import { relireLignes } from './relire-lignes.ts'

type LigneRelue = { cellules: { entete: string; valeur: string }[]; candidats: CandidatDeLigne[] }

/**
 * What a line that waits says, read again in its file or as it was kept, addresses covered and NIRs masked, and the files it resembles
 * now, best first.
 */
export async function relireLigne(ctx: Context, doute: Doute): Promise<LigneRelue> {
  const { genre, options, ligne, importId } = doute
  if (estFranceTravail(genre)) {
    const { cellules, candidats } = await relireFranceTravail(ctx, doute)
    return { cellules, candidats: (await candidatsDesLignes(ctx, new Map([[ligne, candidats]]))).get(ligne) ?? [] }
  }
  const correspondance = lireCorrespondance(genre, options.correspondance)
  const { entetes, cellules } = await relireLignes(ctx, importId, correspondance?.feuille ?? null, [ligne])
  const lue = cellules.get(ligne) ?? []
  const pareils = new Map<number, { personneId: string; raisons: string[] }[]>()
  if (correspondance && parleDePersonnes(genre)) {
    const lecture = { entetes, correspondance, aujourdhui: ctx.today }
    const parPlace = estParPlace(genre)
    const identite = identiteDe({ ...comprendreLigne(DEFINITIONS[genre], lecture, lue), ligne }, parPlace)
    const verdict = (await rapprocherIdentites(ctx, [identite], { parPlace })).get(ligne)
    if (verdict?.genre === 'douteux') pareils.set(ligne, verdict.candidats)
    if (verdict?.genre === 'certain')
      pareils.set(ligne, [{ personneId: verdict.personneId, raisons: [RECONNUE_DEPUIS] }])
  }
  const personnes = [...pareils.values()].flat().map(c => c.personneId)
  const [montree = []] = await sansAdressesCouvertes(
    ctx,
    { entetes, correspondance },
    [{ cellules: lue, personnes }],
    'Adresse confidentielle',
  )
  return {
    cellules: entetes.flatMap((entete, i) =>
      montree[i]?.trim()
        ? [{ entete: entete.trim() || `Colonne ${i + 1}`, valeur: celluleMontree(montree[i].trim()) }]
        : [],
    ),
    candidats: (await candidatsDesLignes(ctx, pareils)).get(ligne) ?? [],
  }
}
