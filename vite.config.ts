import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Cores declare their Zod schemas beside the labels and rules that pages use. A schema is a chain of calls, which the bundler
 * must suppose to have effects: told that making one has none, it drops those a page doesn't use, and Zod (24 kB) with them.
 */
function schemasSansEffet(): Plugin {
  return {
    name: 'schemas-sans-effet',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: /from 'zod'/ },
      handler(code) {
        const schemas = this.parse(code, { lang: 'ts' }).body.flatMap(noeud => {
          const declaration = noeud.type === 'ExportNamedDeclaration' ? noeud.declaration : noeud
          return declaration?.type === 'VariableDeclaration' ? declaration.declarations.map(d => d.init) : []
        })
        let sortie = code
        for (const init of schemas.reverse()) {
          if (init?.type !== 'CallExpression') continue
          const texte = code.slice(init.start, init.end)
          sortie = `${sortie.slice(0, init.start)}/* @__PURE__ */ (() => ${texte})()${sortie.slice(init.end)}`
        }
        return { code: sortie, map: null }
      },
    },
  }
}

/**
 * A window of Mantine asks whether it scrolls by Mantine's own bars, and brings them (with what floats, 17 kB compressed) to compare: ours
 * scroll by the browser's, so that the answer is no. Fails the build when a version of Mantine asks otherwise.
 */
function fenetresSansBarres(): Plugin {
  const DEMANDE = 'import { ScrollArea } from "../ScrollArea/ScrollArea.mjs";'
  return {
    name: 'fenetres-sans-barres',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/@mantine\/core\/esm\/components\/Modal\/ModalRoot\.mjs$/ },
      handler(code) {
        if (!code.includes(DEMANDE)) this.error('ModalRoot de Mantine a changé : revoir fenetresSansBarres.')
        return { code: code.replace(DEMANDE, 'const ScrollArea = { Autosize: null };'), map: null }
      },
    },
  }
}

/** What the PDF view asks for by its address when a scan is compressed in a rarer way. */
function lecteursDePdf(): Plugin {
  const dossier = join(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'), '../wasm')
  return {
    name: 'lecteurs-de-pdf',
    apply: 'build',
    generateBundle() {
      for (const nom of ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'])
        this.emitFile({ type: 'asset', fileName: `pdf/${nom}`, source: readFileSync(join(dossier, nom)) })
    },
  }
}
/** What checks a form, and Zod with it: loaded with the first form, not with the first page. */
const FORMULAIRE = /\/node_modules\/zod\/|\/saisie\/(formulaire|schema|faute)\.ts$/

/** Builds the professionals' screens into dist/, which the server serves; in development, answers come from the server. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), schemasSansEffet(), fenetresSansBarres(), lecteursDePdf()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    // The content security policy allows no data: address.
    assetsInlineLimit: 0,
    target: 'es2022',
    // What many pages share comes in one file: fifty small ones compress less well and take as many requests (9 kB and
    // 26 requests saved on the first load; measured from 18 to 28 pages, 22 weighs least). Icons are so small that they come in one.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'commun', minShareCount: 22, priority: 1, test: id => !FORMULAIRE.test(id) },
            { name: 'flottant', test: /\/@floating-ui\//, priority: 2, includeDependenciesRecursively: false },
            { name: 'formulaire', test: FORMULAIRE },
            { name: 'icones', test: /@tabler\/icons-react\/dist\/esm\/icons/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
})
