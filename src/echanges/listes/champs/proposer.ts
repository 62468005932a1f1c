import { estVide, formeComparable } from '../../../lecture/tableau/texte.ts'
import { lireCodePostal, lireCourriel, lireDatePassee, lireTelephones } from '../../../lecture/tableau/valeurs.ts'
import { AJOUTEES, DEFINITIONS, profilDe } from './champs.ts'
import { type Correspondance, type DefinitionListe, type GenreListe, manques } from './liste.ts'
import { lireNir } from './valeurs-personne.ts'

/** What a column looks like by its values, when its header says nothing; in the order they are tried. */
const ALLURES = [
  { cles: ['nir'], lire: lireNir },
  { cles: ['courriel', 'referentCourriel'], lire: lireCourriel },
  { cles: ['codePostal'], lire: lireCodePostal },
  { cles: ['dateNaissance', 'dateOrientation'], lire: lireDatePassee },
  { cles: ['telephone', 'telephone2'], lire: lireTelephones },
] as const

export type Proposition = {
  correspondance: Correspondance
  /** How each column was understood: by its header or by its values. */
  certitudes: Record<string, 'entete' | 'valeurs'>
  /** Why a known column isn't taken, by header. */
  nonRepris: Record<string, string>
  profil: string | null
}

/**
 * Which field each column gives: by its header first (accents, case and punctuation aside), then, for those left, by the look of
 * the first values. A field is given by one column only: the first. `echantillon`: first rows, in the order of `entetes`.
 */
export function proposer(
  genre: GenreListe,
  entetes: readonly string[],
  echantillon: readonly (readonly string[])[],
  aujourdhui: string,
): Proposition {
  const definition = DEFINITIONS[genre]
  const colonnes: Record<string, string> = {}
  const certitudes: Proposition['certitudes'] = {}
  const nonRepris: Record<string, string> = {}
  const pris = new Set<string>()
  const prendre = (entete: string, cle: string, par: 'entete' | 'valeurs') => {
    colonnes[entete] = cle
    certitudes[entete] = par
    pris.add(cle)
  }
  const parEntete = index(definition)
  for (const entete of entetes) {
    const forme = formeComparable(entete)
    const cle = parEntete.get(forme)
    if (cle && !pris.has(cle)) prendre(entete, cle, 'entete')
    else if (!cle) {
      const raison = AJOUTEES.includes(forme)
        ? 'colonne ajoutée par Filrouge aux lignes refusées'
        : raisonDe(definition, forme)
      if (raison) nonRepris[entete] = raison
    }
  }
  entetes.forEach((entete, i) => {
    if (colonnes[entete] || nonRepris[entete] || parEntete.has(formeComparable(entete))) return
    const valeurs = echantillon.map(l => l[i] ?? '').filter(v => !estVide(v))
    if (!valeurs.length) return
    const allure = ALLURES.find(({ lire }) => valeurs.every(v => 'valeur' in lire(v, aujourdhui)))
    const cle = allure?.cles.find(c => !pris.has(c) && definition.champs.some(champ => champ.cle === c))
    if (cle) prendre(entete, cle, 'valeurs')
  })
  const profil = profilDe(genre, entetes)
  const constantes = Object.fromEntries(Object.entries(profil?.constantes ?? {}).filter(([cle]) => !pris.has(cle)))
  return { correspondance: { colonnes, constantes, feuille: null }, certitudes, nonRepris, profil: profil?.cle ?? null }
}

function index(definition: DefinitionListe): Map<string, string> {
  const formes = new Map<string, string>()
  for (const champ of definition.champs)
    for (const entete of [champ.libelle, ...champ.entetes, champ.cle])
      if (!formes.has(formeComparable(entete))) formes.set(formeComparable(entete), champ.cle)
  return formes
}

const raisonDe = (definition: DefinitionListe, forme: string): string | null =>
  definition.nonRepris.find(n => n.entetes.some(e => formeComparable(e) === forme))?.raison ?? null

const CONNUS = new Map(
  (Object.keys(DEFINITIONS) as GenreListe[]).map(genre => [genre, index(DEFINITIONS[genre])] as const),
)

/** How many of these cells are headers of some list: what tells a header line from a title or a row of data. */
export function entetesConnus(cellules: readonly string[]): number {
  const formes = cellules.map(formeComparable).filter(Boolean)
  return formes.filter(f => [...CONNUS.values()].some(c => c.has(f))).length
}

/**
 * The kind of list that these headers announce: all that it requires is there, and it understands more of them than the other
 * kinds; null when nothing is clear.
 */
export function genreDe(entetes: readonly string[]): GenreListe | null {
  const notes = (Object.keys(DEFINITIONS) as GenreListe[]).flatMap(genre => {
    const { correspondance, nonRepris } = proposer(genre, entetes, [], '')
    if (manques(DEFINITIONS[genre], correspondance).length) return []
    const profil = profilDe(genre, entetes) ? 5 : 0
    return [{ genre, note: Object.keys(correspondance.colonnes).length + Object.keys(nonRepris).length / 2 + profil }]
  })
  const [premier, second] = notes.toSorted((a, b) => b.note - a.note)
  return premier && premier.note > (second?.note ?? 0) ? premier.genre : null
}
