import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { garderMatricule, nirGarde } from './garder-matricule.ts'
import { estUnNir, matriculeMontre, nirDuMatricule } from './matricule.ts'

const essai = unEssai({ vider: false })

test.each([
  ['285035999900112', '2850359999001'],
  ['2850359999001', '2850359999001'],
  ['2 85 03 59 999 001 12', '2850359999001'],
  ['002850359999001', '2850359999001'],
  ['285035999900100', '2850359999001'],
  ['285032a999001', '285032A999001'],
  ['1850320999001', '1850320999001'],
  // One figure is wrong: nearly somebody's.
  ['285035999900113', '285035999900113'],
])('%s est un NIR, gardé sous une seule forme', (matricule, nir) => {
  expect(nirDuMatricule(matricule)).toBe(nir)
})

test.each([
  '',
  '1234567',
  '7654321A',
  '000000001234567',
  '000000000001234',
  // Seven figures, filled behind.
  '208956400000000',
  '123456700000000',
  '900000100000000',
  '990000000000042',
  // No such month, what fills a field nobody knew.
  '2851359999001',
  '9999999999999',
  '1999999999999',
])('%s n’est pas un NIR', matricule => {
  expect(estUnNir(matricule)).toBe(false)
  expect(garderMatricule('59', matricule)).toBe(matricule)
})

test('scellé, un même numéro donne un même texte, qui ne dit que sa fin et se rouvre ; la base le montre pareil', async () => {
  const scelle = garderMatricule('59', '285035999900112')
  expect(scelle).not.toContain('285')
  expect(garderMatricule('59', '2 85 03 59 999 001')).toBe(scelle)
  expect(garderMatricule('59', scelle)).toBe(scelle)
  expect(garderMatricule('62', '285035999900112')).not.toBe(scelle)
  expect([nirGarde('59', scelle), nirGarde('59', '1234567')]).toEqual(['2850359999001', null])
  expect([scelle, '1234567'].map(matriculeMontre)).toEqual(['••••\u00a001 (NIR)', '1234567'])
  const { rows } = await sql<{ m: string }>`
    select matricule_montre(m) as m from unnest(${[scelle, '1234567']}::text[]) m`.execute(essai.base.territoire('59'))
  expect(rows.map(r => r.m)).toEqual([scelle, '1234567'].map(matriculeMontre))
})
