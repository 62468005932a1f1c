import { expect, test } from 'vitest'
import type { Indices } from './preuves.ts'
import { ressembler, trancherRessemblances } from './ressemblance.ts'

const AUCUN: Indices = {
  nir: 'absent',
  naissance: 'absent',
  nom: 'absent',
  prenom: 'absent',
  inverses: false,
  foyer: 'absent',
  telephone: false,
  courriel: false,
  adresse: false,
  sexe: 'absent',
}
const IDENTIQUES = { naissance: 'meme', nom: 'meme', prenom: 'meme' } as const
const CERTAIN = 90
const DOUTEUX = 60

test.each<[string, Partial<Indices>, 'certain' | 'douteux' | 'nouveau']>([
  ['même NIR', { nir: 'meme' }, 'certain'],
  ['même NIR, nom changé par le mariage', { ...IDENTIQUES, nir: 'meme', nom: 'autre' }, 'certain'],
  ['le NIR du conjoint écrit par erreur', { nir: 'meme', naissance: 'autre', nom: 'meme', prenom: 'autre' }, 'douteux'],
  ['le NIR du jumeau', { ...IDENTIQUES, nir: 'meme', prenom: 'autre' }, 'douteux'],
  ['même NIR, autre date de naissance', { ...IDENTIQUES, nir: 'meme', naissance: 'autre' }, 'certain'],
  ['même NIR, un prénom à une lettre près', { ...IDENTIQUES, nir: 'meme', prenom: 'proche' }, 'certain'],
  ['nom, prénom et date de naissance, sans NIR', IDENTIQUES, 'certain'],
  ['les mêmes, nés un 1er janvier', { ...IDENTIQUES, naissance: 'imprecise' }, 'douteux'],
  ['les mêmes, un 1er janvier, au même foyer', { ...IDENTIQUES, naissance: 'imprecise', foyer: 'meme' }, 'certain'],
  ['les mêmes, deux NIR', { ...IDENTIQUES, nir: 'autre' }, 'nouveau'],
  ['les mêmes, même NIR provisoire', { ...IDENTIQUES, nir: 'provisoire' }, 'certain'],
  ['NIR provisoire seul', { nir: 'provisoire' }, 'nouveau'],
  ['nom et prénom sans date de naissance, même téléphone', { nom: 'meme', prenom: 'meme', telephone: true }, 'douteux'],
  [
    'tout pareil sauf une date absente',
    { ...IDENTIQUES, naissance: 'absent', foyer: 'place', telephone: true, courriel: true },
    'douteux',
  ],
  ['jour et mois inversés', { ...IDENTIQUES, naissance: 'inversee', foyer: 'place', telephone: true }, 'douteux'],
  ['nom et prénom inversés', { naissance: 'meme', nom: 'autre', prenom: 'autre', inverses: true }, 'douteux'],
  ['nom qui se prononce pareil', { ...IDENTIQUES, nom: 'son' }, 'douteux'],
  ['nom de naissance d’un côté, nom marital de l’autre', { ...IDENTIQUES, nom: 'usage' }, 'douteux'],
  ['nom marital inconnu, même courriel', { ...IDENTIQUES, nom: 'autre', courriel: true }, 'douteux'],
  ['même prénom, même jour, autre nom', { ...IDENTIQUES, nom: 'autre' }, 'nouveau'],
  [
    'des jumeaux',
    { ...IDENTIQUES, prenom: 'autre', foyer: 'meme', telephone: true, courriel: true, adresse: true },
    'nouveau',
  ],
  [
    'un couple au même téléphone',
    { naissance: 'autre', nom: 'meme', prenom: 'autre', foyer: 'meme', telephone: true, courriel: true },
    'nouveau',
  ],
])('%s : %o est %s', (_, indices, attendu) => {
  const { score } = ressembler({ ...AUCUN, ...indices })
  expect(score).toBeGreaterThanOrEqual(0)
  expect(score).toBeLessThanOrEqual(100)
  const verdict = score >= CERTAIN ? 'certain' : score >= DOUTEUX ? 'douteux' : 'nouveau'
  expect(verdict).toBe(attendu)
})

test('sans NIR ni date de naissance, rien n’est jamais certain', () => {
  for (const naissance of ['absent', 'autre', 'proche', 'inversee'] as const)
    for (const nir of ['absent', 'autre', 'provisoire'] as const)
      expect(
        ressembler({
          ...AUCUN,
          nir,
          naissance,
          nom: 'meme',
          prenom: 'meme',
          foyer: 'place',
          telephone: true,
          courriel: true,
          adresse: true,
        }).score,
      ).toBeLessThan(86)
})

test('les raisons se lisent, celles qui vont contre à la fin', () => {
  expect(ressembler({ ...AUCUN, ...IDENTIQUES, prenom: 'autre', telephone: true }).raisons).toEqual([
    'même date de naissance',
    'même nom',
    'même téléphone',
    'prénoms différents',
  ])
})

test('deux dossiers aussi sûrs l’un que l’autre sont à décider ; le NIR l’emporte', () => {
  const seuils = { certain: CERTAIN, douteux: DOUTEUX }
  const a = { personneId: 'a', score: 90, raisons: ['même nom'] }
  const b = { personneId: 'b', score: 95, raisons: ['même nom'] }
  expect(trancherRessemblances([a, b], seuils)).toEqual({ genre: 'douteux', candidats: [b, a] })
  const nir = { personneId: 'c', score: 100, raisons: ['même numéro de sécurité sociale'] }
  expect(trancherRessemblances([a, b, nir], seuils)).toEqual({ genre: 'certain', personneId: 'c' })
  expect(trancherRessemblances([], seuils)).toEqual({ genre: 'nouveau' })
})
