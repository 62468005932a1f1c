import { formeComparable } from '../../../lecture/tableau/texte.ts'
import { AJOUTEES, DEFINITIONS, profilDe } from './champs.ts'
import { devin, type Piste, titreDAutrui, valeursDe } from './deviner.ts'
import type { Correspondance, DefinitionListe, GenreListe } from './liste.ts'
import { cleDuTitre } from './titres.ts'

/** A guess held under this is asked, unless the territory says otherwise (parameter listes.confiance). */
export const SEUIL = 70

export type Proposition = {
  correspondance: Correspondance
  /** What each column is held to give, how surely and why, by header; those under the threshold are asked, not applied. */
  pistes: Record<string, Piste>
  /** Why a known column isn't taken, by header. */
  nonRepris: Record<string, string>
  profil: string | null
}

const D_AUTRUI = 'son titre parle d’un proche, d’un professionnel, d’un service ou d’un employeur, pas de la personne'
/** Kinds whose lines are about a person: what others' titles tell is not theirs. */
const DE_PERSONNES: readonly GenreListe[] = ['personnes', 'contacts', 'suivis', 'reorientations']

/**
 * Which field each column gives, and how surely: by its title first, then, for those left, by the look of the first values. A field
 * is given by one column only: the surest, then the first. `echantillon`: first rows, in the order of `entetes`.
 */
export function proposer(
  genre: GenreListe,
  entetes: readonly string[],
  echantillon: readonly (readonly string[])[],
  aujourdhui: string,
  seuil = SEUIL,
): Proposition {
  const definition = DEFINITIONS[genre]
  const deviner = devin(definition, aujourdhui)
  const pistes: Proposition['pistes'] = {}
  const nonRepris: Record<string, string> = {}
  const pris = new Set<string>()
  const nus = entetes.map(sansRang)
  const restants = entetes.flatMap((entete, i) => {
    if (entete === '') return []
    const raison = raisonDe(definition, nus[i] ?? '')
    if (raison && (deviner.parTitre(entete)?.confiance ?? 0) < 100) nonRepris[entete] = raison
    return nonRepris[entete] ? [] : [{ entete, i }]
  })
  // The surest columns choose first: what only looks like a field never takes it from the column that names it.
  for (const sur of [true, false])
    for (const { entete, i } of restants) {
      if (pistes[entete]) continue
      const nu = nus[i] ?? ''
      const lue = deviner.piste(nu, valeursDe(echantillon, i), pris)
      if (!lue) continue
      const double = nus.filter(n => formeComparable(n) === formeComparable(nu)).length > 1
      const p = double ? deviner.double(lue) : lue
      if (p.confiance >= seuil !== sur) continue
      pistes[entete] = p
      if (sur) pris.add(p.champ)
    }
  if (DE_PERSONNES.includes(genre))
    for (const { entete } of restants) if (titreDAutrui(entete, pistes[entete]?.champ)) nonRepris[entete] = D_AUTRUI
  const sures = Object.entries(pistes).filter(([, p]) => p.confiance >= seuil)
  const colonnes = Object.fromEntries(sures.map(([entete, p]) => [entete, p.champ]))
  const profil = profilDe(genre, entetes)
  const constantes = Object.fromEntries(Object.entries(profil?.constantes ?? {}).filter(([cle]) => !pris.has(cle)))
  return { correspondance: { colonnes, constantes, feuille: null }, pistes, nonRepris, profil: profil?.cle ?? null }
}

/** A title without the rank that tells it from another of the same words (src/lecture/tableau/tableau.ts). */
const sansRang = (entete: string) => entete.replace(/ \(\d{1,2}\)$/, '')

function raisonDe(definition: DefinitionListe, entete: string): string | null {
  const forme = formeComparable(entete)
  if (AJOUTEES.includes(forme)) return 'colonne ajoutée par Filrouge aux lignes refusées'
  return definition.nonRepris.find(n => n.entetes.some(e => formeComparable(e) === forme))?.raison ?? null
}

const CONNUS = new Set(
  Object.values(DEFINITIONS).flatMap(({ champs }) =>
    champs.flatMap(c => [c.libelle, ...c.entetes, c.cle].map(cleDuTitre).filter(Boolean)),
  ),
)

/** How many of these cells are headers of some list: what tells a header line from a title or a row of data. */
export const entetesConnus = (cellules: readonly string[]): number =>
  cellules.filter(c => CONNUS.has(cleDuTitre(sansRang(c)))).length
