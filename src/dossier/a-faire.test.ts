import { expect, test } from 'vitest'
import type { Echeance } from '../echeance/echeance.ts'
import { aFaire, convenus, type SituationAFaire } from './a-faire.ts'

/** Something that asks to be done now, on time until 17 March. */
const due = (genre: string, suite: Partial<Echeance> = {}): Echeance => ({
  genre,
  objetId: '0195c0de-0000-7000-8000-000000000001',
  depuis: '2025-03-03',
  pour: '2025-03-17',
  commande: true,
  demande: true,
  des: '2025-03-03T08:00:00Z',
  prevuLe: null,
  reporteeJusquau: null,
  reporteeMotif: null,
  attendue: null,
  confieeA: null,
  recueDe: null,
  acte: `Faire : ${genre}`,
  ou: 'orienter',
  prise: null,
  reportable: true,
  permission: 'rendez-vous.gerer',
  ...suite,
})
const rdv = (jour: string, suite: Partial<Echeance> = {}) =>
  due('rendez-vous', { depuis: jour, pour: '2025-03-14', acte: 'Conclure le rendez-vous', ...suite })
const PAS_ENCORE = { demande: false }
const situation = (plus: Partial<SituationAFaire> = {}): SituationAFaire => ({
  echeances: [],
  telephone: 'present',
  desaccords: [],
  visite: null,
  ...plus,
})

test.each<[string, Partial<SituationAFaire>, string[]]>([
  ['rien de dû', {}, []],
  ['ce qui se demande', { echeances: [due('convocation')] }, ['convocation 2025-03-17']],
  ['ce qui n’a pas de terme', { echeances: [due('convocation', { pour: null })] }, ['convocation']],
  ['un rendez-vous à venir', { echeances: [rdv('2025-03-12', PAS_ENCORE)] }, []],
  ['un rendez-vous fini, sans issue', { echeances: [rdv('2025-03-12')] }, ['rendez-vous 2025-03-14']],
  ['une étape qui attend la précédente', { echeances: [due('orientation', PAS_ENCORE)] }, []],
  ['une horloge tenue à côté', { echeances: [due('orientation-mois', { demande: false, commande: false })] }, []],
  ['ce à quoi un rendez-vous répond', { echeances: [due('contact', { demande: false, prevuLe: '2025-03-20' })] }, []],
  [
    'un diagnostic établi, mais un rendez-vous à conclure : le plus pressé d’abord',
    { echeances: [due('orientation'), rdv('2025-03-12')] },
    ['rendez-vous 2025-03-14', 'orientation 2025-03-17'],
  ],
  [
    'une orientation décidée : ce qui n’a pas de terme vient après',
    { echeances: [due('designation', { pour: null }), due('notification')] },
    ['notification 2025-03-17', 'designation'],
  ],
  [
    'un bilan passé et un rendez-vous à venir',
    { echeances: [rdv('2025-03-12', PAS_ENCORE), due('bilan', { pour: '2025-03-01' })] },
    ['bilan 2025-03-01'],
  ],
  [
    'le même jour, l’ordre du parcours',
    { echeances: [due('diagnostic'), due('orientation')] },
    ['diagnostic 2025-03-17', 'orientation 2025-03-17'],
  ],
  [
    'un téléphone absent',
    { echeances: [due('orientation')], telephone: 'absent' },
    ['orientation 2025-03-17', 'demander-telephone'],
  ],
  ['deux téléphones différents', { telephone: 'divergent' }, ['confirmer-telephone']],
  [
    'deux sources qui diffèrent sur le téléphone et le nom',
    { desaccords: ['telephone', 'nom'] },
    ['confirmer-telephone', 'trancher-conflit'],
  ],
])('à faire pour %s', (_, plus, attendu) => {
  expect(aFaire(situation(plus)).map(a => [a.quoi, a.avant].filter(Boolean).join(' '))).toEqual(attendu)
})

test('ce qui est reporté reste au dossier, avec le jour et la raison', () => {
  const reportee = { demande: false, reporteeJusquau: '2025-03-20', reporteeMotif: 'Hospitalisation', confieeA: 'Awa' }
  expect(aFaire(situation({ echeances: [due('convocation', reportee)] }))).toMatchObject([
    { quoi: 'convocation', reportee: { jusquau: '2025-03-20', motif: 'Hospitalisation' }, confieeA: 'Awa' },
  ])
})

test('un rendez-vous est convenu tant qu’il ne demande rien, et jamais un jour passé', () => {
  const attendu = (id: string, debut: string) => ({ id, objet: 'suivi', debut, agent: 'Awa' })
  const aConclure = '0195c0de-0000-7000-8000-000000000002'
  const attendus = [
    attendu('0195c0de-0000-7000-8000-000000000003', '2025-03-09T09:00:00+01:00'),
    attendu(aConclure, '2025-03-10T09:00:00+01:00'),
    attendu('0195c0de-0000-7000-8000-000000000004', '2025-03-10T16:00:00+01:00'),
    attendu('0195c0de-0000-7000-8000-000000000005', '2025-03-20T09:00:00+01:00'),
  ]
  const choses = aFaire(situation({ echeances: [rdv('2025-03-10', { objetId: aConclure })] }))
  expect(convenus({ attendus, aFaire: choses, aujourdhui: '2025-03-10' }).map(r => r.id.at(-1))).toEqual(['4', '5'])
})
