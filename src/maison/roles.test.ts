import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { PERMISSIONS } from '../agent/permissions.ts'
import { NOMS_ROLES, ROLES, rolesOu, rolesQui } from '../agent/roles.ts'
import { unEssai } from '../essai.ts'
import { BLOCS } from '../jours.ts'
import { ECRANS, ouvertA, rail } from '../web/routes.tsx'
import { rolesNommes } from './regles-roles.ts'
import { lireSources, uneSource } from './sources.ts'

const essai = unEssai()

test('aucun rôle n’est nommé hors de sa table', () => {
  expect(rolesNommes(lireSources('src/**/*.{ts,tsx}'))).toEqual([])
})

describe('la règle se voit échouer', () => {
  const fautes = (texte: string, chemin = 'src/foyer/a.ts') => rolesNommes([uneSource(chemin, texte)])
  test('sur un rôle comparé, en TypeScript et en SQL, même quand le mot dit aussi autre chose', () => {
    expect(fautes(`if (agent.role === 'pilote') return`)).toEqual([
      expect.stringMatching(/^src\/foyer\/a\.ts:1 .*pilote/),
    ])
    expect(fautes(`sql\`where h.role = 'referent'\``)).toHaveLength(1)
    expect(fautes(`type: 'referent'`)).toEqual([])
    expect(fautes(`if (agent.role === 'pilote') return`, 'src/foyer/a.test.ts')).toEqual([])
  })
})

/** The words between quotes of a named constraint of `habilitation`. */
async function motsDe(contrainte: string): Promise<string[]> {
  const { rows } = await sql<{ texte: string }>`
    select pg_get_constraintdef(oid) as texte from pg_constraint where conname = ${contrainte}`.execute(
    essai.base.territoire('59'),
  )
  return [...(rows[0]?.texte ?? '').matchAll(/'([a-z-]+)'/g)].map(m => m[1] ?? '').sort()
}

test('la base connaît les mêmes rôles, et exige une structure des mêmes', async () => {
  expect(await motsDe('habilitation_role_connu')).toEqual([...NOMS_ROLES].sort())
  expect(await motsDe('habilitation_structure_requise')).toEqual(rolesOu(r => r.structure).sort())
})

test('chaque permission est à un rôle au moins', () => {
  expect(PERMISSIONS.filter(p => rolesQui(p).length === 0)).toEqual([])
})

test('le rail d’un rôle ne mène qu’à des écrans que ce rôle ouvre', () => {
  for (const role of NOMS_ROLES) {
    expect([role, rail(role).map(e => e.chemin)]).toEqual([role, ROLES[role].rail])
    for (const chemin of ROLES[role].rail) {
      const ecran = ECRANS.find(e => e.chemin === chemin)
      expect([role, chemin, ecran && ouvertA(ecran, role)]).toEqual([role, chemin, true])
    }
  }
})

test('la journée d’un rôle n’a que des listes qu’il peut lire, chacune sert à un rôle, et qui a une journée l’a à son rail', () => {
  for (const role of NOMS_ROLES) {
    const { jour, permissions, rail: ecrans } = ROLES[role]
    expect([role, jour.filter(cle => !BLOCS.some(b => b.cle === cle && permissions.includes(b.permission)))]).toEqual([
      role,
      [],
    ])
    expect([role, ecrans[0] === '/aujourdhui']).toEqual([role, jour.length > 0])
  }
  const montres = new Set(NOMS_ROLES.flatMap(role => ROLES[role].jour))
  expect(BLOCS.map(b => b.cle).filter(cle => !montres.has(cle))).toEqual([])
})
