import { expect, test } from 'vitest'
import { poserCle } from './cles.ts'
import { chiffrerNir, empreinteNir, lireNir } from './nir.ts'

poserCle('une clé d’essai assez longue pour servir')

test('un NIR chiffré se relit, et deux chiffrements diffèrent', () => {
  const [un, deux] = [chiffrerNir('59', '2850459995123'), chiffrerNir('59', '2850459995123')]
  expect(un.equals(deux)).toBe(false)
  expect(lireNir('59', un)).toBe('2850459995123')
})

test('un NIR altéré ou lu par un autre territoire est refusé', () => {
  const chiffre = chiffrerNir('59', '2850459995123')
  expect(() => lireNir('17', chiffre)).toThrow()
  chiffre[30] = (chiffre[30] ?? 0) ^ 1
  expect(() => lireNir('59', chiffre)).toThrow()
})

test('l’empreinte est la même pour le même NIR, autre dans un autre territoire', () => {
  expect(empreinteNir('59', '2850459995123')).toEqual(empreinteNir('59', '2850459995123'))
  expect(empreinteNir('59', '2850459995123')).not.toEqual(empreinteNir('17', '2850459995123'))
})
