import { expect, test } from 'vitest'
import { lireTrousseau } from './auth/cle.ts'

const [UN, DEUX, TROIS] = ['un', 'deux', 'trois'].map(n => `secret d’essai numéro ${n}, assez long`) as [
  string,
  string,
  string,
]
const lu = (courante: string, anciennes = '') => {
  const { courante: numero, secrets } = lireTrousseau(courante, anciennes)
  return [numero, Object.fromEntries(secrets)]
}

test.each([
  ['sans numéro, c’est la clé n° 0', UN, '', [0, { 0: UN }]],
  ['avec un numéro', `2:${UN}`, '', [2, { 2: UN }]],
  [
    'avec la fin de ligne d’un fichier, ou des espaces autour',
    ` 2:${UN} \n`,
    `0:${DEUX}\n, 1:${TROIS}\n`,
    [2, { 0: DEUX, 1: TROIS, 2: UN }],
  ],
  ['sans numéro, avec la fin de ligne d’un fichier', `${UN}\r\n`, '\n', [0, { 0: UN }]],
  ['avec celles d’avant', `2:${UN}`, `0:${DEUX},1:${TROIS}`, [2, { 0: DEUX, 1: TROIS, 2: UN }]],
  [
    'une clé qui a des virgules et des deux-points',
    `1:a:b,c ${UN}`,
    `0:x,y:${DEUX}`,
    [1, { 0: `x,y:${DEUX}`, 1: `a:b,c ${UN}` }],
  ],
])('%s', (_, courante, anciennes, attendu) => {
  expect(lu(courante, anciennes)).toEqual(attendu)
})

test.each([
  ['trop courte', '3:courte', '', /La clé n° 3 compte 6 caractères/],
  ['une ancienne trop courte', `1:${UN}`, '0:courte', /La clé n° 0 compte 6 caractères/],
  ['deux du même numéro', UN, `0:${DEUX}`, /La clé n° 0 est donnée deux fois/],
  ['une ancienne sans numéro', `1:${UN}`, DEUX, /n’a pas de numéro/],
  ['un numéro qui ne tient pas', `70000:${UN}`, '', /de 0 à 65535/],
])('%s est refusé, sans montrer la clé', (_, courante, anciennes, phrase) => {
  expect(() => lu(courante, anciennes)).toThrow(phrase)
  expect(() => lu(courante, anciennes)).not.toThrow(/secret/)
})
