import { describe, expect, test } from 'vitest'
import { dossiersEnCycle, dossiersTropPleins, type Remontee, remonteesPerimees } from './regles-dossiers.ts'
import { lireSources, type Source, uneSource } from './sources.ts'

/** Imports that still go up: there are none, and none may come. */
const CONNUES: readonly Remontee[] = []

const maison = () => lireSources('src/**/*.{ts,tsx}')

test('les dossiers du serveur ne s’attendent pas, et personne/ ne connaît aucun domaine au-dessus de lui', () => {
  expect(dossiersEnCycle(maison(), CONNUES)).toEqual([])
})

test('la liste des remontées connues ne s’allonge pas, et ne garde rien de ce qui est défait', () => {
  expect(CONNUES.length).toBe(0)
  expect(remonteesPerimees(maison(), CONNUES)).toEqual([])
})

test('aucun dossier de src/ ne contient plus de vingt-cinq fichiers', () => {
  expect(dossiersTropPleins(maison())).toEqual([])
})

describe('la règle se voit échouer', () => {
  const foyer = uneSource('src/foyer/foyer.ts', 'export const foyer = 1')
  const logement = uneSource(
    'src/logement/loger.ts',
    `import { foyer } from '../foyer/foyer.ts'\nexport const l = foyer`,
  )
  const remonte = (texte: string, chemin = 'src/foyer/lire.ts') => uneSource(chemin, texte)
  const cycles = (...ajouts: Source[]) => dossiersEnCycle([foyer, logement, ...ajouts])
  const versLogement = `import { l } from '../logement/loger.ts'`

  test('un dossier au-dessus d’un autre passe', () => expect(cycles()).toEqual([]))
  test('deux dossiers qui s’attendent, par des fichiers différents', () => {
    expect(cycles(remonte(versLogement))).toEqual([
      'src/logement/loger.ts importe src/foyer/foyer.ts : les dossiers logement et foyer s’attendent',
      'src/foyer/lire.ts importe src/logement/loger.ts : les dossiers foyer et logement s’attendent',
    ])
  })
  test('un type suffit', () => {
    expect(cycles(remonte(`import type { L } from '../logement/loger.ts'`))).toHaveLength(2)
  })
  test('trois dossiers en rond', () => {
    const aide = uneSource('src/aide/aider.ts', versLogement)
    expect(cycles(aide, remonte(`import '../aide/aider.ts'`)).join('\n')).toMatch(/foyer et aide s’attendent/)
  })
  test('un écran, un essai, la démo et un registre n’y sont pour rien', () => {
    expect(
      cycles(
        remonte(`import { l } from '../../logement/loger.ts'`, 'src/foyer/pages/FoyerPage.tsx'),
        remonte(versLogement, 'src/foyer/lire.test.ts'),
        remonte(versLogement, 'src/foyer/essai-foyer.ts'),
        remonte(`import '../foyer/foyer.ts'\n${versLogement}`, 'src/demo/creer.ts'),
        remonte(`import '../liens.ts'`),
        uneSource('src/liens.ts', `import './logement/loger.ts'`),
      ),
    ).toEqual([])
  })
  test('une remontée connue est oubliée, une connue de trop est dite', () => {
    const sources = [foyer, logement, remonte(versLogement)]
    const connue = ['src/foyer/lire.ts', 'src/logement/loger.ts'] as const
    expect(dossiersEnCycle(sources, [connue])).toEqual([])
    expect(remonteesPerimees(sources, [connue])).toEqual([])
    expect(remonteesPerimees(sources, [connue, ['src/foyer/foyer.ts', 'src/logement/loger.ts']])).toEqual([
      'src/foyer/foyer.ts → src/logement/loger.ts',
    ])
  })
  test('personne/ qui importe un domaine, ou d’un agent autre chose que son périmètre', () => {
    const dit = (texte: string) => dossiersEnCycle([foyer, uneSource('src/personne/lire.ts', texte)])
    expect(dit(`import type { F } from '../foyer/foyer.ts'`).join()).toMatch(/personne\/ est en dessous/)
    expect(dit(`import { a } from '../agent/agent.ts'`)).toHaveLength(1)
    expect(
      dit(`import { p } from '../agent/perimetre.ts'\nimport '../territoire/x.ts'\nimport '../socle/y.ts'`),
    ).toEqual([])
  })
  test('un dossier trop plein, tests à part', () => {
    const fichiers = (n: number, nom: string) =>
      Array.from({ length: n }, (_, i) => uneSource(`src/foyer/${nom.replace('#', String(i))}`, ''))
    expect(
      dossiersTropPleins([...fichiers(25, 'f#.ts'), ...fichiers(9, 'f#.test.ts'), ...fichiers(2, 'essai#.ts')]),
    ).toEqual([])
    expect(dossiersTropPleins(fichiers(26, 'f#.ts'))).toEqual(['src/foyer contient 26 fichiers, 25 au plus'])
  })
})
