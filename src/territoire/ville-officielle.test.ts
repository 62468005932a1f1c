import { expect, test } from 'vitest'
import { villeOfficielle } from './ville-officielle.queries.ts'

const dite = (codePostal: string | undefined, ville: string | undefined) =>
  villeOfficielle(codePostal, ville)?.replaceAll('\u00a0', ' ')

test.each([
  ['59200', 'TOURCOING CEDEX', 'Tourcoing'],
  ['59200', 'tourcoing', 'Tourcoing'],
  ['59650', 'VILLENEUVE D ASCQ', 'Villeneuve-d’Ascq'],
  ['59350', 'ST ANDRE LEZ LILLE', 'Saint-André-lez-Lille'],
  ['62520', 'le touquet paris plage', 'Le Touquet-Paris-Plage'],
  ['94240', 'L HAY LES ROSES', 'L’Haÿ-les-Roses'],
  ['97110', 'POINTE A PITRE CEDEX 1', 'Pointe-à-Pitre'],
  ['98714', 'PAPEETE', 'Papeete'],
  // Not of that code, or of none: as it is written.
  ['59000', 'TOURCOING', 'TOURCOING'],
  ['00000', 'Ailleurs', 'Ailleurs'],
  [undefined, 'LILLE', 'LILLE'],
])('%s %s : %s', (codePostal, ville, attendue) => expect(dite(codePostal, ville)).toBe(attendue))
