import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compter, unEssai } from '../../essai.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { poserCles } from '../auth/cles.ts'
import { dansTransaction, SYSTEME } from '../contexte.ts'
import { uuidv7 } from '../uuid.ts'
import { balayerFichiers } from './balayer-fichiers.job.ts'
import { renouvelerMorceaux } from './cles.queries.ts'
import { fichierEntier, garderOctets, lireFichier, oterFichiers, PIECE } from './fichier.ts'

const essai = unEssai()
const SECRETS = ['secret d’essai numéro zéro, assez long', 'secret d’essai numéro un, assez long']
const cles = (...numeros: number[]) =>
  poserCles({ courante: numeros.at(-1) ?? 0, secrets: new Map(numeros.map(n => [n, SECRETS[n] ?? ''])) })
let dossier = ''

beforeEach(() => {
  cles(0)
  dossier = mkdtempSync(join(tmpdir(), 'filrouge-fichiers-'))
})
afterEach(() => {
  delete process.env.FILROUGE_FICHIERS
})

const surDisque = () => readdirSync(join(dossier), { recursive: true, withFileTypes: true }).filter(f => f.isFile())
const contenus = () => surDisque().map(f => readFileSync(join(f.parentPath, f.name)))
async function garder(octets: Buffer): Promise<string> {
  const id = uuidv7()
  await essai.enTransaction(ctx => garderOctets(ctx, id, octets))
  return id
}
const lire = (id: string) => fichierEntier(essai.ctx(), id)
/** Random, so that nothing of it is squeezed; it begins with what is looked for. */
const unContenu = (taille: number) => Buffer.concat([Buffer.from('%PDF-1.7 ESSAI'), randomBytes(taille - 14)])

test.each(['base', 'disque'])(
  'rangé dans la %s, un fichier se relit morceau par morceau, et rien n’en est en clair',
  async ou => {
    if (ou === 'disque') process.env.FILROUGE_FICHIERS = dossier
    const contenu = unContenu(2 * PIECE + 7)
    const id = await garder(contenu)
    const morceaux = await Array.fromAsync(lireFichier(essai.ctx(), id))
    expect(morceaux.map(m => m.length)).toEqual([PIECE, PIECE, 7])
    expect(Buffer.concat(morceaux).equals(contenu)).toBe(true)
    expect(surDisque()).toHaveLength(ou === 'disque' ? 3 : 0)
    const { rows } = await sql`
    select 1 from fichier_morceau where octets is not null and position('%PDF'::bytea in octets) = 0`.execute(
      essai.base.territoire('59'),
    )
    expect(rows).toHaveLength(ou === 'disque' ? 0 : 3)
    expect(contenus().filter(c => c.includes('%PDF'))).toEqual([])
  },
)

test('changer de rangement ne déplace rien : chaque morceau se lit là où il est', async () => {
  const enBase = await garder(unContenu(100))
  process.env.FILROUGE_FICHIERS = dossier
  const enDossier = await garder(unContenu(200))
  expect([(await lire(enBase)).length, (await lire(enDossier)).length]).toEqual([100, 200])
  delete process.env.FILROUGE_FICHIERS
  expect((await lire(enBase)).length).toBe(100)
  await expect(lire(enDossier)).rejects.toMatchObject({ code: 'fichier-absent' })
})

test('ôté, ou d’un dépôt défait, un fichier quitte le disque à la ronde suivante ; ce qui s’écrit attend', async () => {
  process.env.FILROUGE_FICHIERS = dossier
  const [garde, ote] = [await garder(unContenu(100)), await garder(unContenu(100))]
  await essai.enTransaction(ctx => oterFichiers(ctx, [ote, null]))
  const defait = uuidv7()
  await essai
    .enTransaction(async ctx => {
      await garderOctets(ctx, defait, unContenu(100))
      throw new Error('défait')
    })
    .catch(() => {})
  writeFileSync(join(dossier, '59', garde.slice(-2), `${garde}.9.ecrit`), 'coupé')
  writeFileSync(join(dossier, '59', garde.slice(-2), 'autre chose'), '')
  expect(surDisque()).toHaveLength(5)
  const [hier, instant] = [new Date(Date.parse(essai.now) - 7_200_000), new Date(essai.now)]
  for (const f of surDisque())
    utimesSync(join(f.parentPath, f.name), instant, f.name.startsWith(defait) ? instant : hier)
  await sonner(essai, balayerFichiers)
  expect(await travaillerUneFois(essai, [balayerFichiers])).toEqual([])
  expect(
    surDisque()
      .map(f => f.name)
      .sort(),
  ).toEqual([`${garde}.1`, `${defait}.1`, 'autre chose'].sort())
  expect(await compter(essai, 'fichier')).toBe(1)
})

test('changer de clé chiffre aussi ce qui est sur le disque, et deux fois ne change rien', async () => {
  const enBase = await garder(unContenu(100))
  process.env.FILROUGE_FICHIERS = dossier
  const enDossier = await garder(unContenu(PIECE + 1))
  cles(0, 1)
  const origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: essai.now }
  const renouveler = () => dansTransaction(essai.base, origine, ctx => renouvelerMorceaux(ctx, null))
  expect((await renouveler())?.renouveles).toBe(3)
  expect((await renouveler())?.renouveles).toBe(0)
  cles(1)
  expect([(await lire(enBase)).length, (await lire(enDossier)).length]).toEqual([100, PIECE + 1])
})
