import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { type Dominante, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import {
  AUCUNE_REPONSE,
  AUTONOMIES,
  DISPONIBILITES,
  EXPERIENCES,
  NOMS_SITUATIONS,
  Reponses,
  type Severite,
  SITUATIONS_PRO,
} from '../diagnostic.ts'
import { frein, REPONSES_EMPLOI } from '../essai-reponses.ts'
import { type FaitsOrientation, proposer, publicsDe } from './moteur.ts'
import { REFERENTIEL, REFERENTIELS } from './referentiel.ts'
import type { Referentiel } from './regle.ts'

const PARAMETRES = { 'orientation.freins-legers-max': 2, 'orientation.freins-lourds-max': 1 }
/** The « emploi » column, whole. */
const PRET = REPONSES_EMPLOI

const propose = (changements: Partial<Reponses>, parametres = PARAMETRES) =>
  proposer({ ...PRET, ...changements }, { age: 40 }, REFERENTIEL, parametres)

describe('chaque case de la matrice', () => {
  test.each<[string, Partial<Reponses>, Dominante, string]>([
    ['disponibilité immédiate', {}, 'emploi', 'sans-contrainte'],
    ['disponibilité proche', { disponibilite: 'proche' }, 'equilibre', 'quelques-contraintes'],
    ['pas disponible', { disponibilite: 'aucune' }, 'remobilisation', 'pas-disponible'],
    [
      'pas de motivation',
      { motivationTravail: false, motivationAccompagnement: false },
      'remobilisation',
      'sans-motivation',
    ],
    ['une motivation sur deux', { motivationAccompagnement: false }, 'equilibre', 'quelques-contraintes'],
    ['un frein léger', { mobilite: frein('leger') }, 'equilibre', 'quelques-contraintes'],
    ['deux freins légers', { mobilite: frein('leger'), famille: frein('leger') }, 'equilibre', 'quelques-contraintes'],
    [
      'trois freins légers',
      { mobilite: frein('leger'), famille: frein('leger'), budget: frein('leger') },
      'remobilisation',
      'freins-cumules',
    ],
    ['un frein lourd seul', { sante: frein('lourd') }, 'equilibre', 'quelques-contraintes'],
    [
      'un frein lourd et un léger',
      { sante: frein('lourd'), mobilite: frein('leger') },
      'equilibre',
      'quelques-contraintes',
    ],
    [
      'un frein lourd et deux légers : trois critères contraignants',
      { sante: frein('lourd'), mobilite: frein('leger'), budget: frein('leger') },
      'remobilisation',
      'freins-cumules',
    ],
    ['deux freins lourds', { sante: frein('lourd'), logement: frein('lourd') }, 'remobilisation', 'freins-lourds'],
    [
      'un frein lourd et tout le reste de la colonne équilibre',
      { langue: frein('lourd'), disponibilite: 'proche', autonomie: 'moyenne', experience: 'moyenne' },
      'equilibre',
      'quelques-contraintes',
    ],
    [
      'expérience proche avec un frein lourd',
      { experience: 'proche', famille: frein('lourd') },
      'equilibre',
      'quelques-contraintes',
    ],
    ['autonomie moyenne', { autonomie: 'moyenne' }, 'equilibre', 'quelques-contraintes'],
    ['aucune autonomie', { autonomie: 'aucune' }, 'remobilisation', 'sans-autonomie'],
    ['expérience moyenne', { experience: 'moyenne' }, 'equilibre', 'quelques-contraintes'],
    ['expérience éloignée', { experience: 'eloignee' }, 'remobilisation', 'loin-de-l-emploi'],
    [
      'expérience éloignée et une contrainte',
      { experience: 'eloignee', autonomie: 'moyenne' },
      'remobilisation',
      'loin-de-l-emploi',
    ],
    ['temps partiel compatible', { situationPro: 'partiel-compatible' }, 'emploi', 'sans-contrainte'],
    [
      'toute la colonne équilibre',
      {
        disponibilite: 'proche',
        autonomie: 'moyenne',
        experience: 'moyenne',
        mobilite: frein('leger'),
        langue: frein('leger'),
      },
      'equilibre',
      'quelques-contraintes',
    ],
  ])('%s', (_, changements, dominante, regle) => {
    const proposition = propose(changements)
    expect(proposition.dominante).toBe(dominante)
    expect(proposition.regle.code).toBe(regle)
  })

  test.each(['partiel-non-compatible', 'temps-plein'] as const)(
    '%s : rien n’est proposé, et c’est dit',
    situationPro => {
      expect(propose({ situationPro })).toMatchObject({
        dominante: null,
        regle: { code: 'emploi-occupe' },
        manquants: [],
      })
    },
  )

  test.each(NOMS_SITUATIONS)('chaque situation personnelle pèse : %s', situation => {
    expect(propose({ [situation]: frein('leger') }).dominante).toBe('equilibre')
    expect(propose({ [situation]: frein('lourd') }).dominante).toBe('equilibre')
    const autre = NOMS_SITUATIONS.find(s => s !== situation) ?? 'logement'
    expect(propose({ [situation]: frein('lourd'), [autre]: frein('lourd') }).dominante).toBe('remobilisation')
  })
})

test('le nombre de freins admis, et de freins lourds, est un paramètre du territoire', () => {
  const trois = { mobilite: frein('leger'), famille: frein('leger'), budget: frein('leger') }
  const admet = (freins: number, lourds: number) => ({
    'orientation.freins-legers-max': freins,
    'orientation.freins-lourds-max': lourds,
  })
  expect(propose(trois, admet(3, 1)).dominante).toBe('equilibre')
  expect(propose({ mobilite: frein('leger'), famille: frein('leger') }, admet(1, 1)).dominante).toBe('remobilisation')
  expect(propose({ sante: frein('lourd') }, admet(2, 0))).toMatchObject({
    dominante: 'remobilisation',
    regle: { code: 'freins-lourds' },
  })
  expect(propose({ sante: frein('lourd'), langue: frein('lourd') }, admet(2, 2)).dominante).toBe('equilibre')
})

test('chaque version du référentiel est gardée : la première envoyait un seul frein lourd en remobilisation', () => {
  const [premier, enVigueur] = REFERENTIELS
  expect(REFERENTIELS.map(r => r.version)).toEqual([1, 2])
  expect(enVigueur).toBe(REFERENTIEL)
  const selon = (changements: Partial<Reponses>) =>
    proposer({ ...PRET, ...changements }, { age: 40 }, premier as Referentiel, PARAMETRES)
  expect(selon({ sante: frein('lourd') })).toMatchObject({
    dominante: 'remobilisation',
    regle: { code: 'frein-lourd' },
    referentiel: { version: 1 },
  })
  expect(selon({ experience: 'eloignee' }).dominante).toBe('equilibre')
  expect(propose({}).referentiel.version).toBe(2)
})

test('sans réponse, la proposition dit ce qui manque et ne propose rien', () => {
  const proposition = proposer(
    { ...PRET, disponibilite: null, langue: { severite: null, aide: false } },
    { age: 40 },
    REFERENTIEL,
    PARAMETRES,
  )
  expect(proposition.dominante).toBeNull()
  expect(proposition.manquants).toEqual(['Disponibilité', 'Langue'])
  expect(proposer(AUCUNE_REPONSE, { age: 40 }, REFERENTIEL, PARAMETRES).manquants).toHaveLength(12)
})

test('ce qui changerait la proposition est dit en toutes lettres', () => {
  const phrases = propose({ famille: frein('leger') }).ceQuiChangerait.map(c => c.phrase)
  expect(phrases).toContain('Si la garde d’enfant ou l’aide à un proche était réglée : l’emploi.')
  expect(phrases).toContain('Si la dernière expérience datait de plus de trois ans : la remobilisation.')
  const lourd = propose({ famille: frein('lourd') }).ceQuiChangerait
  expect(lourd.filter(c => c.versEmploi).map(c => c.phrase)).toEqual([
    'Si la garde d’enfant ou l’aide à un proche était réglée : l’emploi.',
  ])
  expect(lourd.map(c => c.phrase)).toContain('Si le frein « Santé » était lourd : la remobilisation.')
  expect(propose({ famille: frein('lourd'), sante: frein('lourd') }).ceQuiChangerait[0]).toMatchObject({
    alors: 'equilibre',
    versEmploi: true,
  })
})

test('les publics particuliers viennent de l’âge et des réponses', () => {
  expect(publicsDe(PRET, { age: 25 })).toEqual(['jeune'])
  expect(publicsDe({ ...PRET, rqth: true, artiste: true }, { age: 26 })).toEqual(['rqth', 'artiste'])
})

test('le moteur ne peut lire ni le sexe, ni l’origine, ni la nationalité', () => {
  expectTypeOf<keyof FaitsOrientation>().toEqualTypeOf<'age'>()
  const interdits = /sexe|genre|origine|nationalit|naissance|civilite|qualite|nom$/i
  expect(Object.keys(Reponses.shape).filter(cle => interdits.test(cle))).toEqual([])
  expect(REFERENTIEL.criteres.filter(({ cle }) => interdits.test(cle))).toEqual([])
  expect(() => Reponses.strict().parse({ ...PRET, sexe: '2' })).toThrow()
})

const uneCle = <C extends string>(libelles: Record<C, string>) => fc.constantFrom(...(Object.keys(libelles) as C[]))
const unFrein = fc.record({ severite: fc.constantFrom<Severite>('aucun', 'leger', 'lourd'), aide: fc.boolean() })
const desReponses: fc.Arbitrary<Reponses> = fc.record({
  disponibilite: uneCle(DISPONIBILITES),
  motivationTravail: fc.boolean(),
  motivationAccompagnement: fc.boolean(),
  logement: unFrein,
  sante: unFrein,
  mobilite: unFrein,
  famille: unFrein,
  langue: unFrein,
  budget: unFrein,
  autonomie: uneCle(AUTONOMIES),
  experience: uneCle(EXPERIENCES),
  situationPro: uneCle(SITUATIONS_PRO),
  rqth: fc.constantFrom(true, false, null),
  independant: fc.constantFrom(true, false, null),
  artiste: fc.constantFrom(true, false, null),
})
const rang = (dominante: Dominante | null) => (dominante === null ? -1 : NOMS_DOMINANTES.indexOf(dominante))
const decide = (reponses: Reponses, age = 40, seuil = 2) =>
  proposer(reponses, { age }, REFERENTIEL, {
    'orientation.freins-legers-max': seuil,
    'orientation.freins-lourds-max': seuil - 1,
  })

describe('propriétés', () => {
  const pire = { aucun: 'leger', leger: 'lourd', lourd: 'lourd' } as const
  test('ajouter ou aggraver un frein ne rapproche jamais de l’emploi', () => {
    fc.assert(
      fc.property(
        desReponses,
        fc.constantFrom(...NOMS_SITUATIONS),
        fc.integer({ min: 0, max: 6 }),
        (r, situation, seuil) => {
          const severite = pire[r[situation].severite ?? 'aucun']
          const apres = decide({ ...r, [situation]: { severite, aide: true } }, 40, seuil)
          expect(rang(apres.dominante)).toBeGreaterThanOrEqual(rang(decide(r, 40, seuil).dominante))
        },
      ),
    )
  })
  test.each([
    ['disponibilite', ['immediate', 'proche', 'aucune']],
    ['autonomie', ['complete', 'moyenne', 'aucune']],
    ['experience', ['proche', 'moyenne', 'eloignee']],
    ['motivationTravail', [true, false]],
    ['motivationAccompagnement', [true, false]],
  ] as const)('%s : une réponse moins favorable ne rapproche jamais de l’emploi', (cle, echelle) => {
    fc.assert(
      fc.property(desReponses, r => {
        const rangs = echelle.map(valeur => rang(decide({ ...r, [cle]: valeur }).dominante))
        expect(rangs).toEqual([...rangs].sort((a, b) => a - b))
      }),
    )
  })
  test('l’âge, la RQTH, le statut et l’aide souhaitée ne changent pas la dominante', () => {
    fc.assert(
      fc.property(desReponses, desReponses, fc.integer({ min: 16, max: 70 }), (r, autre, age) => {
        const { rqth, independant, artiste } = autre
        const logement = { ...r.logement, aide: !r.logement.aide }
        expect(decide({ ...r, rqth, independant, artiste, logement }, age).dominante).toBe(decide(r).dominante)
      }),
    )
  })
  test('ce qui changerait est vrai : chaque essai dit mène ailleurs que la proposition', () => {
    fc.assert(
      fc.property(desReponses, r => {
        const proposition = decide(r)
        for (const essai of proposition.ceQuiChangerait) expect(essai.alors).not.toBe(proposition.dominante)
      }),
    )
  })
  test('les mêmes réponses donnent la même proposition', () => {
    fc.assert(
      fc.property(desReponses, r => {
        expect(decide(r)).toEqual(decide(structuredClone(r)))
      }),
    )
  })
})
