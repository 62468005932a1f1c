import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'vitest'
import { BILANS } from './essai-coups.ts'
import { RACINE } from './essai-processus.ts'

// What only the administrator of the machine may do. Where it can't be done, the drills that need it aren't played, and it is said.

const POURQUOI = 'non joué, demande root et le droit de monter un disque'

/** A folder, and how to give it back. */
export type Monture = { dossier: string; rendre: () => void }

function monter(...arguments_: string[][]): Monture | null {
  return monterSur(mkdtempSync(path.join(tmpdir(), 'filrouge-monture-')), ...arguments_)
}

function monterSur(dossier: string, ...arguments_: string[][]): Monture | null {
  const rendre = () => {
    // Somebody may still be in it: it goes with the last one.
    spawnSync('umount', ['-l', dossier])
    rmdirSync(dossier)
  }
  if (arguments_.every(a => spawnSync('mount', [...a, dossier]).status === 0)) return { dossier, rendre }
  rendre()
  return null
}

/** A small disk of its own, in memory: megabytes. */
export type Disque = Monture & { remplir: () => void; vider: () => void }

export function unDisque(megaoctets: number): Disque | null {
  const monture = monter(['-t', 'tmpfs', '-o', `size=${megaoctets}m`, 'tmpfs'])
  if (!monture) return null
  chmodSync(monture.dossier, 0o711)
  const bourrage = path.join(monture.dossier, 'bourrage')
  return {
    ...monture,
    vider: () => rmSync(bourrage, { force: true }),
    remplir: () => {
      const fichier = openSync(bourrage, 'a')
      const octets = Buffer.alloc(1 << 16)
      try {
        for (;;) writeSync(fichier, octets)
      } catch {
        // Full.
      } finally {
        closeSync(fichier)
      }
    },
  }
}

/** A folder that is a disk of its own, as long as it isn't given back. */
export function unDisqueSur(dossier: string): Monture | null {
  mkdirSync(dossier, { recursive: true })
  return monterSur(dossier, ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs'])
}
/** Its disk is taken away from a folder, wherever the folder went. */
export const demonter = (dossier: string) => spawnSync('umount', ['-l', dossier])

/** The software, where nobody may write. */
export const codeFige = (): Monture | null => monter(['--bind', RACINE], ['-o', 'remount,bind,ro'])

/** A test that needs such a thing: counted as not played where there is none. */
export function testAvec(quoi: unknown, titre: string, faire: () => Promise<void>, delai: number): void {
  if (!quoi) BILANS.push({ panne: `${titre} (${POURQUOI})`, fois: 0, ecrites: 0, perdues: 0, doublees: 0, secondes: 0 })
  test.skipIf(!quoi)(quoi ? titre : `${titre} (${POURQUOI})`, faire, delai)
}
