import { expect, test } from 'vitest'
import { lisible, rendreLisible } from './lisible.ts'

test.each([
  ['le sens retourné', 'Nom\u202eEMERP', 'NomEMERP'],
  ['un sens isolé', '\u2066Nom\u2069', 'Nom'],
  ['des marques de sens', '\u200eNom\u200f\u061c', 'Nom'],
  ['des espaces sans largeur', 'No\u200bm\u2060\ufeff', 'Nom'],
  ['un joncteur qui ne joint rien', 'No\u200dm\u200c', 'Nom'],
  ['des lettres blanches', '\u3164\u115f\uffa0\u2800', ''],
  ['un usage privé', '\ue000Nom\u{f0000}\u{10fffd}', 'Nom'],
  ['ce qui n’est pas un caractère', 'Nom\ufdd0\uffff\u{1fffe}\u{9ffff}', 'Nom'],
  ['des étiquettes cachées', 'Nom\u{e0041}\u{e0042}\u{e0100}', 'Nom'],
  ['des commandes', 'No\u0007m\u001b[2J\u009b', 'Nom[2J'],
  ['une césure possible', 'No\u00adm', 'Nom'],
  ['une fin de ligne d’ailleurs', 'un\u2028deux\u2029trois', 'un\ndeux\ntrois'],
])('%s ne se garde pas', (_, ecrit, garde) => {
  expect(lisible(ecrit)).toBe(garde)
})

test.each([
  'Léa N’Guyễn-Œuvrard\u00a0: 12\u202f000\u00a0€\tfin\r\nligne',
  'مَرْيَم بنت محمد',
  'می\u200cخواهم',
  '👩‍👧 🏳️‍🌈 👍🏽 ✔️',
  'क्\u200dष',
  '李明 Ωμέγα Ђ',
  'e\u0301',
])('%j reste comme il est écrit', ecrit => {
  expect(lisible(ecrit)).toBe(ecrit)
})

test('chaque caractère est jugé de même, seul ou après un regard rapide', () => {
  const gardes: number[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const lettre = String.fromCodePoint(code)
    // The private use character makes the whole text be looked at.
    if (lisible(`a${lettre}b`) !== lisible(`\ue000a${lettre}b`)) gardes.push(code)
  }
  expect(gardes).toEqual([])
})

test('un texte d’un mégaoctet se lit en un instant, et ce qui est trop profond est refusé', () => {
  const debut = performance.now()
  for (const lettre of ['\u202e', '\u200d', 'é', '👩‍👧']) lisible(lettre.repeat(1_000_000 / lettre.length))
  expect(performance.now() - debut).toBeLessThan(1000)
  let profond: unknown = 'a'
  for (let i = 0; i < 100_000; i++) profond = [profond]
  expect(() => rendreLisible(profond)).toThrow(/trop de niveaux/)
})
