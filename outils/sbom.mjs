// npm run -s sbom > filrouge.cdx.json: what the software is made of (CycloneDX 1.5), each library with its licence and its fingerprint, as
// package-lock.json has it. Nothing is asked of the network.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { RACINE } from './installer.mjs'

const { status, stdout, stderr, error } = spawnSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  { cwd: RACINE, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
if (error || status !== 0) {
  console.error(error?.code === 'ENOENT' ? 'npm est introuvable.' : `npm sbom a échoué :\n${stderr.slice(0, 2000)}`)
  process.exit(1)
}
const inventaire = JSON.parse(stdout)
// npm names it after the folder of the checkout.
inventaire.metadata.component.name = JSON.parse(readFileSync(path.join(RACINE, 'package.json'), 'utf8')).name
const sans = inventaire.components.filter(c => !c.licenses?.length).map(c => c.name)
if (sans.length) {
  console.error(`Sans licence connue : ${sans.join(', ')}. Rien n’est écrit.`)
  process.exit(1)
}
process.stdout.write(`${JSON.stringify(inventaire, null, 2)}\n`)
