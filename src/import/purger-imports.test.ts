import { expect, test } from 'vitest'
import { cjt, dem, foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { compter, unEssai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { purgerImports } from './purger-imports.job.ts'

const essai = unEssai()
const purger = (le: string) => {
  essai.now = `${le}T03:30:00Z`
  return essai.enTransaction(ctx => purgerImports(ctx, {}))
}
const restes = async () => [
  await compter(essai, 'fichier_morceau'),
  await compter(essai, 'import_difference'),
  await compter(essai, 'import'),
]
const imports = () =>
  essai.base
    .territoire('59')
    .selectFrom('import')
    .select(['id', 'statut', 'contenuEffaceLe', 'rapport'])
    .orderBy('numero')
    .execute()

test('après quatre-vingt-dix jours, le contenu et le détail d’un import sont effacés ; son rapport reste', async () => {
  await importerMois(essai, '2024-12', [foyer(), temoin])
  await importerMois(essai, '2025-01', [foyer({ personnes: [dem(), cjt()] }), temoin])
  const avant = await restes()
  expect(avant.every(n => n > 0)).toBe(true)
  await purger('2025-05-04')
  expect((await restes())[1]).toBe(avant[1])
  await purger('2025-05-05')
  expect(await restes()).toEqual([0, 0, 2])
  const [, fevrier = { id: '' }] = await imports()
  expect(fevrier).toMatchObject({
    statut: 'applique',
    contenuEffaceLe: '2025-05-05',
    rapport: { resume: expect.stringContaining('Flux') },
  })
  const administrateur = await essai.unAgent('administrateur')
  const importId = fevrier.id
  const dit = async (route: string, suite = {}) => (await administrateur.brut(route, { importId, ...suite })).json.code
  expect(await dit('POST /imports/:importId/annulation')).toBe('import-trop-ancien')
  expect(await dit('POST /imports/:importId/rejeu', { id: uuidv7() })).toBe('contenu-efface')
})

test('la durée est un paramètre du territoire', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  const administrateur = await essai.unAgent('administrateur')
  await administrateur.brut('POST /parametres/:cle', {
    cle: 'import.conservation-jours',
    valeur: 30,
    effetLe: '2025-03-10',
    motif: 'Minimisation',
  })
  await purger('2025-03-10')
  expect((await restes())[0]).toBe(0)
})

test('le contenu d’un fichier rejoué attend la fin du dernier import qui s’en sert', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  const [{ id: importId } = { id: '' }] = await imports()
  essai.now = '2025-04-20T09:00:00Z'
  const administrateur = await essai.unAgent('administrateur')
  const id = uuidv7()
  await administrateur.brut('POST /imports/:importId/rejeu', { importId, id })
  await purger('2025-05-20')
  expect((await restes())[0]).toBeGreaterThan(0)
  expect((await imports()).map(i => i.contenuEffaceLe)).toEqual([null, null])
  await purger('2025-07-25')
  expect(await restes()).toEqual([0, 0, 2])
  expect((await imports()).map(i => i.contenuEffaceLe)).toEqual(['2025-07-25', '2025-07-25'])
})

test('un dépôt laissé en plan sept jours est oublié, à moins que des octets n’arrivent encore', async () => {
  const administrateur = await essai.unAgent('administrateur')
  const [abandonne, repris] = [uuidv7(), uuidv7()]
  for (const id of [abandonne, repris])
    await administrateur.brut('POST /imports', { id, fichier: 'flux.xml', taille: 10 })
  essai.now = '2025-03-15T09:00:00Z'
  const encore = await essai.unAgent('administrateur')
  await encore.brut('PUT /imports/:importId/contenu', {
    importId: repris,
    debut: 0,
    octets: Buffer.from('<Rac'),
  })
  await purger('2025-03-17')
  expect(await imports()).toHaveLength(2)
  await purger('2025-03-18')
  expect((await imports()).map(i => i.id)).toEqual([repris])
})
