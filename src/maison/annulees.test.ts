import { expect, test } from 'vitest'
import { dossierDe, horsProduit, lireSources, type Source, uneSource } from './sources.ts'

/** Rule A10: what is cancelled counts nowhere. Only those who keep it read it, to tell it; a list, a scope, a count never do. */
const GARDIENS = ['orientation', 'accompagnement']
const LECTURE =
  /\b(?:from|join)\s+(?:orientation_annulee|accompagnement_annule)\b|(?:selectFrom|[a-z]+Join)\(\s*'(?:orientationAnnulee|accompagnementAnnule)\b/

const lecteurs = (sources: readonly Source[]): string[] =>
  sources
    .filter(s => !horsProduit(s.chemin) && LECTURE.test(s.texte) && !GARDIENS.includes(dossierDe(s.chemin) ?? ''))
    .map(s => s.chemin)

test('seuls ceux qui gardent ce qui est annulé le lisent', () => {
  expect(lecteurs(lireSources('src/**/*.ts'))).toEqual([])
})

test('la règle se voit échouer', () => {
  const sql = uneSource(
    'src/pilotage/a.queries.ts',
    'sql`select 1 from orientation o join accompagnement_annule k on true`',
  )
  const kysely = uneSource('src/agent/b.queries.ts', `ctx.db.selectFrom('orientationAnnulee as o')`)
  const permis = uneSource('src/orientation/c.ts', 'sql`select 1 from orientation_annulee`')
  expect(lecteurs([sql, kysely, permis])).toEqual(['src/pilotage/a.queries.ts', 'src/agent/b.queries.ts'])
})
