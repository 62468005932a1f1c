import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { fluxDeFevrier } from '../../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { TERRITOIRE } from '../essai-import.ts'
import { surveillerDepots } from './surveiller-depots.job.ts'

const essai = unEssai()
const regler = (cle: string, valeur: number) =>
  essai.base
    .territoire('59')
    .insertInto('parametre')
    .values({ cle, effetLe: '2025-01-01', valeur: JSON.stringify(valeur), saisiLe: essai.now })
    .execute()
const annoncer = (agent: Navigateur, id = uuidv7()) =>
  agent.brut('POST /imports', { id, fichier: 'liste.csv', taille: 10, genre: 'personnes' })
afterEach(() => {
  delete process.env.FILROUGE_FICHIERS
  delete process.env.FILROUGE_DEPOT
})

test('un déposant a tant de fichiers en attente, puis fait de la place ; un autre peut encore déposer', async () => {
  await regler('import.depots-par-deposant', 5)
  const [agent, autre] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  const premier = uuidv7()
  await annoncer(agent, premier)
  for (let i = 1; i < 5; i++) expect((await annoncer(agent)).status).toBe(200)
  const { json } = await annoncer(agent)
  expect(json).toMatchObject({ status: 429, code: 'trop-de-depots' })
  expect(json.detail).toMatch(/déjà 5 fichiers en attente.*appliquez ceux qui attendent ou retirez-les, puis/)
  // Announced again after a cut, it is no new one.
  expect((await annoncer(agent, premier)).status).toBe(200)
  expect((await annoncer(autre)).status).toBe(200)
  expect((await agent.brut('DELETE /imports/:importId', { importId: premier })).status).toBe(200)
  expect((await annoncer(agent)).status).toBe(200)
})

test('le territoire aussi a une borne, et le dossier surveillé garde ses fichiers jusque-là', async () => {
  await regler('import.depots-par-territoire', 2)
  const [agent, autre] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  const premier = uuidv7()
  await annoncer(agent, premier)
  await annoncer(autre)
  expect((await annoncer(autre)).json).toMatchObject({ code: 'trop-de-depots' })
  const racine = mkdtempSync(join(tmpdir(), 'filrouge-bornes-'))
  const fichier = join(racine, '59', 'RSABEM.xml')
  mkdirSync(join(racine, '59'))
  writeFileSync(fichier, fluxDeFevrier(foyer()))
  utimesSync(fichier, new Date('2025-03-08'), new Date('2025-03-08'))
  process.env.FILROUGE_DEPOT = racine
  const passer = () => surveillerDepots({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now }, {})
  await expect(passer()).rejects.toMatchObject({ code: 'trop-de-depots' })
  expect(existsSync(fichier)).toBe(true)
  await agent.brut('DELETE /imports/:importId', { importId: premier })
  await passer()
  expect([existsSync(fichier), existsSync(join(racine, 'traites', '59', 'RSABEM.xml'))]).toEqual([false, true])
})

test('les documents aussi attendent en nombre borné', async () => {
  await regler('document.depots-par-deposant', 10)
  const agent = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const deposer = () =>
    agent.brut('POST /personnes/:personneId/documents', {
      ...{ id: uuidv7(), personneId, nom: 'bail.pdf', taille: 10, type: 'domicile', confidentialite: 'partage' },
    })
  const statuts: number[] = []
  for (let i = 0; i < 11; i++) statuts.push((await deposer()).status)
  expect(statuts).toEqual([...Array(10).fill(200), 429])
})

test('quand le disque n’a plus la place qu’on y garde, rien n’est pris, et c’est dit', async () => {
  process.env.FILROUGE_FICHIERS = mkdtempSync(join(tmpdir(), 'filrouge-plein-'))
  const [admin, agent] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  expect((await annoncer(admin)).status).toBe(200)
  await regler('serveur.disque-libre', 10_000)
  const { id: personneId } = await unePersonne(essai)
  const document = {
    id: uuidv7(),
    personneId,
    nom: 'bail.pdf',
    taille: 10,
    type: 'domicile',
    confidentialite: 'partage',
  }
  for (const { json } of [await annoncer(admin), await agent.brut('POST /personnes/:personneId/documents', document)]) {
    expect(json).toMatchObject({ status: 409, code: 'disque-plein' })
    expect(json.detail).toMatch(/Prévenez l’administrateur/)
  }
  // What is left in the watched folder waits there: it is no fault of the file.
  const racine = mkdtempSync(join(tmpdir(), 'filrouge-bornes-'))
  const fichier = join(racine, '59', 'RSABEM.xml')
  mkdirSync(join(racine, '59'))
  writeFileSync(fichier, fluxDeFevrier(foyer()))
  utimesSync(fichier, new Date('2025-03-08'), new Date('2025-03-08'))
  process.env.FILROUGE_DEPOT = racine
  const passer = surveillerDepots({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now }, {})
  await expect(passer).rejects.toMatchObject({ code: 'disque-plein' })
  expect(existsSync(fichier)).toBe(true)
  expect(await essai.base.territoire('59').selectFrom('import').select('id').execute()).toHaveLength(1)
})
