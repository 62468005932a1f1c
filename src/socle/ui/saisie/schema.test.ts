import { expect, test } from 'vitest'
import { z } from 'zod'
import { texteFacultatif } from '../../saisie/faute.ts'
import { avecValeur, lireChemin } from './chemins.ts'
import { champsJustes, regleDuChamp } from './schema.ts'

const Role = z.object({ role: z.enum(['a', 'b']), plafond: z.int().nullable().default(null) })
const Agent = z.object({
  nom: z.string().trim().min(1).max(100),
  adresse: texteFacultatif(300).default(null),
  titre: z.string().trim().max(120),
  mots: z.record(z.string(), z.string().min(1).max(10)).default({}),
  courriel: z.string().trim().max(254).pipe(z.email()),
  roles: z.array(Role).min(1),
  notification: z.object({ le: z.iso.date() }).nullable(),
})

test.each([
  ['nom', { required: true, maxLength: 100 }],
  ['adresse', { required: false, maxLength: 300 }],
  ['titre', { required: false, maxLength: 120 }],
  ['mots.accueil', { required: true, maxLength: 10 }],
  ['courriel', { required: true, maxLength: 254 }],
  ['roles', { required: true }],
  ['roles.0.role', { required: true }],
  ['roles.0.plafond', { required: false }],
  ['notification', { required: false }],
  ['notification.le', { required: true }],
  ['inconnu', { required: false }],
])('ce que montre « %s » avant toute faute', (chemin, attendu) => expect(regleDuChamp(Agent, chemin)).toEqual(attendu))

test('une règle entre les réponses ne voit que celles qui sont justes, comme le schéma les rend', () => {
  const saisie = { nom: '  Trame ', adresse: '', courriel: 'x', roles: [], notification: null }
  expect(champsJustes(Agent, saisie)).toEqual({ nom: 'Trame', adresse: null, mots: {}, notification: null })
})

test('une valeur se lit et s’écrit à son chemin, sans toucher à l’ancienne', () => {
  const avant = { nom: 'a', roles: [{ role: 'a', plafond: null }] }
  const apres = avecValeur(avant, 'roles.0.role', 'b')
  expect(apres).toEqual({ nom: 'a', roles: [{ role: 'b', plafond: null }] })
  expect(lireChemin(avant, 'roles.0.role')).toBe('a')
  expect(lireChemin(avant, 'rien.du.tout')).toBeUndefined()
})
