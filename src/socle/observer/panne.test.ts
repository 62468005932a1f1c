import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { aReparer, EchecAilleurs } from '../travaux/echec.ts'
import { panneDe } from './panne.ts'

class Introuvable extends Error {}

test('d’une erreur : sa classe, son code, le lieu, et de même pour sa cause ; jamais ce qu’elle cite', () => {
  const cause = Object.assign(new TypeError('ESSAI-DUVAL né le 3 mars'), { code: 'ERR_INVALID_ARG_TYPE' })
  const erreur = Object.assign(new Introuvable('ESSAI-DUVAL', { cause }), { name: 'ESSAI-DUVAL', code: 'ECONNREFUSED' })
  const panne = panneDe(erreur)
  expect(panne).toMatchObject({
    erreur: 'Introuvable',
    code: 'ECONNREFUSED',
    cause: { erreur: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' },
  })
  expect(panne.ou[0]).toMatch(/panne\.test\.ts:\d+/)
  expect(JSON.stringify(panne)).not.toContain('DUVAL')
})

test.each(['DUVAL', 'ESTELLE', 'E', 42, undefined])('un code qui n’en est pas un (%s) est tu', code => {
  expect(panneDe(Object.assign(new Error('x'), { code })).code).toBeUndefined()
})

test('plusieurs adresses qui refusent : la raison de la première ; ce qui n’est pas une erreur : son genre', () => {
  const seule = Object.assign(new Error('x'), { code: 'EHOSTUNREACH' })
  expect(panneDe(new AggregateError([seule])).cause?.code).toBe('EHOSTUNREACH')
  expect(panneDe('ESSAI-DUVAL')).toEqual({ erreur: 'string', ou: [] })
})

test('un refus n’est rien à réparer ; l’échec d’un autre processus garde ce qu’il en a dit', () => {
  expect(aReparer(new Refusal('conflict', 'dossier-clos', 'Le dossier est clos.'))).toBe(null)
  const panne = { erreur: 'RangeError', ou: ['    at ailleurs (x.ts:1:1)'] }
  expect(aReparer(new EchecAilleurs('Une panne l’a arrêté.', panne))).toEqual(panne)
})
