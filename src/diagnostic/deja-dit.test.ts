import { expect, test } from 'vitest'
import { type DejaDit, direDejaDit, reponsesDites } from './deja-dit.ts'
import { preremplir } from './faits.ts'
import type { ReponsesSocioPro } from './socio-pro.ts'

const RIEN: DejaDit = { socioPro: [], parcours: null, franceTravail: null, ppae: null }
const declare = (reponses: ReponsesSocioPro): DejaDit => ({
  ...RIEN,
  socioPro: [{ source: 'CAF', le: '2025-03-07', reponses: reponses as Record<string, string> }],
})
const leger = { severite: 'leger', aide: false }
const aucun = { severite: 'aucun', aide: false }
const lourd = { severite: 'lourd', aide: false }

test.each<[string, ReponsesSocioPro, object]>([
  [
    'une difficulté déclarée est au moins légère',
    { difficultesSociales: ['0402', '0406'] },
    { sante: leger, budget: leger },
  ],
  ['aucune difficulté se dit aussi', { difficultesSociales: ['0401'] }, { sante: aucun, langue: aucun, budget: aucun }],
  ['« aucune » avec une autre ne dit rien des autres', { difficultesSociales: ['0401', '0404'] }, { langue: leger }],
  ['la garde d’enfant', { obstacles: ['0514'] }, { famille: leger }],
  ['aucun obstacle', { obstacles: ['0501'] }, { famille: aucun }],
  ['sans moyen de transport', { moyenDeTransport: false }, { mobilite: leger }],
  ['avec un moyen de transport', { moyenDeTransport: true }, { mobilite: aucun }],
  ['hébergement d’urgence', { logement: '0904' }, { logement: lourd }],
  ['chez un parent', { logement: '0909' }, { logement: leger }],
  ['logement autonome', { logement: '0902' }, { logement: aucun }],
  ['logement autonome, expulsion', { logement: '0902', difficultesLogement: ['1006'] }, { logement: lourd }],
  [
    'reconnaissance de travailleur handicapé, démarches',
    { difficultesSociales: ['0403', '0405'] },
    { rqth: true, autonomie: 'moyenne' },
  ],
  ['n’a jamais travaillé', { histoire: '1904', cessation: '2702' }, { experience: 'eloignee' }],
  ['moins d’un an', { histoire: '1903', cessation: '2701' }, { experience: 'proche' }],
  ['plus d’un an ne dit pas combien', { cessation: '2702' }, {}],
  ['cherche du travail', { rechercheEmploi: true }, { motivationTravail: true }],
  ['ne cherche pas : à demander', { rechercheEmploi: false }, {}],
])('pré-remplit : %s', (_, reponses, attendu) => {
  const lues = reponsesDites(declare(reponses))
  expect(lues.reponses).toEqual(attendu)
  expect(Object.keys(lues.sources).sort()).toEqual(Object.keys(attendu).sort())
  for (const source of Object.values(lues.sources)) expect(source).toBe('CAF, 7\u00a0mars\u00a02025')
})

test('la parole la plus récente l’emporte, le flux avant elle', () => {
  const dit: DejaDit = {
    ...declare({ obstacles: ['0507'], logement: '0901' }),
    franceTravail: {
      ...{ le: '2024-01-05', inscritLe: null, categorie: null, structure: null, referent: null, modalite: null },
      ...{ dernierEntretien: null, metiers: [], freins: ['mobilite', 'famille', 'communication'] },
    },
  }
  const { sources } = reponsesDites(dit)
  expect(sources.mobilite).toMatch(/^CAF/)
  expect(sources.famille).toMatch(/^France Travail, 5/)
  const faits = {
    ...{ age: 40, commune: null, codeInsee: null, ancienneteRsaMois: null, inscritFranceTravail: false, enfants: [] },
    ...{ situationFamiliale: null, activite: null, activiteDepuis: null, sansDomicileFixe: true, source: 'MSA' },
  }
  expect(preremplir(faits, dit).reponses.logement.severite).toBe('lourd')
  expect(preremplir(faits, dit).sources.logement).toBe('Sans domicile fixe (MSA)')
})

test('une date de PPAE connue à l’année se dit à l’année ; rien à dire ne fait aucun groupe', () => {
  const ppae = { signeLe: '2020', dernierEntretienLe: '2024-03', reference: '2025-02-28' }
  expect(direDejaDit({ ...RIEN, ppae })).toEqual([
    {
      source: 'PPAE de France Travail, 28\u00a0février\u00a02025',
      lignes: [
        { libelle: 'Signature', valeur: '2020' },
        { libelle: 'Dernier entretien', valeur: 'mars\u00a02024' },
      ],
    },
  ])
  expect(direDejaDit(RIEN)).toEqual([])
})
