import { expect, test } from 'vitest'
import { PERMISSIONS } from '../agent/permissions.ts'
import { CAS_USAGE, PUBLICS } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { ONGLETS } from '../onglets.ts'
import { horsProduit, lireSources, type Source, uneSource } from './sources.ts'

const prives = [...CAS_USAGE, ...DOCUMENTS].map(c => c.declaration)

test('chaque cas d’usage demande une permission qui existe', () => {
  const connues = [...PERMISSIONS, 'connecte']
  expect(prives.filter(d => !connues.includes(d.permission)).map(d => `${d.route} : ${d.permission}`)).toEqual([])
})

test('chaque permission sert à un cas d’usage', () => {
  const demandees = new Set(prives.map(d => d.permission))
  expect(PERMISSIONS.filter(p => !demandees.has(p))).toEqual([])
})

/** Permissions that a screen or an act asks for by their name, beside those of routes: nobody would ever have one that doesn't exist. */
function inconnues(sources: readonly Source[]): string[] {
  const demandees = /\b(?:peut|usePeut\(\)|autorise)\((?:[\w.]+, )?'([^']+)'|\bpermission: '([^']+)'/g
  const connues: readonly string[] = [...PERMISSIONS, 'connecte', 'public']
  return sources
    .filter(s => !horsProduit(s.chemin))
    .flatMap(({ chemin, texte }) =>
      [...texte.matchAll(demandees)]
        .map(m => m[1] ?? m[2] ?? '')
        .flatMap(p => (connues.includes(p) ? [] : `${chemin} : ${p}`)),
    )
}

test('un écran, un onglet, un geste ne demandent qu’une permission qui existe', () => {
  expect(inconnues(lireSources('src/**/*.{ts,tsx}'))).toEqual([])
  const connues: readonly string[] = PERMISSIONS
  expect(ONGLETS.filter(o => !connues.includes(o.permission)).map(o => `${o.cle} : ${o.permission}`)).toEqual([])
  expect(
    inconnues([
      uneSource('src/a/pages/A.tsx', `peut('a.lir') && usePeut()('a.ecrir')`),
      uneSource('src/a/lire.ts', `if (autorise(ctx.agent, 'dossier.lire')) autorise(agent, 'a.voir')`),
      uneSource('src/onglets.ts', `onglet('a', 'A', f, 'A', { permission: 'a.montrer' })`),
    ]),
  ).toEqual([
    'src/a/pages/A.tsx : a.lir',
    'src/a/pages/A.tsx : a.ecrir',
    'src/a/lire.ts : a.voir',
    'src/onglets.ts : a.montrer',
  ])
})

test('une adresse ne mène qu’à un cas d’usage, et son chemin ne porte que des identifiants de son entrée', () => {
  const declarations = [...prives, ...PUBLICS.map(p => p.declaration)]
  const formes = declarations.map(d => d.route.replace(/:\w+/g, ':'))
  expect(formes.filter((f, i) => formes.indexOf(f) !== i)).toEqual([])
  const orphelins = declarations.filter(d => (d.route.match(/:(\w+)/g) ?? []).some(p => !(p.slice(1) in d.input.shape)))
  expect(orphelins.map(d => d.route)).toEqual([])
})

test('chaque cas d’usage écrit est une adresse : il est au registre', () => {
  const routes = new Set([...prives, ...PUBLICS.map(p => p.declaration)].map(d => d.route as string))
  const ecrites = lireSources('src/*/**/*.ts')
    .filter(s => !s.chemin.endsWith('.test.ts') && !s.chemin.startsWith('src/maison/'))
    .flatMap(s => [...s.texte.matchAll(/^\s*(?:\{ )?route: '([A-Z]+ \/[^']*)'/gm)].map(m => `${m[1]}`))
  expect(ecrites.filter(route => !routes.has(route))).toEqual([])
  expect(ecrites.length).toBeGreaterThanOrEqual(routes.size)
})
