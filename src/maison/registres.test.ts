import { describe, expect, test } from 'vitest'
import { HORLOGES } from '../echeances.ts'
import { CHOIX, PARAMETRES } from '../parametres.ts'
import { horsProduit, importsDe, lireSources, type Source, uneSource } from './sources.ts'

/**
 * What a domain contributes by a file of its own, and the registry that must name that file. Jobs, récits, liens and routes have their
 * own tests.
 */
const REGISTRES: readonly { registre: string; fichiers: RegExp }[] = [
  { registre: 'src/onglets.ts', fichiers: /\/pages\/Onglet[A-Z]\w*\.tsx$/ },
  { registre: 'src/jours.ts', fichiers: /\.jour\.ts$/ },
  { registre: 'src/indicateurs.ts', fichiers: /\.indicateur\.ts$/ },
  { registre: 'src/adaptateurs.ts', fichiers: /\/adaptateurs?-[\w-]+\.ts$/ },
  { registre: 'src/liens.ts', fichiers: /\.liens\.ts$/ },
  { registre: 'src/recits.ts', fichiers: /\.recits\.ts$/ },
  { registre: 'src/parametres.ts', fichiers: /\.parametres\.ts$/ },
  { registre: 'src/avis.ts', fichiers: /\.avis\.ts$/ },
  { registre: 'src/jobs.ts', fichiers: /\.job\.ts$/ },
  { registre: 'src/fins-de-role.ts', fichiers: /\.fin-de-role\.ts$/ },
  { registre: 'src/echeances.ts', fichiers: /\.echeances\.ts$/ },
]

/** One sentence per file that its registry doesn't name: what it holds would never be asked for. */
function oublis(sources: readonly Source[]): string[] {
  return REGISTRES.flatMap(({ registre, fichiers }) => {
    const source = sources.find(s => s.chemin === registre)
    const nommes = new Set(source ? importsDe(source).map(i => i.cible) : [])
    return sources
      .filter(s => fichiers.test(s.chemin) && !nommes.has(s.chemin))
      .map(s => `${s.chemin} n’a pas sa ligne dans ${registre}`)
  })
}

test('ce qu’un domaine apporte a sa ligne au registre', () => {
  expect(oublis(lireSources('src/**/*.{ts,tsx}'))).toEqual([])
})

test('deux horloges n’ont pas le même genre', () => {
  const genres = HORLOGES.map(h => h.genre)
  expect(genres.filter((genre, rang) => genres.indexOf(genre) !== rang)).toEqual([])
})

/** Parameters whose key no rule names, in TypeScript nor in SQL: a territory would change them for nothing. */
function sansEffet(cles: readonly string[], sources: readonly Source[]): string[] {
  const regles = sources.filter(s => !horsProduit(s.chemin) && !s.chemin.endsWith('.parametres.ts')).map(s => s.texte)
  return cles.filter(cle => !regles.some(texte => texte.includes(`'${cle}'`)))
}

test('chaque paramètre que l’écran propose est lu par une règle', () => {
  const cles = [...Object.keys(PARAMETRES), ...Object.keys(CHOIX)]
  expect(sansEffet(cles, lireSources('src/*/**/*.{ts,tsx}', 'migrations/**/*.sql'))).toEqual([])
})

describe('la règle se voit échouer', () => {
  test('un paramètre que rien ne lit', () => {
    const declare = uneSource('src/essai/essai.parametres.ts', `'essai.nombre-max': { defaut: 10 }`)
    expect(
      sansEffet(['essai.nombre-max'], [declare, uneSource('src/essai/essai.test.ts', `'essai.nombre-max'`)]),
    ).toEqual(['essai.nombre-max'])
    expect(
      sansEffet(['essai.nombre-max'], [uneSource('src/essai/a.ts', `parametre(ctx, 'essai.nombre-max')`)]),
    ).toEqual([])
  })
  test.each([
    ['un onglet', 'src/essai/pages/OngletEssai.tsx', 'src/onglets.ts'],
    ['ce qu’une journée montre', 'src/essai/pages/essai.jour.ts', 'src/jours.ts'],
    ['un indicateur', 'src/essai/essais.indicateur.ts', 'src/indicateurs.ts'],
    ['un adaptateur', 'src/echanges/essai/adaptateur-essai.ts', 'src/adaptateurs.ts'],
    ['des liens', 'src/essai/essai.liens.ts', 'src/liens.ts'],
    ['des récits', 'src/essai/essai.recits.ts', 'src/recits.ts'],
    ['des paramètres', 'src/essai/essai.parametres.ts', 'src/parametres.ts'],
    ['un travail de fond', 'src/essai/essayer.job.ts', 'src/jobs.ts'],
    ['des avis', 'src/essai/essai.avis.ts', 'src/avis.ts'],
    ['ce qui finit avec un rôle', 'src/essai/essai.fin-de-role.ts', 'src/fins-de-role.ts'],
    ['ce qui est dû', 'src/essai/essai.echeances.ts', 'src/echeances.ts'],
  ])('%s oublié', (_, chemin, registre) => {
    const apport = uneSource(chemin, 'export const essai = 1')
    expect(oublis([uneSource(registre, ''), apport])).toEqual([`${chemin} n’a pas sa ligne dans ${registre}`])
    expect(oublis([uneSource(registre, `import { essai } from './${chemin.slice(4)}'\nessai`), apport])).toEqual([])
  })
})
