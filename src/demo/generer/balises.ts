import type { Foyer } from './foyer.ts'
import { texteDe } from './jours.ts'

export const echapper = (texte: string): string =>
  /[&<>]/.test(texte) ? texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : texte
export const balise = (nom: string, valeur: string | number): string => `<${nom}>${valeur}</${nom}>`
export const jour = (nom: string, numero: number): string => `<${nom}>${texteDe(numero)}</${nom}>`
export const bool = (nom: string, valeur: boolean): string => `<${nom}>${valeur ? 1 : 0}</${nom}>`
/** Amounts padded as the CNAF writes them: 0000635.71. */
export const montant = (nom: string, euros: number): string => `<${nom}>${euros.toFixed(2).padStart(10, '0')}</${nom}>`

/** First and last month of the resources shown: one household in three declares its quarter each month. */
export function trimestreDeclare(foyer: Foyer, mois: number): { premier: number; dernier: number } {
  const dernier = mois - 1 - ((mois + foyer.id) % 3)
  return { premier: dernier - 2, dernier }
}
