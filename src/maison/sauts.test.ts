import { expect, test } from 'vitest'
import { lireSources, type Source, uneSource } from './sources.ts'

// A test that skips itself proves nothing and tells nobody. What a test needs is installed by `npm test`; only the samples that live
// beside the project may be absent, and the right to mount a disk, which not everybody has: the end of the run counts what wasn't played.

const PERMIS = ['src/essai-echantillons.ts', 'src/maison/pannes/essai-machine.ts', 'src/maison/sauts.test.ts']
const SAUT =
  /\b(skipIf|runIf|fixme|xtest|xit|xdescribe)\b|\b(test|it|describe|context|t)\.(skip|todo|only)\b|\bskip\s*\(|\{[^}]*\bskip\b[^}]*\}\) =>/
const DEHORS = /shared\/formats|existsSync\([^)]*shared/

function sauts({ chemin, texte }: Source): string[] {
  return texte
    .split('\n')
    .flatMap((ligne, i) => (SAUT.test(ligne) || DEHORS.test(ligne) ? [`${chemin}:${i + 1} : ${ligne.trim()}`] : []))
}

test('aucun test ne se saute, sinon faute d’un échantillon qui vit à côté du projet, ou de pouvoir monter un disque', () => {
  const sources = lireSources('src/**/*.test.ts', 'src/**/essai*.ts', 'e2e/*.ts')
  expect(sources.filter(s => !PERMIS.includes(s.chemin)).flatMap(sauts)).toEqual([])
})

test.each([
  'test.skipIf(!existsSync(X))(',
  'describe.runIf(xmllint)(',
  'test.skip(',
  'test.only(',
  'test("…", async ({ skip }) => {',
  "if (lu === null) return skip('pdftotext n’est pas installé')",
  "const X = '../../../shared/formats/cnaf/x.xsd'",
])('la règle se voit échouer : %s', ligne => {
  expect(sauts(uneSource('src/a.test.ts', ligne))).toHaveLength(1)
})
