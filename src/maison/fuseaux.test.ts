import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { fuseauxNommes, heuresSansLieu } from './regles-fuseaux.ts'
import { lireSources, uneSource } from './sources.ts'

const essai = unEssai()

test('une seule table nomme des fuseaux horaires', () => {
  expect(lireSources('{src,bancs,e2e}/**/*.{ts,tsx,mts}').flatMap(fuseauxNommes)).toEqual([])
})

test('le serveur dit dans quel fuseau il lit ou écrit une heure', () => {
  expect(lireSources('src/**/*.ts').flatMap(heuresSansLieu)).toEqual([])
})

test('aucune fonction, aucune vue de la base ne nomme un fuseau', async () => {
  const { rows } = await sql<{ ou: string }>`
    select p.proname as ou from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('t_59', 'commun') and p.prokind = 'f' and pg_get_functiondef(p.oid) ~ '(Europe|America|Indian|Pacific)/'
    union all select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('t_59', 'commun') and c.relkind = 'v' and pg_get_viewdef(c.oid) ~ '(Europe|America|Indian|Pacific)/'`.execute(
    essai.ctx().db,
  )
  expect(rows).toEqual([])
})

describe('la règle se voit échouer', () => {
  test.each([
    ["const jour = sql`(le at time zone 'Europe/Paris')::date`", 'src/foyer/foyer.queries.ts', 1],
    ["const ICI = 'Indian/Reunion'", 'bancs/passe.ts', 1],
    ["const ICI = 'Indian/Reunion'", 'src/territoire/fuseau.ts', 0],
    ["expect(fuseauDe('974')).toBe('Indian/Reunion')", 'src/territoire/fuseau.test.ts', 0],
  ])('%s dans %s : %i faute', (texte, chemin, fautes) => {
    expect(fuseauxNommes(uneSource(chemin, texte))).toHaveLength(fautes)
  })

  test.each([
    ['dire(dateEtHeure(r.debut))', 'src/foyer/dire.ts', 1],
    ['dire(dateEtHeure(r.debut, ctx.fuseau))', 'src/foyer/dire.ts', 0],
    ['dire(aujourdhui())', 'src/foyer/dire.ts', 1],
    ['dire(dateEtHeure(r.debut))', 'src/foyer/pages/FoyerPage.tsx', 0],
    ['sql`le at time zone x`', 'src/foyer/foyer.queries.ts', 1],
  ])('%s dans %s : %i faute', (texte, chemin, fautes) => {
    expect(heuresSansLieu(uneSource(chemin, texte))).toHaveLength(fautes)
  })
})
