import { expect, test } from 'vitest'
import { type DueDEntree, etatEntree, phraseDuJour, type RendezVousDEntree } from './aujourdhui-etats.ts'

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

/** Something due, whose moment (`des`) has come, is still ahead, or waits for the step before (null). */
const due = (
  genre: string,
  des: string | null = '2025-03-03T00:00:00Z',
  suite: Partial<DueDEntree> = {},
): DueDEntree => ({
  genre,
  pour: '2025-03-17',
  des,
  reporteeJusquau: null,
  reporteeMotif: null,
  confieeA: null,
  confieeNom: null,
  ...suite,
})
const ORIENTER_PLUS_TARD = due('orientation', null)

test.each([
  ['rien encore', [], [ORIENTER_PLUS_TARD, due('convocation')], 'a-convoquer', 'convoquer', null],
  ['absent', [rdv('2025-03-07', 'absent')], [due('reconvocation')], 'a-convoquer', 'reconvoquer', '2025-03-07'],
  [
    'annulé par le service',
    [rdv('2025-03-12', 'annule-service')],
    [due('reconvocation')],
    'a-convoquer',
    'reconvoquer',
    '2025-03-12',
  ],
  [
    'reporté, avec le nouveau',
    [rdv('2025-03-07', 'reporte'), rdv('2025-03-12')],
    [due('rendez-vous', '2025-03-12T08:45:00Z')],
    'a-recevoir',
    'recevoir',
    '2025-03-12',
  ],
  [
    'attendu demain',
    [rdv('2025-03-11')],
    [due('rendez-vous', '2025-03-11T08:45:00Z')],
    'a-recevoir',
    'recevoir',
    '2025-03-11',
  ],
  [
    'passé sans issue',
    [rdv('2025-03-10')],
    [due('rendez-vous', '2025-03-10T08:45:00Z')],
    'a-conclure',
    'noter-issue',
    '2025-03-10',
  ],
  [
    'présent, sans diagnostic',
    [rdv('2025-03-07', 'present')],
    [due('diagnostic')],
    'a-conclure',
    'diagnostiquer',
    '2025-03-07',
  ],
  [
    'absent puis présent',
    [rdv('2025-03-05', 'absent'), rdv('2025-03-07', 'present')],
    [due('diagnostic')],
    'a-conclure',
    'diagnostiquer',
    '2025-03-07',
  ],
  ['diagnostic fait', [rdv('2025-03-07', 'present')], [due('orientation')], 'a-orienter', 'orienter', '2025-03-07'],
  ['diagnostic fait sans rendez-vous', [], [due('orientation')], 'a-orienter', 'orienter', null],
  [
    'diagnostic fait, un rendez-vous à conclure',
    [rdv('2025-03-10')],
    [due('rendez-vous', '2025-03-10T08:45:00Z'), due('orientation')],
    'a-orienter',
    'orienter',
    '2025-03-10',
  ],
  ['décidé, à notifier', [], [ORIENTER_PLUS_TARD, due('notification')], 'a-orienter', 'notifier', null],
] as const)('%s', (_, rendezVous, dues, etat, etape, jour) => {
  const lu = etatEntree({ rendezVous, dues: [...dues] }, MAINTENANT)
  expect([lu.etat, lu.etape, lu.rendezVous?.debut.slice(0, 10) ?? null]).toEqual([etat, etape, jour])
})

test('ce qui est reporté ou confié se lit sur l’étape attendue, et sur elle seule', () => {
  const suite = { reporteeJusquau: '2025-03-20', reporteeMotif: 'Hospitalisation', confieeA: 'a', confieeNom: 'Awa' }
  const situe = (dues: DueDEntree[]) => etatEntree({ rendezVous: [], dues }, MAINTENANT)
  expect(situe([due('convocation', undefined, suite)])).toMatchObject({
    convoquerAvant: '2025-03-17',
    reportee: { jusquau: '2025-03-20', motif: 'Hospitalisation' },
    confieeA: { id: 'a', nom: 'Awa' },
  })
  expect(situe([due('orientation', null, suite), due('convocation')])).toMatchObject({ reportee: null, confieeA: null })
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
