import { describe, expect, test } from 'vitest'
import { formesInterdites, lignesTropLongues } from './regles-formes.ts'
import { lireSources, uneSource } from './sources.ts'

test('chaque fichier de src a une forme permise et moins de 300 lignes', () => {
  expect(lireSources('src/**/*.{ts,tsx,css}').flatMap(formesInterdites)).toEqual([])
})

test('les migrations aussi ont des lignes de moins de 140 caractères, depuis que c’est la règle', () => {
  const trop = lireSources('migrations/**/*.sql').flatMap(s => lignesTropLongues(s).map(n => `${s.chemin}:${n}`))
  expect(trop).toEqual([])
})

describe('la règle se voit échouer', () => {
  const fautes = (texte: string, chemin = 'src/foyer/a.ts') => formesInterdites(uneSource(chemin, texte)).join('\n')

  test.each([
    ['un relais par export', `export { a, b } from './b.ts'`, /transmettre/],
    ['un relais par import', `import { a } from './b.ts'\nexport { a }`, /transmettre/],
    [
      'une fonction qui passe la main',
      `import { b } from './b.ts'\nexport function a(x: string) { return b(x) }`,
      /transmettre/,
    ],
    [
      'une flèche qui passe la main',
      `import { b } from './b.ts'\nexport const a = async (x: string) => await b(x)`,
      /transmettre/,
    ],
    ['un autre nom pour la même chose', `import { b } from './b.ts'\nexport const a = b`, /transmettre/],
    ['un tonneau', `const x = 1\nexport * from './b.ts'\nexport const y = x`, /export \*/],
    ['un export par défaut', `export default function a() {}`, /par défaut/],
    ['une classe', `export class Foyer { nom = '' }`, /classe Foyer/],
    ['une classe cachée', `export const F = class { nom = '' }`, /classe anonyme/],
    ['any', `export const a = (x: any) => x`, /any/],
    ['console', `export const a = () => console.log('x')`, /console/],
    ['une ligne longue', `export const a = 1 // ${'mot '.repeat(30)}`, /ligne 1 : 139 caractères/],
    ['du SQL en une ligne', `export const a = sql\`select ${'colonne, '.repeat(20)}\``, /ligne 1/],
    ['un fichier long', `export const a = 1\n${'// …\n'.repeat(300)}`, /301 lignes/],
  ])('%s', (_, texte, faute) => expect(fautes(texte)).toMatch(faute))

  test('un index, quoi qu’il contienne', () => {
    expect(fautes('export const a = 1', 'src/foyer/index.ts')).toMatch(/tonneau/)
  })
  test('une feuille de style longue', () => {
    expect(fautes('a {}\n'.repeat(301), 'src/foyer/a.css')).toMatch(/301 lignes/)
  })
  test('une phrase entière, le texte d’un fichier : permis, quelle que soit leur longueur', () => {
    const phrase = 'Ce dossier est clos. '.repeat(8)
    expect(fautes(`export const a = '${phrase}'`)).toBe('')
    expect(fautes(`export const a = (b: string) => \`${phrase}\${b}\``)).toBe('')
    expect(fautes(`export const a = <p>${phrase}</p>`, 'src/foyer/a.tsx')).toBe('')
  })
  test('une migration longue, sauf celles d’avant', () => {
    const longue = (nom: string) =>
      lignesTropLongues(uneSource(`migrations/territoire/${nom}`, `-- ${'mot '.repeat(40)}`))
    expect([longue('000014_a.sql'), longue('000015_a.sql')]).toEqual([[], [1]])
  })
  test('une fonction qui ajoute quelque chose, une erreur, un programme qui parle : permis', () => {
    expect(fautes(`import { b } from './b.ts'\nexport const a = (x: string) => b(x, 1)`)).toBe('')
    expect(fautes(`export class Illisible extends Error {}`)).toBe('')
    expect(fautes(`console.log('prêt')`, 'src/serveur.ts')).toBe('')
  })
})
