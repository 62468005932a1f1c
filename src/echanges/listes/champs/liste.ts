import type { LISTES } from '../../../import/genres.ts'
import { estVide } from '../../../lecture/tableau/texte.ts'
import type { Lecteur } from '../../../lecture/tableau/valeurs.ts'
import { incoherencesNir } from './valeurs-personne.ts'

export type GenreListe = (typeof LISTES)[number]

/** These lists designate people by their place in a household, and hardly name them. */
export const estParPlace = (genre: GenreListe): boolean => genre === 'contacts' || genre === 'suivis'

/** What a column of a list may hold, declared once: read, proposed, explained on the screen and in the templates. */
export type Champ = {
  cle: string
  libelle: string
  aide: string
  exemple: string
  /** Headers that mean this field, as known tools write them; compared without accents, case nor punctuation. */
  entetes: readonly string[]
  lire: Lecteur
  /** A value that can't be read refuses the whole line: without it nobody knows who or what the line is about. */
  bloquant?: boolean
}

/** At least one of these fields must be there, in the columns then on each line. */
export type Exigence = { cles: readonly string[]; phrase: string }

export type DefinitionListe = {
  titre: string
  phrase: string
  champs: readonly Champ[]
  /** Each of them; `ou` names a field that does in their stead. */
  exigences: readonly Exigence[]
  /** Headers that other tools write and that Filrouge doesn't take, with the reason to show. */
  nonRepris: readonly { entetes: readonly string[]; raison: string }[]
}

/** Which column gives which field, by header; fields with the same value on each line; the sheet to read. */
export type Correspondance = {
  colonnes: Record<string, string>
  constantes: Record<string, string>
  feuille: string | null
}

export type Motif = { champ: string; motif: string }
/** `doutes`: values that can be read and are hardly true; who brings the list says whether they are. */
export type LigneComprise = { valeurs: Record<string, string>; motifs: Motif[]; doutes: Motif[]; refusee: boolean }

/** What the chosen columns lack before anything can be simulated, in sentences; empty when all is there. */
export function manques(
  definition: DefinitionListe,
  correspondance: Pick<Correspondance, 'colonnes' | 'constantes'>,
): string[] {
  const presents = new Set([
    ...Object.values(correspondance.colonnes),
    ...Object.entries(correspondance.constantes).flatMap(([cle, valeur]) => (valeur ? [cle] : [])),
  ])
  return definition.exigences.filter(e => !e.cles.some(cle => presents.has(cle))).map(e => e.phrase)
}

/**
 * What a line says, read by the chosen columns. A value that can't be read is left out and said; when it tells who the line is
 * about, the line is refused. `cellules`: in the order of `entetes`. Reasons never hold the value.
 */
export function comprendreLigne(
  definition: DefinitionListe,
  lecture: { entetes: readonly string[]; correspondance: Correspondance; aujourdhui: string },
  cellules: readonly string[],
): LigneComprise {
  const { entetes, correspondance, aujourdhui } = lecture
  const parCle = new Map(definition.champs.map(c => [c.cle, c]))
  const valeurs: Record<string, string> = {}
  const motifs: Motif[] = []
  const doutes: Motif[] = []
  let refusee = false
  let nirFaux: Motif | null = null
  const lire = (cle: string | undefined, ou: string, cellule: string) => {
    const champ = cle === undefined ? undefined : parCle.get(cle)
    if (!champ || estVide(cellule)) return
    const lu = champ.lire(cellule.trim(), aujourdhui)
    if ('refus' in lu) {
      if (cle === 'nir') {
        nirFaux = { champ: ou, motif: lu.refus }
        return
      }
      motifs.push({ champ: ou, motif: champ.bloquant ? lu.refus : `non repris, ${lu.refus}` })
      if (champ.bloquant) refusee = true
      return
    }
    // A column wins over the value given to all lines.
    valeurs[champ.cle] ??= lu.valeur
    if (lu.precision) valeurs.precisionNaissance = lu.precision
    if (lu.alerte) motifs.push({ champ: ou, motif: lu.alerte })
    if (lu.doute) doutes.push({ champ: ou, motif: lu.doute })
  }
  for (const [i, entete] of entetes.entries()) lire(correspondance.colonnes[entete], entete, cellules[i] ?? '')
  for (const [cle, valeur] of Object.entries(correspondance.constantes))
    lire(cle, parCle.get(cle)?.libelle ?? cle, valeur)
  if (nirFaux) {
    const autre = designation(definition, valeurs)
    motifs.push(sansLui(nirFaux, autre))
    if (autre === null) refusee = true
  }
  for (const exigence of definition.exigences) {
    if (refusee || exigence.cles.some(cle => valeurs[cle])) continue
    motifs.push({
      champ: colonneDe(correspondance, exigence.cles) ?? exigence.cles[0] ?? '',
      motif: 'valeur obligatoire absente',
    })
    refusee = true
  }
  if (valeurs.nir)
    for (const motif of incoherencesNir(valeurs.nir, valeurs.sexe, valeurs.dateNaissance))
      motifs.push({ champ: colonneDe(correspondance, ['nir']) ?? 'NIR', motif })
  return { valeurs, motifs, doutes, refusee }
}

/** By what else than a NIR a line tells who it is about, in words; null when it lacks something it needs. */
function designation({ exigences }: DefinitionListe, valeurs: Record<string, string>): string | null {
  if (!exigences.every(e => e.cles.some(cle => valeurs[cle]))) return null
  if (valeurs.numeroDemandeRsa) return 'son numéro de demande RSA'
  if (valeurs.matricule) return 'son numéro d’allocataire'
  return valeurs.nom || valeurs.nomNaissance ? 'son nom, son prénom et sa date de naissance' : null
}

/** A NIR that can't be one says nothing; the line still does, when it designates the person otherwise (E5). */
const sansLui = ({ champ, motif }: Motif, autre: string | null): Motif => ({
  champ,
  motif: autre ? `${motif}\u00a0; laissé de côté, la personne est cherchée par ${autre}` : motif,
})

/** The header that gives one of these fields, for a reason to name its column. */
export function colonneDe(correspondance: Pick<Correspondance, 'colonnes'>, cles: readonly string[]): string | null {
  return Object.entries(correspondance.colonnes).find(([, cle]) => cles.includes(cle))?.[0] ?? null
}
