import { mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Piece } from './archive.ts'
import { ecrireCoffre, lireCoffre, nommer } from './coffre.ts'
import { ENTETE, MANIFESTE } from './format.ts'

const unDossier = () => mkdtemp(join(tmpdir(), 'filrouge-coffre-'))
const piece = (octets: string): Piece => ({ nom: ENTETE, octets: Buffer.from(octets) })
async function* pieces(octets: string, avant: Promise<void> = Promise.resolve()) {
  yield piece(octets)
  await avant
  yield { nom: MANIFESTE, octets: Buffer.from(octets) }
}
const lues = async (chemin: string) => {
  const toutes: string[] = []
  for await (const { octets } of lireCoffre(chemin)) toutes.push(octets.toString())
  return toutes
}
const EXISTE = expect.objectContaining({ code: 'fichier-existant', message: expect.stringMatching(/n’a pas changé/) })

test.each(['l’une finit pendant que l’autre écrit', 'elles finissent ensemble'] as const)(
  'deux sauvegardes du même nom en même temps, %s : un seul fichier, entier, et l’autre est refusée',
  async qui => {
    const dossier = await unDossier()
    const chemin = join(dossier, 'nord.filrouge')
    const attente = Promise.withResolvers<void>()
    const lents = Promise.allSettled([ecrireCoffre(chemin, pieces('lent', attente.promise), null)])
    const vite = () => ecrireCoffre(chemin, pieces('vite'), null)
    if (qui.startsWith('l’une')) {
      await vi.waitFor(async () => expect(await readdir(dossier)).toHaveLength(1))
      await vite()
      attente.resolve()
      expect(await lents).toEqual([{ status: 'rejected', reason: EXISTE }])
    } else {
      const autre = Promise.allSettled([ecrireCoffre(chemin, pieces('vite', attente.promise), null)])
      await vi.waitFor(async () => expect(await readdir(dossier)).toHaveLength(2))
      attente.resolve()
      const fins = [...(await lents), ...(await autre)]
      expect(fins.filter(f => f.status === 'rejected')).toEqual([{ status: 'rejected', reason: EXISTE }])
    }
    expect(await readdir(dossier)).toEqual(['nord.filrouge'])
    const gardee = await lues(chemin)
    expect(gardee).toHaveLength(2)
    expect(new Set(gardee).size).toBe(1)
    expect((await stat(chemin)).mode & 0o777).toBe(0o600)
  },
)

test('sur un disque sans liens (une clé USB), un fichier prend son nom de même, ou refuse de le prendre à un autre', async () => {
  const dossier = await unDossier()
  const sansLiens = async () => {
    throw Object.assign(new Error('sans liens'), { code: 'EPERM' })
  }
  const [chemin, premier, second] = ['nord.filrouge', 'premier', 'second'].map(nom => join(dossier, nom)) as [
    string,
    string,
    string,
  ]
  for (const place of [premier, second]) await writeFile(place, place)
  await nommer(premier, chemin, sansLiens)
  await expect(nommer(second, chemin, sansLiens)).rejects.toMatchObject({ code: 'EEXIST' })
  expect((await readdir(dossier)).sort()).toEqual(['nord.filrouge', 'second'])
  expect(await readFile(chemin, 'utf8')).toBe(premier)
})

test('ce qu’une sauvegarde tuée a laissé s’en va un jour après, à la suivante ; rien d’autre', async () => {
  const dossier = await unDossier()
  const laisse = (n: number) => join(dossier, `hier.filrouge.${n}123456789abcdef.ecrit`)
  for (const place of [laisse(0), laisse(1), join(dossier, 'mien.ecrit')]) await writeFile(place, 'x')
  const avantHier = new Date(Date.now() - 25 * 60 * 60 * 1000)
  for (const place of [laisse(0), join(dossier, 'mien.ecrit')]) await utimes(place, avantHier, avantHier)
  await ecrireCoffre(join(dossier, 'nord.filrouge'), pieces('x'), null)
  expect((await readdir(dossier)).sort()).toEqual([
    'hier.filrouge.1123456789abcdef.ecrit',
    'mien.ecrit',
    'nord.filrouge',
  ])
})
