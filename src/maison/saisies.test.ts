import { describe, expect, test } from 'vitest'
import { reglesRedites } from './regles-saisies.ts'
import { lireSources, uneSource } from './sources.ts'

test('aucun écran ne redit une règle d’un schéma', () => {
  expect(lireSources('src/**/pages/**/*.tsx', 'src/web/*.tsx').flatMap(reglesRedites)).toEqual([])
})

describe('la règle se voit échouer', () => {
  const fautes = (texte: string) => reglesRedites(uneSource('src/foyer/pages/A.tsx', texte)).length

  test.each([
    ['une longueur', `export const a = <TextInput {...form.texte('nom', 'Nom')} maxLength={200} />`],
    ['un champ obligatoire', `export const a = <Select {...form.choix('nom', 'Nom')} required />`],
    ['une borne', `export const a = <ChampNombre {...form.choix('n', 'N')} min={1} />`],
    ['un texte qu’aucun formulaire ne vérifie', `export const a = <Textarea value={v} onChange={f} />`],
    ['une longueur comparée', `export const a = (v: string) => v.trim().length < 3`],
    ['une adresse vérifiée', `export const a = (v: string) => /.@.+/.test(v)`],
    ['un schéma', `import { z } from 'zod'\nexport const a = z.string()`],
    ['un autre formulaire', `import { useForm } from '@mantine/form'\nexport const a = useForm()`],
  ])('%s', (_, texte) => expect(fautes(texte)).toBe(1))

  test('un champ lié, une jauge, un type, une liste comptée : rien à dire', () => {
    expect(fautes(`export const a = <Textarea {...form.texte('motif', 'Pourquoi')} autosize minRows={2} />`)).toBe(0)
    expect(fautes(`export const a = <progress value={1} max={2} />`)).toBe(0)
    expect(fautes(`import type { z } from 'zod'\nexport type A = z.ZodObject`)).toBe(0)
    expect(fautes(`export const a = (v: string[]) => v.length > 1`)).toBe(0)
  })
})
