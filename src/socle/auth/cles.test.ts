import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { chiffrer, dechiffrer, poserCle, poserCles } from './cles.ts'

const [ZERO, UN] = ['zéro', 'un'].map(n => `secret d’essai numéro ${n}, assez long`) as [string, string]
const clair = Buffer.from('ce qui se lit')

/** As it was done before keys had numbers: nonce, tag, ciphertext. */
function sansNumero(secret: string): Buffer {
  const nonce = randomBytes(12)
  const chiffre = createCipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', secret, '59', 'fichier', 32)), nonce)
  const corps = Buffer.concat([chiffre.update(clair), chiffre.final()])
  return Buffer.concat([nonce, chiffre.getAuthTag(), corps])
}

beforeEach(() => poserCle(ZERO))
const lire = (chiffre: Uint8Array, territoire = '59', usage = 'fichier') =>
  dechiffrer(territoire, usage, chiffre).toString()

test('ce qui a été chiffré avant que les clés aient un numéro se lit avec la clé n° 0', () => {
  expect(lire(sansNumero(ZERO))).toBe('ce qui se lit')
  poserCles({
    courante: 1,
    secrets: new Map([
      [0, ZERO],
      [1, UN],
    ]),
  })
  expect(lire(sansNumero(ZERO))).toBe('ce qui se lit')
})

test('chaque clé ouvre ce qu’elle a fermé, quelle que soit celle qui chiffre', () => {
  const avant = chiffrer('59', 'fichier', clair)
  poserCles({
    courante: 1,
    secrets: new Map([
      [0, ZERO],
      [1, UN],
    ]),
  })
  const apres = chiffrer('59', 'fichier', clair)
  expect([lire(avant), lire(apres)]).toEqual(['ce qui se lit', 'ce qui se lit'])
  expect([avant.readUInt16BE(6), apres.readUInt16BE(6)]).toEqual([0, 1])
})

test('une clé que le serveur n’a pas se dit, avec son numéro et quoi faire', () => {
  poserCles({ courante: 7, secrets: new Map([[7, UN]]) })
  const chiffre = chiffrer('59', 'fichier', clair)
  poserCle(ZERO)
  expect(() => lire(chiffre)).toThrow(/clé n° 7, que le serveur n’a pas.*FILROUGE_CLES_ANCIENNES/)
})

test('une autre clé du même numéro, un autre territoire, un autre usage, un octet changé : refusé, jamais n’importe quoi', () => {
  const chiffre = chiffrer('59', 'fichier', clair)
  expect(() => lire(chiffre, '17')).toThrow(/ne s’ouvre pas avec la clé n° 0/)
  expect(() => lire(chiffre, '59', 'nir-chiffre')).toThrow(/ne s’ouvre pas/)
  for (const i of chiffre.keys()) {
    const change = Buffer.from(chiffre)
    change[i] = (change[i] ?? 0) ^ 1
    expect(() => lire(change), `octet ${i}`).toThrow(/ne s’ouvre pas|que le serveur n’a pas/)
  }
  expect(() => lire(chiffre.subarray(0, 15))).toThrow(/ne s’ouvre pas/)
  poserCle(UN)
  for (const c of [chiffre, sansNumero(ZERO)]) expect(() => lire(c)).toThrow(/ne s’ouvre pas avec la clé n° 0/)
})
