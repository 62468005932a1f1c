import { expect, test } from 'vitest'
import { frise, type PeriodeDroit, phraseDroit } from './frise.ts'

test.each([
  ['2', true, null, '2', 'Droit ouvert et versable, soumise aux droits et devoirs'],
  ['2', false, null, '1', 'Droit ouvert et versable, non soumis aux droits et devoirs'],
  ['2', null, null, '1', 'Droit ouvert et versable'],
  ['4', true, '06', '2', 'Versement suspendu\u00a0: déclaration trimestrielle non fournie'],
  ['4', true, 'DA', '2', 'Versement suspendu\u00a0: activité antérieure absente'],
  ['3', true, 'DA', '2', 'Droit suspendu\u00a0: situation de famille à préciser'],
  ['5', null, 'MUT', '2', 'Droit clos\u00a0: dossier parti dans un autre organisme'],
  ['1', null, 'DSD', '1', 'Droit refusé\u00a0: demande sans droit'],
  ['4', null, 'ZZ', '1', 'Versement suspendu'],
  ['0', null, null, '1', 'Demande en attente'],
  ['absent', null, 'sortie-du-foyer', '1', 'Absent du flux mensuel\u00a0: la personne a quitté le foyer'],
  ['absent', null, null, '1', 'Absent du flux mensuel'],
])('l’état %s, soumis %s, motif %s se dit en mots (sexe %s)', (etat, soumis, motif, sexe, attendu) => {
  expect(phraseDroit({ etat, soumis, motif }, sexe)).toBe(attendu)
})

const periode = (debut: string, fin: string | null, etat: string, plus: Partial<PeriodeDroit> = {}): PeriodeDroit => ({
  foyer: 'CAF 591',
  debut,
  fin,
  etat,
  soumis: true,
  motif: null,
  depuis: null,
  ...plus,
})

test('deux périodes qui se disent pareil n’en font qu’une, la dernière d’abord', () => {
  const { lignes } = frise(
    [
      periode('2025-01-31', '2025-02-28', '2', { motif: 'X' }),
      periode('2024-11-30', '2025-01-31', '2'),
      periode('2025-02-28', null, '4', { motif: '06', depuis: '2025-02-01' }),
    ],
    '2025-03-10',
    '2',
  )
  expect(lignes).toHaveLength(1)
  expect(lignes[0]?.bandes.map(b => [b.debut, b.fin, b.ton])).toEqual([
    ['2025-02-28', null, 'soon'],
    ['2024-11-30', '2025-02-28', 'done'],
  ])
})

test('l’axe compte six mois au moins, vingt-quatre au plus, et finit avec le mois présent', () => {
  const court = frise([periode('2025-03-01', null, '2')], '2025-03-10', '2')
  expect(court.mois.map(m => m.cle)).toEqual(['2024-10', '2024-11', '2024-12', '2025-01', '2025-02', '2025-03'])
  const long = frise([periode('2015-01-01', '2016-01-01', '5'), periode('2016-01-01', null, '2')], '2025-03-10', '2')
  expect(long.mois).toHaveLength(24)
  expect(long.lignes[0]?.bandes[1]?.place).toBeNull()
  expect(long.lignes[0]?.bandes[0]?.place).toMatchObject({ gauche: 0 })
})

test('un foyer de la CAF et un foyer de la MSA ont chacun leur ligne', () => {
  const { lignes } = frise(
    [periode('2024-11-30', '2025-01-31', '5'), periode('2025-01-31', null, '2', { foyer: 'MSA 590' })],
    '2025-03-10',
    '1',
  )
  expect(lignes.map(l => l.foyer)).toEqual(['MSA 590', 'CAF 591'])
})

test('sans droit connu, la frise est vide mais l’axe existe', () => {
  expect(frise([], '2025-03-10', '1')).toMatchObject({ lignes: [], mois: { length: 6 } })
})
