import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { lireSources, RACINE, uneSource } from './sources.ts'

// A checkout may live in « Mes Documents » or « Logiciels d’été »: an address writes these %20 and %C3%A9, a path doesn't.

const CHEMIN_D_ADRESSE = /new URL\([^()]*import\.meta\.url\)\s*\.(pathname|href|toString\(\))/g
const fautes = (source: { chemin: string; texte: string }) =>
  [...source.texte.matchAll(CHEMIN_D_ADRESSE)].map(([texte]) => `${source.chemin} : ${texte}`)

test('aucun programme ne prend l’adresse d’un fichier pour son chemin', () => {
  const sources = lireSources('bin/*', '{src,outils,e2e,bancs}/**/*.{ts,tsx,mjs}', '*.{ts,mjs}')
  expect(sources.map(s => s.chemin)).toContain('bin/filrouge')
  expect(sources.filter(s => s.chemin !== 'src/maison/chemins.test.ts').flatMap(fautes)).toEqual([])
  expect(fautes(uneSource('a.ts', 'spawn(new URL("../b.ts", import.meta.url).pathname)'))).toHaveLength(1)
})

const essai = unEssai()
let parent = ''
let copie = ''

beforeAll(() => {
  // The copy borrows the libraries of this folder: were they not those of package-lock.json, it would install others under every test.
  const voulues = createHash('sha256')
    .update(readFileSync(join(RACINE, 'package-lock.json')))
    .digest('hex')
  const marque = join(RACINE, 'node_modules/.filrouge-lock')
  expect(existsSync(marque) && readFileSync(marque, 'utf8'), 'lancez npm test, qui installe les bibliothèques').toBe(
    voulues,
  )
  parent = mkdtempSync(join(tmpdir(), 'filrouge-chemins-'))
  copie = join(parent, 'Mes logiciels d’été', 'l\'essai "n° 1" $HOME')
  for (const nom of ['bin', 'outils', 'src', 'migrations', 'courriers', 'package.json', 'package-lock.json'])
    cpSync(join(RACINE, nom), join(copie, nom), { recursive: true })
  symlinkSync(join(RACINE, 'node_modules'), join(copie, 'node_modules'))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const lancer = async (programme: string, ...args: string[]) => {
  const env = { ...process.env, DATABASE_URL: essai.url, FILROUGE_DONNEES: join(copie, 'données') }
  return (await promisify(execFile)(programme, args, { cwd: copie, env })).stdout
}

test('bin/filrouge et npm start servent dans un dossier dont le nom a des espaces, des accents, des guillemets', async () => {
  expect(await lancer(join(copie, 'bin/filrouge'), '--help')).toMatch(/^Emploi : filrouge/)
  expect(await lancer('npm', 'start', '--silent', '--', '--help')).toMatch(/^Emploi : filrouge demarrer/)
  expect(await lancer(join(copie, 'bin/filrouge'), 'migrer')).toMatch(/^Base à jour/)
})

test('un courrier s’y compose', async () => {
  const lettre = '#set document(title: [Essai])\n#set text(lang: "fr")\nBonjour'
  writeFileSync(join(copie, 'courriers/essai.typ'), lettre)
  const programme = `const { rendrePdf } = await import('./src/socle/pdf/typst.ts')
    console.log(rendrePdf('essai', {}).subarray(0, 5).toString())`
  expect(await lancer(join(copie, 'node_modules/.bin/node'), '-e', programme)).toBe('%PDF-\n')
})
