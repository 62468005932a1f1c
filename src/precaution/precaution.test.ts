import { describe, expect, test } from 'vitest'
import { puces } from './en-bref.ts'
import {
  AUCUNE,
  aGarder,
  aSaisir,
  copieDeDroit,
  fautesPrecautions,
  type Precautions,
  plusProtectrices,
} from './precaution.ts'

const dites = (p: Partial<Precautions>): Precautions => ({ ...AUCUNE, ...p })
const champs = (p: Partial<ReturnType<typeof aSaisir>>) =>
  fautesPrecautions({ ...aSaisir(AUCUNE), ...p }).map(f => f.champ)

test.each([
  ['rien', {}, []],
  ['une domiciliation sans adresse', { domiciliee: true, domiciliationOrganisme: 'CCAS' }, ['domiciliationAdresse']],
  ['une mesure sans personne pour l’exercer', { mesure: 'sauvegarde' }, ['protecteurNom']],
  ['une tutelle sans adresse', { mesure: 'tutelle', protecteurNom: 'X' }, ['protecteurAdresse']],
  [
    'une copie sans adresse',
    { mesure: 'sauvegarde', protecteurNom: 'X', protecteurCopie: true },
    ['protecteurAdresse'],
  ],
  ['une autre langue sans son nom', { langue: 'autre' }, ['langueAutre']],
  ['des heures à l’envers', { arriveeDes: '16:00', departAvant: '09:00' }, ['departAvant']],
] as const)('ce qui manque se dit sous son champ : %s', (_, saisie, fautes) => {
  expect(champs(saisie)).toEqual(fautes)
})

test('ce qui ne s’applique plus ne reste pas', () => {
  const saisie = { ...aSaisir(AUCUNE), domiciliationOrganisme: 'CCAS', protecteurNom: 'X', protecteurCopie: true }
  expect(aGarder(saisie)).toEqual(AUCUNE)
})

test('la copie est de droit sous tutelle et curatelle, au choix sous les autres mesures', () => {
  expect(['tutelle', 'curatelle-renforcee', 'curatelle-simple'].every(m => copieDeDroit(m as 'tutelle'))).toBe(true)
  expect(copieDeDroit('habilitation-familiale') || copieDeDroit('sauvegarde') || copieDeDroit(null)).toBe(false)
  expect(aGarder({ ...aSaisir(AUCUNE), mesure: 'tutelle', protecteurAdresse: '1 rue' }).protecteurCopie).toBe(true)
})

test('ce qui est gardé se montre de nouveau comme il a été saisi', () => {
  const gardees = dites({ langue: 'wolof', domiciliationOrganisme: 'CCAS', domiciliationAdresse: '1 place' })
  expect(aSaisir(gardees)).toMatchObject({ langue: 'autre', langueAutre: 'wolof', domiciliee: true })
  expect(aGarder(aSaisir(gardees))).toEqual(gardees)
})

describe('deux dossiers réunis', () => {
  test.each([
    ['une adresse confidentielle d’un seul côté', { adresseConfidentielle: true }, {}, { adresseConfidentielle: true }],
    [
      'la plus forte des mesures, avec qui l’exerce',
      { mesure: 'sauvegarde', protecteurNom: 'A' },
      { mesure: 'tutelle', protecteurNom: 'B' },
      { mesure: 'tutelle', protecteurNom: 'B' },
    ],
    [
      'les heures les plus étroites',
      { arriveeDes: '09:00', departAvant: '17:00' },
      { arriveeDes: '10:00' },
      { arriveeDes: '10:00', departAvant: '17:00' },
    ],
    [
      'des heures sans rencontre : celles du dossier gardé',
      { departAvant: '09:00' },
      { arriveeDes: '14:00' },
      { departAvant: '09:00', arriveeDes: null },
    ],
  ] as const)('la plus protectrice l’emporte : %s', (_, garde, absorbe, attendu) => {
    expect(plusProtectrices(dites(garde), dites(absorbe))).toEqual(dites(attendu))
  })
})

test.each(['nePasEcrire', 'sansMessage', 'lsf', 'sansMarche', 'gardeEnfant'] as const)(
  'dit d’un seul côté, %s reste au dossier réuni, de quelque côté que ce soit',
  champ => {
    const [oui, non] = [dites({ [champ]: true }), dites({})]
    expect([plusProtectrices(oui, non)[champ], plusProtectrices(non, oui)[champ]]).toEqual([true, true])
  },
)

test('en une ligne, ce qui peut nuire d’abord', () => {
  const p = dites({ langue: 'arabe', sansMessage: true, mesure: 'tutelle', protecteurCopie: true, arriveeDes: '09:30' })
  expect(puces(p, true).map(x => x.mot.replaceAll('\u00a0', ' '))).toEqual([
    'Ne pas laisser de message',
    'Tutelle, copie des courriers',
    'Interprète : arabe',
    'Peut venir à partir de 9 h 30',
    'Numéro ou courriel partagé',
  ])
  expect(puces(null)).toEqual([])
})
