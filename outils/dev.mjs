// npm run dev: the API restarted at each change of its files, the screens reloaded by Vite.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { cheminDesOutils, NODE, RACINE } from './installer.mjs'

const env = { ...process.env, PATH: cheminDesOutils(), FILROUGE_JOURNAL: process.env.FILROUGE_JOURNAL ?? 'info' }
const enfants = [
  spawn(NODE, ['--watch', '--watch-path', join(RACINE, 'src'), join(RACINE, 'src/cli.ts'), 'demarrer'], {
    stdio: 'inherit',
    env,
  }),
  spawn(NODE, [join(RACINE, 'node_modules/vite/bin/vite.js')], { cwd: RACINE, stdio: 'inherit', env }),
]
function arreter() {
  for (const enfant of enfants) enfant.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, arreter)
for (const enfant of enfants) enfant.on('close', arreter)
