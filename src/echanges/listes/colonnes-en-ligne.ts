import { LISTES } from '../../import/genres.ts'
import { recitColonnesChoisies } from '../../import/import.recits.ts'
import { noterCorrespondance } from '../../import/imports.queries.ts'
import { formeComparable } from '../../lecture/tableau/texte.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { DEFINITIONS } from './champs/champs.ts'
import type { Piste } from './champs/deviner.ts'
import { type DefinitionListe, manques } from './champs/liste.ts'
import { colonnesImport } from './colonnes-import.ts'

/** What is said of the columns beside what is proposed: title or letter of a column → field, '' to leave it out; the sheet to read. */
export type ColonnesNommees = { colonnes?: Record<string, string>; feuille?: string }

/** A column of the file, the field that it gave, and how that was found. `piste`: what it may give, not surely enough to be read. */
export type ColonneReprise = { colonne: string; champ: string | null; par: string | null; piste: Piste | null }

/**
 * Says what a deposited list is and which column gives which field: as the screen proposes, and as named here. What is only proposed is
 * not remembered for the next file. Refuses, with what to add to the command, a list of unknown kind and columns that are missing.
 */
export async function preparerListe(
  ctx: Context,
  importId: string,
  { colonnes: nommees = {}, feuille }: ColonnesNommees,
): Promise<ColonneReprise[]> {
  const vues = await colonnesImport(ctx, { importId, feuille })
  const { genre, seuil } = vues
  if (vues.sansTableau)
    throw new Refusal(
      'conflict',
      'feuille-a-choisir',
      `La feuille lue n’a pas de titres de colonnes : relancez la commande avec --feuille, suivi de ${enumerer(vues.feuilles)}.`,
    )
  if (!genre)
    throw new Refusal(
      'conflict',
      'genre-a-dire',
      `Filrouge ne sait pas ce que liste ce tableau : relancez la commande avec --genre, suivi de ${enumerer(LISTES)}. Il attend aussi sur la page Imports, où on peut le dire.`,
    )
  const definition = DEFINITIONS[genre]
  const champs = new Map(
    vues.colonnes.map(c => [c.entete, { champ: c.champ, par: c.par as string | null, piste: aDire(c, seuil) }]),
  )
  for (const [ou, cle] of Object.entries(nommees)) {
    const colonne =
      vues.colonnes.find(c => formeComparable(c.entete) === formeComparable(ou)) ??
      vues.colonnes.find(c => c.lettre === ou.toUpperCase())
    if (!colonne)
      throw new Refusal(
        'invalid',
        'colonne-inconnue',
        `Aucune colonne de ce fichier n’a le titre ou la lettre donnés à --colonne. Ses colonnes vont de A à ${vues.colonnes.at(-1)?.lettre}.`,
      )
    if (cle !== '') exigerChamp(definition, cle)
    // One column gives a field: the one named here.
    for (const autre of champs.values())
      if (cle !== '' && autre.champ === cle) Object.assign(autre, { champ: null, par: null })
    champs.set(colonne.entete, { champ: cle || null, par: 'choix', piste: null })
  }
  const reprises = [...champs].map(([colonne, lue]) => ({ colonne, ...lue }))
  const colonnes = Object.fromEntries(reprises.flatMap(r => (r.champ ? [[r.colonne, r.champ]] : [])))
  const correspondance = { colonnes, constantes: vues.constantes, feuille: vues.feuille }
  const absents = manques(definition, correspondance)
  if (absents.length)
    throw new Refusal(
      'conflict',
      'colonnes-a-choisir',
      `Il manque dans les colonnes : ${absents.join(', ')}. Relancez la commande avec --colonne "Titre=champ", où champ est un de : ${clesDe(definition)}. Ou dites-le sur la page Imports, « Correspondance des colonnes ».${direPistes(reprises)}`,
    )
  await noterCorrespondance(ctx, importId, genre, correspondance)
  await ctx.record({ objet: 'import', id: importId }, recitColonnesChoisies, {
    apres: { genre, champs: Object.values(colonnes) },
  })
  return reprises
}

function exigerChamp(definition: DefinitionListe, cle: string): void {
  if (definition.champs.some(c => c.cle === cle)) return
  throw new Refusal(
    'invalid',
    'champ-inconnu',
    `Le champ donné à --colonne n’est pas de cette liste. Choisissez un de : ${clesDe(definition)}.`,
  )
}

/** What a column is held to give, when it isn't surely enough: it is asked, not applied. */
const aDire = ({ champ, piste }: { champ: string | null; piste: Piste | null }, seuil: number): Piste | null =>
  champ === null && piste && piste.confiance < seuil ? piste : null

/** The columns left unread for want of being sure, and how to have them read; empty without any. */
export function direPistes(colonnes: readonly ColonneReprise[]): string {
  const demandees = colonnes.flatMap(({ colonne, piste }) => (piste ? [`"${colonne}=${piste.champ}"`] : []))
  if (!demandees.length) return ''
  return ` Non repris, faute d’être sûr : ajoutez --colonne ${demandees.join(' --colonne ')} si c’est bien cela.`
}

const clesDe = (definition: DefinitionListe) => definition.champs.map(c => c.cle).join(', ')
const enumerer = (mots: readonly string[]) => `${mots.slice(0, -1).join(', ')} ou ${mots.at(-1)}`
