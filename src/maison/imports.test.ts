import { describe, expect, test } from 'vitest'
import { importsInterdits } from './regles-imports.ts'
import { importsDe, lireSources, type Source, uneSource } from './sources.ts'

const coeur = uneSource('src/foyer/foyer.ts', `import { z } from 'zod'\nexport const Foyer = z.object({})`)
const useCase = uneSource('src/socle/use-case.ts', `import { sql } from 'kysely'\nexport const useCase = () => sql`)
const cas = uneSource(
  'src/foyer/quitter-foyer.ts',
  `import { useCase } from '../socle/use-case.ts'\nimport { Foyer } from './foyer.ts'\nexport const quitter = [useCase, Foyer]`,
)
const fautes = (...ajouts: Source[]) => importsInterdits([coeur, useCase, cas, ...ajouts])

test('chaque fichier n’importe que ce qui lui revient', () => {
  expect(importsInterdits(lireSources('src/**/*.{ts,tsx}'))).toEqual([])
})

/** Parameters of domains that their registry forgets: no screen would show them. */
function parametresOublies(registre: Source, declarations: readonly Source[]): string[] {
  const connus = importsDe(registre).map(i => i.cible)
  return declarations.map(s => s.chemin).filter(chemin => !connus.includes(chemin))
}

test('le registre des paramètres connaît ceux de chaque domaine', () => {
  const [registre] = lireSources('src/parametres.ts')
  expect(parametresOublies(registre as Source, lireSources('src/*/*.parametres.ts'))).toEqual([])
  expect(parametresOublies(uneSource('src/parametres.ts', ''), [coeur])).toEqual([coeur.chemin])
})

describe('la règle se voit échouer', () => {
  test('un domaine bien rangé passe', () => {
    const page = `import { useQuery } from '@tanstack/react-query'
      import type { quitter } from '../quitter-foyer.ts'
      import { Foyer } from '../foyer.ts'
      import { call } from '../../socle/api.ts'
      export const Page = () => [useQuery, Foyer, call as typeof quitter]`
    expect(
      fautes(uneSource('src/foyer/pages/FoyerPage.tsx', page), uneSource('src/socle/api.ts', 'export const call = 1')),
    ).toEqual([])
  })
  const refuse = (titre: string, chemin: string, texte: string, faute: RegExp) =>
    test(titre, () => expect(fautes(uneSource(chemin, texte)).join('\n')).toMatch(faute))

  refuse(
    'le socle qui importe un domaine, même un type',
    'src/socle/regle.ts',
    `import type { Foyer } from '../foyer/foyer.ts'`,
    /socle ne connaît aucun domaine/,
  )
  refuse(
    'un noyau qui importe kysely',
    'src/tissu/tissu.ts',
    `import { sql } from 'kysely'`,
    /tissu\.ts est le noyau de son domaine/,
  )
  refuse(
    'un noyau qui importe un cas d’usage',
    'src/tissu/tissu.ts',
    `import { quitter } from '../foyer/quitter-foyer.ts'`,
    /tissu\.ts est le noyau/,
  )
  refuse(
    'une page qui importe la valeur d’un cas d’usage',
    'src/foyer/pages/X.tsx',
    `import { quitter } from '../quitter-foyer.ts'`,
    /que ses types/,
  )
  refuse(
    'une page qui la réclame plus tard',
    'src/foyer/pages/X.tsx',
    `export const f = () => import('../quitter-foyer.ts')`,
    /que ses types/,
  )
  refuse(
    'une page qui mêle un type et une valeur',
    'src/foyer/pages/X.tsx',
    `import { type A, quitter } from '../quitter-foyer.ts'`,
    /que ses types/,
  )
  refuse('une page qui importe node', 'src/foyer/pages/X.tsx', `import fs from 'node:fs'`, /bibliothèque du serveur/)
  refuse(
    'une page qui importe la coquille',
    'src/foyer/pages/X.tsx',
    `import { A } from '../../web/Coquille.tsx'`,
    /ne connaît pas la coquille/,
  )
  refuse(
    'une page qui importe le cœur du serveur',
    'src/foyer/pages/X.tsx',
    `import { useCase } from '../../socle/use-case.ts'`,
    /que ses types/,
  )
  refuse(
    'un cas d’usage qui importe un écran',
    'src/foyer/lire.ts',
    `import { P } from './pages/P.tsx'`,
    /seul un écran importe un écran/,
  )
  refuse(
    'un domaine qui importe un programme',
    'src/foyer/lire.ts',
    `import { s } from '../serveur.ts'`,
    /un programme ne s’importe pas/,
  )
  test('deux fichiers qui s’attendent', () => {
    const a = uneSource('src/foyer/a.ts', `import { b } from './b.ts'\nexport const a = () => b`)
    const b = uneSource('src/foyer/b.ts', `import { a } from './a.ts'\nexport const b = () => a`)
    expect(fautes(a, b)).toEqual(['cycle : src/foyer/a.ts → src/foyer/b.ts → src/foyer/a.ts'])
  })
  test('un essai peut tout importer', () => {
    expect(fautes(uneSource('src/foyer/pages/x.test.ts', `import { s } from '../../serveur.ts'`))).toEqual([])
  })
})
