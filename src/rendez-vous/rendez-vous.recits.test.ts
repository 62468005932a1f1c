import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'rendez-vous-pris',
    null,
    {
      objet: 'diagnostic',
      debut: '2025-03-11T08:30:00Z',
      modalite: 'telephone',
      convocation: 'sms',
      agent: 'Awa DIALLO',
    },
    'Rendez-vous pris : entretien de diagnostic le 11 mars à 9 h 30',
    'Par téléphone · avec Awa DIALLO · convocation : SMS',
  ],
  [
    'rendez-vous-pris',
    null,
    { objet: 'suivi', debut: '2026-01-05T13:00:00Z', remplace: 'x' },
    'Rendez-vous reporté : entretien de suivi le 5 janvier 2026 à 14 h',
    null,
  ],
  [
    'rendez-vous-issue',
    null,
    { objet: 'diagnostic', issue: 'present', debut: '2025-03-11T08:30:00Z' },
    'Entretien de diagnostic — présente',
    'Rendez-vous du 11 mars à 9 h 30',
  ],
  ['rendez-vous-issue', null, { objet: 'suivi', issue: 'absent-excuse' }, 'Entretien de suivi — absente excusée', null],
  ['rendez-vous-issue', null, { objet: 'bilan', issue: 'annule-service' }, 'Bilan — annulé par le service', null],
  [
    'rendez-vous-issue',
    { issue: 'absent' },
    { objet: 'bilan', issue: null },
    'Bilan : issue corrigée, à conclure de nouveau',
    null,
  ],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})

test('un homme est « présent », pas « présente »', () => {
  expect(dire('rendez-vous-issue', null, { objet: 'diagnostic', issue: 'absent' }, { sexe: '1' })[0]).toBe(
    'Entretien de diagnostic — absent',
  )
})

test('des données d’une autre époque donnent une phrase sans elles', () => {
  expect(dire('rendez-vous-pris', null, { debut: 'pas une date', objet: ['diagnostic'] })[0]).toBe(
    'Rendez-vous pris : rendez-vous',
  )
})
