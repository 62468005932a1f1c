import type { Application, DemandeApplication } from '../../import/adaptateur.ts'
import { aucunCompte, type LigneImport, type ResultatLigne } from '../../import/import.ts'
import { unReleve } from '../../lecture/releve.ts'
import { aPart, type LecteurAPart } from '../../lecture/tableau/a-part.ts'
import { lireTableau, type Tableau } from '../../lecture/tableau/tableau.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { DEFINITIONS, lireCorrespondance } from './champs/champs.ts'
import {
  type Correspondance,
  colonneDe,
  comprendreLigne,
  type GenreListe,
  type LigneComprise,
  type Motif,
  manques,
} from './champs/liste.ts'
import { direResultat, enComptes } from './champs/phrases.ts'
import { entetesConnus } from './champs/proposer.ts'
import { compterUsage, correspondanceRetenue } from './memoire.queries.ts'
import { type ColonneDemandee, proposerPour } from './proposer-pour.queries.ts'

export type LigneLue = LigneComprise & { ligne: number }

/** What a kind of list works with while it is applied. */
export type Atelier = {
  ctx: Context
  demande: DemandeApplication
  /** Header of the column that gives a field, for a reason to name it; its French name when no column does. */
  colonne: (cle: string) => string
}
/** Applies a thousand lines at once, those that can be read, and says what became of each. */
export type TraiterLot = (lignes: readonly LigneLue[]) => Promise<LigneImport[]>

const LOT = 1000
const SANS_MOTIF: Motif[] = []

/**
 * Reads a list by its columns and applies it by lots, each line on its own: a bad one never stops the others. A line decided late is
 * applied by the process of the screens, that opens no file itself.
 */
export const appliquerListe = (
  ctx: Context,
  genre: GenreListe,
  demande: DemandeApplication,
  ouvrir: (atelier: Atelier) => TraiterLot,
): Promise<Application> =>
  demande.tard
    ? aPart(demande.source, feuille => appliquer(ctx, genre, demande, ouvrir, feuille))
    : appliquer(ctx, genre, demande, ouvrir)

async function appliquer(
  ctx: Context,
  genre: GenreListe,
  demande: DemandeApplication,
  ouvrir: (atelier: Atelier) => TraiterLot,
  ouvrirFeuille?: LecteurAPart['ouvrir'],
): Promise<Application> {
  const definition = DEFINITIONS[genre]
  const { tableau, correspondance, demandees } = await tableauChoisi(ctx, genre, demande, ouvrirFeuille)
  const lecture = { entetes: tableau.entetes, correspondance, aujourdhui: ctx.today }
  const traiter = ouvrir({
    ctx,
    demande,
    colonne: cle =>
      colonneDe(correspondance, [cle]) ?? definition.champs.find(c => c.cle === cle)?.libelle ?? definition.titre,
  })
  const lignes: LigneImport[] = []
  let lot: LigneLue[] = []
  let lues = 0
  const decisions = (demande.options.decisions ?? {}) as Record<number, string>
  const vider = async () => {
    lignes.push(...(await traiter(lot)))
    lot = []
    demande.suivre('Lignes appliquées', lues, null)
  }
  const { tard } = demande
  for await (const { ligne, cellules, accentsRepares } of tableau.lignes(tard && new Set(tard.lignes))) {
    lues++
    const comprise = comprendreLigne(definition, lecture, cellules)
    if (accentsRepares) comprise.motifs.push(ACCENTS_REPARES)
    const enTrop = cellules.slice(tableau.entetes.length).some(c => c.trim() !== '')
    if (enTrop) lignes.push(issue({ ...comprise, ligne }, 'refusee', null, [TROP_DE_COLONNES]))
    else if (comprise.refusee) lignes.push(issue({ ...comprise, ligne }, 'refusee'))
    else if (genre === 'personnes' && comprise.doutes.length && decisions[ligne] === undefined)
      lignes.push(issue({ ...comprise, ligne }, 'a-decider', null, comprise.doutes))
    else lot.push({ ...comprise, ligne })
    if (lot.length === LOT) await vider()
  }
  if (lot.length) await vider()
  if (lues === 0) {
    throw new Refusal('invalid', 'fichier-vide', 'Ce tableau n’a aucune ligne sous ses titres de colonnes.')
  }
  if (!tard) await compterUsage(ctx, genre, tableau.entetes)
  lignes.sort((a, b) => a.ligne - b.ligne)
  return { rapport: rapporter(genre, lignes, demandees), lignes, correspondance }
}

const ACCENTS_REPARES: Motif = {
  champ: 'Accents',
  motif: 'le fichier les avait abîmés (« Ã© » pour « é », un texte lu deux fois en UTF-8) : ils sont réparés, vérifiez',
}

const TROP_DE_COLONNES: Motif = {
  champ: 'Ligne',
  motif:
    'plus de cases que de titres de colonnes : un séparateur est peut-être dans une case, mettez-la entre guillemets',
}

/** The table and its columns: those chosen for this import, else those remembered, else those proposed when nothing is missing. */
export async function tableauChoisi(
  ctx: Context,
  genre: GenreListe,
  { source, options }: Pick<DemandeApplication, 'source' | 'options'>,
  ouvrirFeuille?: LecteurAPart['ouvrir'],
): Promise<{ tableau: Tableau; correspondance: Correspondance; demandees: readonly ColonneDemandee[] }> {
  const choisie = lireCorrespondance(genre, options.correspondance)
  const tableau = await lireTableau(source, choisie?.feuille ?? null, entetesConnus, ouvrirFeuille)
  const connue = choisie ?? (await correspondanceRetenue(ctx, genre, tableau.entetes))
  const { correspondance, demandees } = connue
    ? { correspondance: connue, demandees: [] }
    : await proposerPour(ctx, genre, tableau)
  const absents = manques(DEFINITIONS[genre], correspondance)
  if (absents.length) {
    throw new Refusal(
      'invalid',
      'colonnes-a-choisir',
      `Il manque dans les colonnes : ${absents.join(', ')}. Ouvrez « Correspondance des colonnes » et dites quelle colonne les donne.`,
    )
  }
  return { tableau, correspondance, demandees }
}

/** What a line did: the reasons of its reading, then those of its effect. */
export function issue(
  ligne: Pick<LigneLue, 'ligne' | 'motifs'>,
  resultat: ResultatLigne,
  personneId: string | null = null,
  motifs: readonly Motif[] = [],
): LigneImport {
  const tous = [...ligne.motifs, ...motifs]
  return { ligne: ligne.ligne, resultat, personneId, motifs: tous.length ? tous : SANS_MOTIF }
}

function rapporter(genre: GenreListe, lignes: readonly LigneImport[], demandees: readonly ColonneDemandee[]) {
  const comptes = aucunCompte()
  for (const { resultat } of lignes) comptes[resultat]++
  const releve = unReleve()
  for (const { entete, raison } of demandees)
    releve.noter(null, entete, `colonne non reprise, faute d’en être assez sûr (${raison}) : dites ce qu’elle contient`)
  for (const { ligne, motifs } of lignes)
    for (const { champ, motif } of motifs) releve.noter(`ligne ${ligne}`, champ, motif)
  return {
    resume: direResultat(genre, comptes, false),
    comptes: enComptes(comptes),
    ...releve.bilan(),
  }
}
