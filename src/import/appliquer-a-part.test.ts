import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { appliquerAPart } from './appliquer-a-part.ts'
import { compterArret } from './arrets.queries.ts'
import { deposer, deposerParEcran, lireImport, TERRITOIRE } from './essai-import.ts'

const essai = unEssai()
const chantier = () => ({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now })
const MORTEL = new URL('./essai-mortel.ts', import.meta.url)
const contenu = (nom: string) => Buffer.from(`Nom;Prénom;Né(e) le\n${nom};Zoé;25/04/1990\n`)
afterEach(() => {
  delete process.env.FILROUGE_ESSAI_ARRET
  delete process.env.FILROUGE_ESSAI_MARQUE
})

/** A list that waits to be applied. */
async function uneListe(nom: string): Promise<string> {
  const id = await deposer(essai, contenu(nom), { fichier: `${nom}.csv` })
  await essai.base
    .territoire('59')
    .updateTable('import')
    .set({ statut: 'en-attente', genre: 'personnes' })
    .where('id', '=', id)
    .execute()
  return id
}

test('les imports qui attendent sont appliqués par un processus à part, avec les clés et l’heure de celui qui le demande', async () => {
  const [un, deux] = [await uneListe('ESSAI-A'), await uneListe('ESSAI-B')]
  await appliquerAPart(chantier())
  for (const id of [un, deux]) expect(await lireImport(essai, id)).toMatchObject({ statut: 'applique', refus: null })
  const { debutLe } = await essai.base
    .territoire('59')
    .selectFrom('import')
    .select('debutLe')
    .where('id', '=', un)
    .executeTakeFirstOrThrow()
  expect(debutLe?.slice(0, 10)).toBe(essai.now.slice(0, 10))
})

test.each([
  ['memoire', { rss: 1e9, tasMo: 32, silenceMs: 60_000 }, /plus de mémoire/],
  ['silence', { rss: 1e9, tasMo: 256, silenceMs: 6000 }, /plus signe de vie/],
  ['arret', { rss: 1e9, tasMo: 256, silenceMs: 60_000 }, /arrêté net/],
])(
  'un import qui arrête son processus (%s) est essayé trois fois, puis refusé ; le suivant passe',
  async (arret, bornes, raison) => {
    const id = await uneListe('ESSAI-A')
    process.env.FILROUGE_ESSAI_ARRET = arret
    await appliquerAPart(chantier(), MORTEL, bornes)
    const { statut, refus } = await lireImport(essai, id)
    expect([statut, refus?.code]).toEqual(['refuse', 'import-mortel'])
    expect(refus?.message).toMatch(raison)
    const suivant = await uneListe('ESSAI-B')
    await appliquerAPart(chantier())
    expect((await lireImport(essai, suivant)).statut).toBe('applique')
  },
  60_000,
)

test('un processus mort avant d’avoir pris un fichier est relancé aussitôt, trois fois en tout, sans que rien soit compté au fichier', async () => {
  const id = await uneListe('ESSAI-A')
  const marque = path.join(mkdtempSync(path.join(tmpdir(), 'filrouge-essai-')), 'marque')
  process.env.FILROUGE_ESSAI_MARQUE = marque
  await expect(appliquerAPart(chantier(), MORTEL)).rejects.toMatchObject({ code: 'imports-arretes' })
  expect(readFileSync(marque, 'utf8')).toBe('xxx')
  const { arrets } = await essai.base
    .territoire('59')
    .selectFrom('import')
    .select('arrets')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect([arrets, (await lireImport(essai, id)).statut]).toEqual([0, 'en-attente'])
  await appliquerAPart(chantier())
  expect((await lireImport(essai, id)).statut).toBe('applique')
})

test('refusé pour avoir arrêté son processus, il peut être demandé encore, et a de nouveau trois essais', async () => {
  const agent = await essai.unAgent('administrateur')
  const importId = await deposerParEcran(agent, 'liste.csv', contenu('ESSAI-A'), { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }
  await agent.brut('PUT /imports/:importId/correspondance', { importId, genre: 'personnes', colonnes })
  const arrets = async () =>
    (await essai.base.territoire('59').selectFrom('import').select('arrets').executeTakeFirstOrThrow()).arrets
  const demander = () => agent.brut('POST /imports/:importId/application', { importId })
  await demander()
  process.env.FILROUGE_ESSAI_ARRET = 'arret'
  await appliquerAPart(chantier(), MORTEL)
  expect([await arrets(), (await lireImport(essai, importId)).statut]).toEqual([3, 'refuse'])
  expect((await demander()).status).toBe(200)
  expect(await arrets()).toBe(0)
  await appliquerAPart(chantier())
  expect((await lireImport(essai, importId)).statut).toBe('applique')
})

test('un arrêt ne se compte qu’à l’import en cours, pas à ceux qui attendent derrière', async () => {
  const [premier, suivant] = [await uneListe('ESSAI-A'), await uneListe('ESSAI-B')]
  expect(await compterArret(essai.ctx())).toBe(null)
  await essai.base
    .territoire('59')
    .updateTable('import')
    .set({ statut: 'en-cours' })
    .where('id', '=', premier)
    .execute()
  expect(await compterArret(essai.ctx())).toEqual({ id: premier, arrets: 1 })
  const lus = await essai.base.territoire('59').selectFrom('import').select(['id', 'arrets']).execute()
  expect(lus.find(i => i.id === suivant)?.arrets).toBe(0)
})
