import { expect, test } from 'vitest'
import { fichierFlux, fluxDeFevrier } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { compter, unEssai } from '../essai.ts'
import { deposerParEcran, lireImport, traiter } from './essai-import.ts'

const essai = unEssai()
const FEVRIER = fluxDeFevrier(foyer())
const JANVIER = fichierFlux({
  type: 'M',
  dateReference: '2025-01-31',
  dateCreation: '2025-02-03',
  foyers: [foyer(), temoin],
})

/** A flow deposited, and what asks for it: `(geste, force)` answers the status, then the state or the code of the refusal. */
async function unFlux(contenu = FEVRIER) {
  const agent = await essai.unAgent('administrateur')
  const importId = await deposerParEcran(agent, 'RSABEM.xml', contenu)
  const demander = async (geste: 'application' | 'simulation', force?: boolean) => {
    const { status, json } = await agent.brut(`POST /imports/:importId/${geste}`, { importId, force })
    return [status, json.statut ?? json.code]
  }
  return { importId, demander }
}

test('la même demande envoyée deux fois reçoit la même réponse et n’agit qu’une fois', async () => {
  const { importId, demander } = await unFlux()
  for (let fois = 0; fois < 2; fois++) expect(await demander('application')).toEqual([200, 'en-attente'])
  await traiter(essai)
  for (let fois = 0; fois < 2; fois++) expect(await demander('application')).toEqual([200, 'applique'])
  await traiter(essai)
  const demandes = await essai.base
    .territoire('59')
    .selectFrom('evenement')
    .select('type')
    .where('type', 'in', ['import-demande', 'import-applique'])
    .where('objetId', '=', importId)
    .execute()
  expect(demandes.map(d => d.type).sort()).toEqual(['import-applique', 'import-demande'])
  expect(await compter(essai, 'flux')).toBe(1)
})

test.each([
  ['application', 'simulation', false],
  ['simulation', 'application', false],
  ['application', 'application', true],
] as const)(
  'une %s attend : une %s (malgré l’ancienneté : %s) est refusée en clair, et ne change rien à la première',
  async (premier, second, force) => {
    const { importId, demander } = await unFlux()
    expect(await demander(premier)).toEqual([200, 'en-attente'])
    expect(await demander(second, force)).toEqual([409, 'import-deja-demande'])
    expect(await demander(premier)).toEqual([200, 'en-attente'])
    await traiter(essai)
    const fini = premier === 'application' ? 'applique' : 'a-verifier'
    expect(await lireImport(essai, importId)).toMatchObject({ statut: fini, refus: null })
  },
)

test('pendant qu’un import court, la même demande reçoit son état, une autre est refusée', async () => {
  const { importId, demander } = await unFlux()
  await demander('application')
  await essai.base
    .territoire('59')
    .updateTable('import')
    .set({ statut: 'en-cours' })
    .where('id', '=', importId)
    .execute()
  expect(await demander('application')).toEqual([200, 'en-cours'])
  expect(await demander('simulation')).toEqual([409, 'import-deja-demande'])
})

test('un import appliqué ne se simule ni ne se force plus : il le dit', async () => {
  const { importId, demander } = await unFlux()
  await demander('application')
  await traiter(essai)
  expect(await demander('simulation')).toEqual([409, 'import-deja-traite'])
  expect(await demander('application', true)).toEqual([409, 'import-deja-traite'])
  expect(await demander('application', false)).toEqual([200, 'applique'])
  expect(await lireImport(essai, importId)).toMatchObject({ statut: 'applique' })
})

test('un flux ancien simulé malgré tout n’est pas appliqué malgré tout s’il n’est pas demandé de même', async () => {
  const recent = await unFlux()
  await recent.demander('application')
  await traiter(essai)
  const { importId, demander } = await unFlux(JANVIER)
  await demander('simulation', true)
  await traiter(essai)
  expect(await lireImport(essai, importId)).toMatchObject({ statut: 'a-verifier' })
  await demander('application')
  await traiter(essai)
  expect(await lireImport(essai, importId)).toMatchObject({ statut: 'refuse', refus: { code: 'flux-ancien' } })
})
