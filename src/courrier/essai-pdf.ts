import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The text of a PDF by pdftotext, which `npm test` installs. */
export const texte = (pdf: Buffer): string => lire(pdf, '-layout').replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')

/** Its words page by page, with where each stands from the top, in points. */
export const mots = (pdf: Buffer) =>
  lire(pdf, '-bbox')
    .split('<page ')
    .slice(1)
    .map(page =>
      [...page.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)].map(([, haut, bas, mot]) => ({
        mot: mot ?? '',
        haut: Number(haut),
        bas: Number(bas),
      })),
    )

function lire(pdf: Buffer, option: '-layout' | '-bbox'): string {
  const dossier = mkdtempSync(join(tmpdir(), 'courrier-'))
  const fichier = join(dossier, 'lettre.pdf')
  writeFileSync(fichier, pdf)
  try {
    return execFileSync('pdftotext', [option, fichier, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } finally {
    rmSync(dossier, { recursive: true })
  }
}
