import { expect, test } from 'vitest'
import { decoupageDe } from '../../../territoire/decoupage.queries.ts'
import { chercherOption } from './chercher-option.ts'

const LABELS = ['Villeneuve-d’Ascq (59009)', 'Étaples (62318)', 'Vire\u00a0Normandie (14762)', 'Lille (59350)']
const options = LABELS.map(label => ({ value: label, label }))
const trouver = (search: string, limit = 50) =>
  chercherOption({ options, search, limit }).map(option => 'label' in option && option.label)

test.each([
  ["villeneuve-d'", 'Villeneuve-d’Ascq (59009)'],
  ['VILLENEUVE D ASCQ', 'Villeneuve-d’Ascq (59009)'],
  ['etap', 'Étaples (62318)'],
  ['vire n', 'Vire\u00a0Normandie (14762)'],
  ['59350', 'Lille (59350)'],
  [' lille ', 'Lille (59350)'],
])('« %s », tapé au clavier, trouve ce qui s’écrit autrement', (search, label) => {
  expect(trouver(search)).toEqual([label])
})

test('rien d’écrit montre tout, jusqu’à la limite ; ce qui n’est nulle part ne trouve rien', () => {
  expect([trouver(''), trouver('', 2), trouver('Roubaix')]).toEqual([LABELS, LABELS.slice(0, 2), []])
})

test('un groupe garde celles de ses options qui conviennent', () => {
  const groupes = [{ group: 'Nord', items: options }]
  const [groupe] = chercherOption({ options: groupes, search: 'lille', limit: 50 })
  expect(groupe).toEqual({ group: 'Nord', items: [options[3]] })
})

test('de plusieurs groupes, la limite est celle de tous ensemble', () => {
  const groupes = ['Nord', 'Ailleurs', 'Plus loin'].map(group => ({ group, items: options }))
  const trouves = chercherOption({ options: groupes, search: '', limit: 6 })
  expect(trouves.map(g => 'group' in g && [g.group, g.items.length])).toEqual([
    ['Nord', 4],
    ['Ailleurs', 2],
  ])
})

test('chaque commune du Nord se trouve par son nom tapé sans accent, ni apostrophe courbe, ni espace insécable', () => {
  const communes = decoupageDe('59').communes.map(c => ({ value: c.code, label: c.nom }))
  const perdues = communes.filter(({ value, label }) => {
    const sansAccent = label.normalize('NFD').replace(/\p{M}/gu, '')
    const search = sansAccent.replaceAll('’', "'").replaceAll('\u00a0', ' ')
    const trouvees = chercherOption({ options: communes, search, limit: 1000 })
    return !trouvees.some(option => 'value' in option && option.value === value)
  })
  expect(perdues).toEqual([])
})
