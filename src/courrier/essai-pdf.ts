import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The text of a PDF by pdftotext, which `npm test` installs. */
export function texte(pdf: Buffer): string {
  const dossier = mkdtempSync(join(tmpdir(), 'courrier-'))
  const fichier = join(dossier, 'lettre.pdf')
  writeFileSync(fichier, pdf)
  try {
    return execFileSync('pdftotext', ['-layout', fichier, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .replaceAll('\u00a0', ' ')
      .replace(/\s+/g, ' ')
  } finally {
    rmSync(dossier, { recursive: true })
  }
}
