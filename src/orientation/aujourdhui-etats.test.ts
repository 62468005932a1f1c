import { expect, test } from 'vitest'
import { etatEntree, phraseDuJour, type RendezVousDEntree } from './aujourdhui-etats.ts'

const MAINTENANT = '2025-03-10T09:00:00Z'
const rdv = (jour: string, issue: string | null = null): RendezVousDEntree => ({
  id: '0195c0de-0000-7000-8000-000000000001',
  debut: `${jour}T08:00:00Z`,
  fin: `${jour}T08:45:00Z`,
  issue,
  modalite: 'individuel',
  lieu: null,
  agentId: '0195c0de-0000-7000-8000-000000000002',
  agent: 'Awa',
})

test.each([
  ['rien encore', [], null, 'a-convoquer', 'convoquer'],
  ['absent', [rdv('2025-03-07', 'absent')], null, 'a-convoquer', 'reconvoquer'],
  ['annulé par le service', [rdv('2025-03-12', 'annule-service')], null, 'a-convoquer', 'reconvoquer'],
  ['reporté, avec le nouveau', [rdv('2025-03-07', 'reporte'), rdv('2025-03-12')], null, 'a-recevoir', 'recevoir'],
  ['attendu demain', [rdv('2025-03-11')], null, 'a-recevoir', 'recevoir'],
  ['passé sans issue', [rdv('2025-03-10')], null, 'a-conclure', 'noter-issue'],
  ['présent, sans diagnostic', [rdv('2025-03-07', 'present')], null, 'a-conclure', 'diagnostiquer'],
  [
    'absent puis présent',
    [rdv('2025-03-05', 'absent'), rdv('2025-03-07', 'present')],
    null,
    'a-conclure',
    'diagnostiquer',
  ],
  ['diagnostic fait', [rdv('2025-03-07', 'present')], '2025-03-07', 'a-orienter', 'orienter'],
  ['diagnostic fait sans rendez-vous', [], '2025-03-07', 'a-orienter', 'orienter'],
] as const)('%s', (_, rendezVous, diagnosticLe, etat, etape) => {
  expect(etatEntree({ rendezVous, diagnosticLe }, MAINTENANT)).toMatchObject({ etat, etape })
})

const bilan = { arrivees: 23, bientot: 4, enRetard: 0, dici: '2025-03-14', delaiJours: 15 }
test.each([
  [{}, '23 entrées ce matin. 4 personnes passent le délai de 15 jours d’ici vendredi.'],
  [{ arrivees: 0, bientot: 0 }, 'Aucune entrée ce matin.'],
  [
    { arrivees: 1, bientot: 1, dici: '2025-03-10' },
    '1 entrée ce matin. 1 personne passe le délai de 15 jours aujourd’hui.',
  ],
  [
    { enRetard: 2 },
    '23 entrées ce matin. 4 personnes passent le délai de 15 jours d’ici vendredi. 2 personnes l’ont déjà passé.',
  ],
  [{ bientot: 0, enRetard: 1 }, '23 entrées ce matin. 1 personne a déjà passé le délai de 15 jours.'],
])('la phrase du jour, %o', (suite, phrase) => {
  expect(phraseDuJour({ ...bilan, ...suite }, '2025-03-10').replaceAll('\u00a0', ' ')).toBe(phrase)
})

test('sous des filtres, la phrase dit qu’elle parle de toute la journée', () => {
  const phrase = (arrivees: number) =>
    phraseDuJour({ ...bilan, arrivees }, '2025-03-10', true).replaceAll('\u00a0', ' ')
  expect(phrase(23)).toMatch(/^Sans les filtres : 23 entrées ce matin\. 4 personnes/)
  expect(phrase(0)).toMatch(/^Sans les filtres : aucune entrée ce matin\./)
})
