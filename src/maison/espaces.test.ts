import { describe, expect, test } from 'vitest'
import { espacesCassables } from './regles-espaces.ts'
import { horsProduit, lireSources, uneSource } from './sources.ts'

test('aucun texte lu par quelqu’un ne laisse un signe seul au début d’une ligne', () => {
  const lus = lireSources('src/**/*.{ts,tsx}', 'courriers/*.typ', 'docs/guide/*.md', 'LISEZMOI.md')
  expect(lus.filter(s => !horsProduit(s.chemin)).flatMap(espacesCassables)).toEqual([])
})

describe('la règle se voit échouer', () => {
  const fautes = (texte: string, chemin = 'src/foyer/a.tsx') => espacesCassables(uneSource(chemin, texte))

  test.each([
    ['un deux-points', `export const a = 'Reste à faire : appeler.'`],
    ['un point-virgule', `export const a = 'Il vient ; elle part.'`],
    ['une question', `export const a = <p title="Annuler ?" />`],
    ['un guillemet ouvert', 'export const a = `Fermer « Trame\u00a0»`'],
    ['un guillemet fermé', 'export const a = `Fermer «\u00a0Trame »`'],
    ['un texte de l’écran', `export const a = <p>Adresse : aucune</p>`],
    ['une espace fine : une seule façon d’écrire', `export const a = 'Vraiment\u202f?'`],
  ])('%s', (_, texte) => expect(fautes(texte)).toEqual(['src/foyer/a.tsx:1']))

  test('une lettre, une page du guide', () => {
    expect(fautes('#let a = 1\n== Que faire ?', 'courriers/a.typ')).toEqual(['courriers/a.typ:2'])
    expect(fautes('# Titre\n\nÀ savoir : rien.', 'docs/guide/a.md')).toEqual(['docs/guide/a.md:3'])
  })
  test('le code, son SQL, ses motifs, une comparaison, une image : rien à dire', () => {
    expect(fautes(`export const a = (b?: string) => (b ? /a ?:/ : sql\`select x ? 'b' : 1\`)`)).toEqual([])
    expect(fautes(`export const a = { 'a != b': 'https://example.org:80' }`)).toEqual([])
    expect(fautes('#if a != b [Oui]\n// Why : a note', 'courriers/a.typ')).toEqual([])
    expect(fautes('`a : b`\n\n   ![Vue](a.png)\n\n```sh\nx ? y\n```', 'docs/guide/a.md')).toEqual([])
  })
})
