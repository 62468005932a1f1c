import { expect, test } from 'vitest'
import { z } from 'zod'
import { DATE_INCOMPRISE } from '../date-ecrite.ts'
import { direFaute, jour, texteFacultatif } from './faute.ts'

const dire = (schema: z.ZodType, valeur: unknown) =>
  schema.safeParse(valeur, { error: direFaute }).error?.issues.map(i => i.message)

test.each([
  ['un texte absent', z.string(), null, 'Cette réponse est nécessaire : donnez-la.'],
  ['un texte vide', z.string().min(1), '', 'Cette réponse est nécessaire : donnez-la.'],
  ['un texte trop court', z.string().min(3), 'ab', 'Écrivez au moins 3 caractères.'],
  ['un texte trop long', z.string().max(2), 'abc', 'Écrivez 2 caractères au plus : raccourcissez ce texte.'],
  ['un nombre trop petit', z.int().min(1), 0, 'Écrivez un nombre d’au moins 1.'],
  ['un nombre trop grand', z.number().max(9), 10, 'Écrivez un nombre d’au plus 9.'],
  ['un nombre à virgule', z.int(), 1.5, 'Écrivez un nombre entier.'],
  ['une liste vide', z.array(z.string()).min(1), [], 'Cette réponse est nécessaire : donnez-la.'],
  ['une liste trop longue', z.array(z.string()).max(1), ['a', 'b'], 'Choisissez-en 1 au plus.'],
  ['un choix absent', z.enum(['a']), null, 'Choisissez une réponse.'],
  ['un choix inconnu', z.enum(['a']), 'b', 'Choisissez une des réponses proposées.'],
  ['un identifiant mal formé', z.uuid(), 'x', 'Cette réponse n’a pas la forme attendue : corrigez-la.'],
  ['un texte à la place d’un nombre', z.number(), 'x', 'Cette réponse n’a pas la forme attendue : corrigez-la.'],
  ['une date qui n’en est pas une', z.iso.date(), 'bientôt', DATE_INCOMPRISE],
])('%s', (_, schema, valeur, attendu) => expect(dire(schema, valeur)).toEqual([attendu.replaceAll(' :', '\u00a0:')]))

test('la phrase d’un schéma passe devant', () => {
  expect(dire(z.string().min(1, { error: 'Écrivez le nom.' }), '')).toEqual(['Écrivez le nom.'])
  expect(dire(jour('Choisissez un jour.'), null)).toEqual(['Choisissez un jour.'])
  expect(dire(jour('Choisissez un jour.'), 'bientôt')).toEqual([DATE_INCOMPRISE])
})

test('un texte facultatif : rogné, et nul quand il n’en reste rien', () => {
  expect([' a ', '  ', '', null].map(t => texteFacultatif(9).parse(t))).toEqual(['a', null, null, null])
})
