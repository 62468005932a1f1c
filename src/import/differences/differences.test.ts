import { expect, test } from 'vitest'
import { direChangements } from './differences.ts'

const unNir = (avant: string | null, apres: string | null) =>
  direChangements(
    [{ table: 'personne', avant: { nir_empreinte: avant }, apres: { nir_empreinte: apres } } as never],
    '2',
  )

test('un numéro de sécurité sociale qui change se dit, sans rien montrer', () => {
  expect(unNir(null, 'a1')).toEqual([{ libelle: 'NIR', avant: null, apres: 'connu' }])
  expect(unNir('a1', 'b2')).toEqual([{ libelle: 'NIR', avant: 'connu', apres: 'un autre' }])
  expect(unNir('a1', 'a1')).toEqual([])
})
