import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLE_ESSAI, unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { garderOctets } from '../socle/fichier/fichier.ts'
import { type PostgresDeTest, postgresDeTest } from '../socle/postgres-local.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { demanderA } from './essai-sauvegarde.ts'

/** What breaks in the middle: nothing is left of it, and the next one succeeds. */
const essai = unEssai({ vider: false })
const { dossier, filrouge, filrougeAvec } = uneLigneDeCommande(essai)
let ailleurs: PostgresDeTest
const FILROUGE = join(import.meta.dirname, '../../bin/filrouge')
const SAUVEGARDER = ['sauvegarder', '--territoire', '59', '--vers'] as const

beforeAll(async () => {
  ailleurs = await postgresDeTest()
  // Bytes that compress no more: enough for something to happen meanwhile.
  for (let i = 0; i < 10; i++) await essai.enTransaction(ctx => garderOctets(ctx, uuidv7(), randomBytes(6_000_000)))
  expect((await filrouge('personnes', '--territoire', '59')).code).toBe(0)
}, 120_000)
afterAll(() => ailleurs?.arreter())

/** A command under way, as a process that may be cut. */
function lancer(url: string, limite: string, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: url, FILROUGE_DONNEES: join(dossier, 'donnees'), FILROUGE_CLE: CLE_ESSAI }
  const ligne = `${limite} exec "$0" "$@"`
  // A group of its own: the launcher and what it launches are cut together.
  const enfant = spawn('sh', ['-c', ligne, FILROUGE, ...args], {
    cwd: dossier,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let erreurs = ''
  enfant.stderr.on('data', octets => {
    erreurs += octets
  })
  return { enfant, fin: once(enfant, 'close').then(([code]) => ({ code, erreurs })) }
}
const jusqua = async (vrai: () => Promise<boolean> | boolean) => {
  while (!(await vrai())) await attendre(5)
}
const restes = () => readdirSync(dossier).filter(n => n.endsWith('.ecrit'))

test('le disque se remplit : c’est dit, et rien ne reste', async () => {
  const { fin } = lancer(essai.url, 'ulimit -f 10000;', ...SAUVEGARDER, 'plein.filrouge')
  expect(await fin).toEqual({ code: 2, erreurs: expect.stringMatching(/n’a pas pu être écrit.*Rien n’en reste/) })
  expect([restes(), existsSync(join(dossier, 'plein.filrouge'))]).toEqual([[], false])
}, 60_000)

test('la base se coupe pendant une sauvegarde : elle finit en échec, et rien ne reste', async () => {
  const { fin } = lancer(essai.url, '', ...SAUVEGARDER, 'coupe.filrouge')
  await jusqua(() => restes().length > 0)
  const couper = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike 'copy%'`
  await jusqua(async () => (await demanderA(essai.url, couper)).length > 0)
  const { code } = await fin
  expect([code, restes(), existsSync(join(dossier, 'coupe.filrouge'))]).toEqual([1, [], false])
}, 60_000)

test('une restauration tuée net à plusieurs moments ne laisse rien ; la suivante remet tout', async () => {
  expect((await filrouge(...SAUVEGARDER, 'nord.filrouge')).erreurs).toBe('')
  for (const apres of [0, 200]) {
    const { enfant, fin } = lancer(ailleurs.url, '', 'restaurer', 'nord.filrouge')
    const enCours = async () =>
      (
        await demanderA<{ n: number }>(
          ailleurs.url,
          `select count(*)::int as n from pg_stat_activity where state <> 'idle' and query ilike '%copy%' and pid <> pg_backend_pid()`,
        )
      )[0]?.n !== 0
    await jusqua(enCours)
    await attendre(apres)
    process.kill(-(enfant.pid ?? 0), 'SIGKILL')
    await fin
    await jusqua(async () => !(await enCours()))
    const [reste] = await demanderA<{ n: number }>(
      ailleurs.url,
      `select count(*)::int as n from pg_namespace where nspname = 't_59'`,
    )
    expect([apres, reste?.n]).toEqual([apres, 0])
  }
  expect((await filrougeAvec({ DATABASE_URL: ailleurs.url }, 'restaurer', 'nord.filrouge')).erreurs).toBe('')
  const compter = (url: string) =>
    demanderA(url, 'select count(*)::int as n, sum(length(octets))::int as octets from t_59.fichier_morceau')
  expect(await compter(ailleurs.url)).toEqual(await compter(essai.url))
}, 120_000)
