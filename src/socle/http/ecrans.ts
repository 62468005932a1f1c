import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'

const RACINE = join(import.meta.dirname, '../../..')

/** Builds the screens when they are missing or older than their sources. Resolves when they can be served. */
export async function construireEcrans(dire: (message: string) => void): Promise<void> {
  const page = join(RACINE, 'dist/index.html')
  if (existsSync(page) && statSync(page).mtimeMs > (await dernierChangement())) return
  dire('Construction des écrans…')
  const vite = spawn(
    process.execPath,
    [join(RACINE, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    {
      cwd: RACINE,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const code = await new Promise<number | null>(fini => vite.on('close', fini))
  if (code !== 0)
    throw new Refusal(
      'conflict',
      'ecrans-en-panne',
      'Les écrans n’ont pas pu être construits\u00a0: la raison est ci-dessus, souvent le disque plein ou la mémoire qui manque.',
    )
}

async function dernierChangement(): Promise<number> {
  let dernier = statSync(join(RACINE, 'package-lock.json')).mtimeMs
  for await (const fichier of glob(['src/**/*.{ts,tsx,css,html,svg,js}', 'vite.config.ts', 'postcss.config.mjs'], {
    cwd: RACINE,
  })) {
    dernier = Math.max(dernier, statSync(join(RACINE, fichier)).mtimeMs)
  }
  return dernier
}
