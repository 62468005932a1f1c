import { expect, test } from 'vitest'
import { JOBS } from '../jobs.ts'
import { horaires, prochainPassage } from '../socle/travaux/job-execution.ts'
import { lireSources } from './sources.ts'

/** The seam of background jobs (architecture §9): what a domain forgets fails here, never in the night. */
const declarations = JOBS.map(j => j.declaration)

test('chaque travail de fond écrit est au registre, une fois', () => {
  const ecrits = lireSources('src/*/**/*.job.ts').flatMap(s =>
    [...s.texte.matchAll(/\bjob\(\s*'([a-z-]+)'/g)].map(m => `${m[1]}`),
  )
  expect(ecrits.length).toBeGreaterThan(0)
  expect(ecrits.sort()).toEqual(declarations.map(d => d.nom).sort())
})

test('un travail de fond ne se déclare que dans un fichier .job.ts', () => {
  const ailleurs = lireSources('src/*/**/*.ts').filter(
    s => /\bjob\(\s*'/.test(s.texte) && !/(\.job|\.test)\.ts$/.test(s.chemin) && !s.chemin.startsWith('src/maison/'),
  )
  expect(ailleurs.map(s => s.chemin)).toEqual([])
})

test('un travail que l’horloge demande n’attend rien d’autre, et son heure revient', () => {
  const horloge = declarations.flatMap(d => (d.chaque ? [{ ...d, chaque: d.chaque }] : []))
  expect(horaires(JOBS).split('\n')).toHaveLength(horloge.length)
  for (const { nom, schema, chaque } of horloge)
    expect([nom, schema.safeParse({}).success, prochainPassage(chaque, '2025-01-01T00:00:00Z') === null]).toEqual([
      nom,
      true,
      false,
    ])
})

test('le territoire d’un travail vient de qui le demande : aucune charge ne le nomme', () => {
  expect(declarations.filter(d => 'territoire' in d.schema.shape || '_cron' in d.schema.shape)).toEqual([])
})
