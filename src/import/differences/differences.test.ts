import { expect, test } from 'vitest'
import { direChangements } from './differences.ts'
import { direGroupe } from './foyers-changes.ts'

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

test('d’un foyer dont il ne reste que qui l’a quitté, rien du foyer n’est dit', () => {
  const dire = (present: boolean) =>
    direGroupe(
      {
        foyerId: 'f',
        nouveau: false,
        personnes: [{ id: 'p', present, chezSoi: true, creee: false, sexe: '1' } as never],
      },
      [{ table: 'foyer', foyerId: 'f', personneId: null, role: null, avant: { voie: 'A' }, apres: { voie: 'B' } }],
    ).changements.map(c => c.libelle)
  expect(dire(true)).toEqual(['Adresse'])
  expect(dire(false)).toEqual([])
})
