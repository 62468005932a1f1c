import { expect, test } from 'vitest'
import { aFaire, type SituationAFaire } from './a-faire.ts'

const delai = { convocation: '2025-03-17', orientation: '2025-03-17', relais: '2025-04-14' }
const situation = (plus: Partial<SituationAFaire> = {}): SituationAFaire => ({
  maintenant: '2025-03-10T09:00:00Z',
  concernee: true,
  delai,
  rendezVous: [],
  diagnosticFait: false,
  orientation: null,
  accompagne: false,
  suivi: null,
  telephone: 'present',
  desaccords: [],
  ...plus,
})
const rdv = (jour: string, issue: string | null = null) => ({
  objet: 'diagnostic',
  jour,
  debut: `${jour}T08:30:00Z`,
  fin: `${jour}T09:30:00Z`,
  issue,
})

test.each<[string, Partial<SituationAFaire>, string[]]>([
  ['une nouvelle entrée', {}, ['convoquer 2025-03-17']],
  ['un rendez-vous à venir', { rendezVous: [rdv('2025-03-12')] }, ['recevoir 2025-03-12']],
  ['un rendez-vous en ce moment', { rendezVous: [rdv('2025-03-10')] }, ['recevoir 2025-03-10']],
  ['un rendez-vous passé sans issue', { rendezVous: [rdv('2025-03-07')] }, ['conclure-rendez-vous 2025-03-07']],
  ['une absence', { rendezVous: [rdv('2025-03-07', 'absent')] }, ['convoquer-de-nouveau 2025-03-17']],
  [
    'une absence puis un nouveau rendez-vous',
    { rendezVous: [rdv('2025-03-07', 'absent'), rdv('2025-03-14')] },
    ['recevoir 2025-03-14'],
  ],
  ['une présence sans diagnostic', { rendezVous: [rdv('2025-03-07', 'present')] }, ['etablir-diagnostic 2025-03-17']],
  ['un diagnostic établi', { diagnosticFait: true }, ['orienter 2025-03-17']],
  [
    'un diagnostic établi, mais un rendez-vous à conclure',
    { diagnosticFait: true, rendezVous: [rdv('2025-03-07')] },
    ['conclure-rendez-vous 2025-03-07', 'orienter 2025-03-17'],
  ],
  [
    'une orientation décidée',
    { diagnosticFait: true, orientation: { notifiee: false } },
    ['notifier 2025-03-17', 'designer-referent'],
  ],
  ['une orientation notifiée sans référent', { delai: null, orientation: { notifiee: true } }, ['designer-referent']],
  [
    'un accompagnement en cours',
    {
      delai: null,
      orientation: { notifiee: true },
      accompagne: true,
      suivi: { urgence: 'suivi', bilanLe: '2025-06-01' },
    },
    [],
  ],
  [
    'un accompagnement dont le bilan est passé',
    {
      delai: null,
      orientation: { notifiee: true },
      accompagne: true,
      rendezVous: [rdv('2025-03-12')],
      suivi: { urgence: 'bilan-depasse', bilanLe: '2025-03-01' },
    },
    ['bilan-depasse 2025-03-01', 'recevoir 2025-03-12'],
  ],
  ['le stock non orienté : sans délai', { delai: null }, ['convoquer']],
  ['une personne qui n’est plus concernée', { concernee: false, delai: null }, []],
  ['une personne sortie : rien à notifier', { concernee: false, delai: null, orientation: { notifiee: false } }, []],
  ['un téléphone absent', { diagnosticFait: true, telephone: 'absent' }, ['orienter 2025-03-17', 'demander-telephone']],
  ['deux téléphones différents', { concernee: false, delai: null, telephone: 'divergent' }, ['confirmer-telephone']],
  [
    'deux sources qui diffèrent sur le téléphone et le nom',
    { concernee: false, delai: null, desaccords: ['telephone', 'nom'] },
    ['confirmer-telephone', 'trancher-conflit'],
  ],
])('à faire pour %s', (_, plus, attendu) => {
  expect(aFaire(situation(plus)).map(a => [a.quoi, a.avant].filter(Boolean).join(' '))).toEqual(attendu)
})

test.each([
  ['bilan', 'Recevoir pour le bilan'],
  ['suivi', 'Recevoir'],
])('un rendez-vous pris se dit avec son objet : %s', (objet, phrase) => {
  const pris = { ...rdv('2025-03-12'), objet }
  expect(aFaire(situation({ delai: null, rendezVous: [pris] })).find(a => a.quoi === 'recevoir')?.phrase).toBe(phrase)
})
