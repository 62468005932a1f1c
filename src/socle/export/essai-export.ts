import { enSource } from '../../echanges/listes/essai-tableur.ts'
import { lireTableau } from '../../lecture/tableau/tableau.ts'
import { ouvrirZip } from '../../lecture/tableau/zip.ts'

/** The lines of a file, as a spreadsheet gives them back: headers first. */
export async function relire(contenu: Buffer): Promise<string[][]> {
  const tableau = await lireTableau(enSource(contenu), null, cellules => cellules.length)
  const lignes = [[...tableau.entetes]]
  for await (const { cellules } of tableau.lignes()) lignes.push([...cellules])
  return lignes
}

/** A part of a workbook, as text. */
export async function partie(contenu: Buffer, nom: string): Promise<string> {
  const { deplier } = await ouvrirZip(contenu)
  return Buffer.concat(await Array.fromAsync(deplier(nom))).toString()
}
