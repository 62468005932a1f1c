import { describe, expect, test } from 'vitest'
import { lireSources, type Source, uneSource } from './sources.ts'

/** Rule 5 of the house (architecture §5): migrations only go forward, and what they forbid has a name to be recognised by. */
function fautesDeMigration({ chemin, texte }: Source): string[] {
  const sql = texte.replaceAll(/--.*$/gm, '')
  return [
    /\/\d{6}_[a-z0-9-]+\.sql$/.test(chemin) ? null : 'nom : six chiffres, un tiret bas, des mots',
    /^--\s*down\b/im.test(texte) ? 'retour en arrière : une migration ne fait qu’avancer' : null,
    /(?<!constraint \w+ )\b(check|exclude using) ?\(?/i.test(sql) ? 'contrainte sans nom' : null,
    /\bon update cascade\b/i.test(sql) ? 'une clé ne change pas' : null,
  ].flatMap(faute => (faute ? [`${chemin} : ${faute}`] : []))
}

test('les migrations avancent, se suivent et nomment leurs contraintes', () => {
  for (const dossier of ['commun', 'territoire']) {
    const migrations = lireSources(`migrations/${dossier}/*`)
    expect(migrations.flatMap(fautesDeMigration)).toEqual([])
    const numeros = migrations.map(m => Number(m.chemin.match(/\/(\d+)_/)?.[1]))
    expect(numeros).toEqual(numeros.map((_, i) => i + 1))
  }
})

describe('la règle se voit échouer', () => {
  const fautes = (texte: string, nom = 'migrations/commun/000001_a.sql') =>
    fautesDeMigration(uneSource(nom, texte)).join()
  test('sur un retour en arrière, une contrainte sans nom, un nom libre', () => {
    expect(fautes('create table a (b int);\n-- Down Migration\ndrop table a;')).toMatch(/avancer/)
    expect(fautes('create table a (b int check (b > 0));')).toMatch(/sans nom/)
    expect(fautes('create table a (b int constraint b_positif check (b > 0));')).toBe('')
    expect(fautes('select 1', 'migrations/commun/ajout.sql')).toMatch(/nom : six/)
  })
})
