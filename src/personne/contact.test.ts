import { expect, test } from 'vitest'
import { lireTelephone } from '../lecture/telephone.ts'
import { telephoneAConfirmer } from './contact.ts'

test.each([
  ['06 39 98 00 01', '0639980001'],
  ['06.39.98.00.01', '0639980001'],
  ['+33 6 39 98 00 01', '0639980001'],
  ['+33 (0)6 39 98 00 01', '0639980001'],
  ['0033639980001', '0639980001'],
  ['0692 00 00 01', '0692000001'],
  ['+32 470 00 00 00', '+32470000000'],
])('%s se garde sous la forme %s', (saisie, numero) => {
  expect(lireTelephone(saisie)).toEqual({ numero })
})

test.each([
  ['06 39 98 00', /trop court.*en a 8/],
  ['06 39 98 00 01 2', /trop long.*en a 11/],
  ['639980001', /commence par 0/],
  ['06 39 98 O0 01', /que des chiffres/],
  ['0836656565', /service/],
  ['+32 4', /étranger est incomplet/],
])('%s est refusé, et la phrase dit quoi écrire', (saisie, phrase) => {
  expect(lireTelephone(saisie)).toEqual({ refus: expect.stringMatching(phrase) })
})

const dit = (telephone: string | null, le: string | null, source = 'CAF') => ({ telephone, le, source })
test.each([
  ['aucun numéro', dit(null, null), [], 'absent'],
  ['un numéro', dit('1', '2025-01-01'), [], 'present'],
  ['deux fois le même', dit('1', '2025-01-01'), [dit('1', '2025-02-01')], 'present'],
  ['un autre, plus récent', dit('1', '2025-01-01', 'agent'), [dit('2', '2025-02-01')], 'divergent'],
  ['un autre, plus ancien', dit('1', '2025-02-01'), [dit('2', '2025-01-01')], 'present'],
  ['un autre du même jour', dit('1', '2025-02-01'), [dit('2', '2025-02-01')], 'divergent'],
  [
    'un autre du même jour, mais un agent a tranché',
    dit('1', '2025-02-01', 'agent'),
    [dit('2', '2025-02-01')],
    'present',
  ],
  ['rien ici, un numéro dans l’autre dossier', dit(null, null), [dit('2', '2025-01-01')], 'divergent'],
])('téléphone : %s', (_, contact, autres, attendu) => {
  expect(telephoneAConfirmer(contact, autres)).toBe(attendu)
})
