import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { fichierFlux, type UnFlux } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { dem, foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { unEssai } from '../essai.ts'
import { echeancesFausses } from '../essai-echeances.ts'
import { travaillerUneFois } from '../essai-travaux.ts'
import { demande, ORIENTER } from '../orientation/essai-orientation.ts'
import { DemandeOrientation } from '../orientation/orientation.ts'
import { orienter } from '../orientation/orienter.ts'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import { accorderDecides } from './differences/accorder-decides.job.ts'
import { deposer, lireImport, origineEssai, TERRITOIRE } from './essai-import.ts'
import { traiterImports } from './executer-import.ts'

/** An orientation decided while a monthly flow is being applied stops its clock, whichever of the two is seen first. */
const essai = unEssai()
const db = () => essai.base.territoire('59')

const flux = (mois: string, foyers: UnFlux['foyers'], creation: string) =>
  fichierFlux({ type: 'M', dateReference: mois, dateCreation: creation, foyers })
/** The household changes each month, and who is always there moves: both are drawn again. */
const mois = (adresse: string, foyers: UnFlux['foyers']) => [
  { ...temoin, adresse: { voie: adresse } },
  ...(foyers ?? []),
]
const JANVIER = flux('2025-01-31', mois('DU FIL', [foyer({ personnes: [dem(false)] })]), '2025-02-03')
const FEVRIER = flux('2025-02-28', mois('DU LIN', [foyer()]), '2025-03-03')
const MARS = flux('2025-03-31', mois('DU CHANVRE', [foyer({ adresse: { voie: 'DU JUTE' } })]), '2025-04-03')

async function appliquer(contenu: Buffer, recuLe: string) {
  const id = await deposer(essai, contenu, { recuLe })
  return { id, fini: traiterImports(essai.base, TERRITOIRE, () => essai.now) }
}

/** Holds what these statements take, until it is let go. */
async function tenir(...ordres: string[]) {
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  await client.query('begin; set local search_path = t_59')
  for (const ordre of ordres) await client.query(ordre)
  return async () => {
    await client.query('commit')
    await client.end()
  }
}

/** What an import draws of who is always there. */
const TEMOIN_TENU = `select 1 from echeance where personne_id in (select id from personne where nom = 'TEMOIN') for update`

/** An import waits for what is held. */
const attend = () =>
  expect.poll(
    async () => {
      const { rows } = await sql`
      select 1 from pg_stat_activity a where a.wait_event_type = 'Lock' and a.datname = current_database()`.execute(
        db(),
      )
      return rows.length
    },
    { timeout: 20_000 },
  )

async function unPlateau() {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure()
  const referent = await essai.unAgent('referent', { structureId })
  const decision = (personneId: string) => {
    const plateau = { agent, structureId, referent, personne: { id: personneId } as never }
    return demande(plateau, { motif: 'Choix fait avec elle.' })
  }
  await (await appliquer(JANVIER, '2025-02-03')).fini
  return { agent, decision, orienter: (personneId: string) => agent.brut(ORIENTER, decision(personneId)) }
}

const laPersonne = () =>
  db().selectFrom('personne').select('id').where('nom', '=', 'TISSAGE').orderBy('id').executeTakeFirstOrThrow()
const delais = (personneId: string) =>
  db().selectFrom('entree').select(['recuLe', 'orienteLe', 'closeLe']).where('personneId', '=', personneId).execute()
const dues = (personneId: string) =>
  db()
    .selectFrom('echeance')
    .select('genre')
    .where('personneId', '=', personneId)
    .where('genre', '=', 'orientation')
    .execute()

/** She is oriented while the import, which saw her before, draws what is due; then it ends. */
async function orienterPendant(contenu: Buffer, recuLe: string) {
  essai.now = '2025-04-07T09:00:00Z'
  const { orienter } = await unPlateau()
  if (contenu === MARS) await (await appliquer(FEVRIER, '2025-03-03')).fini
  const { id } = await laPersonne()
  const lacher = await tenir(TEMOIN_TENU)
  const { id: importId, fini } = await appliquer(contenu, recuLe)
  await attend().toBe(1)
  const reponse = orienter(id)
  // She may have to wait for the import, or not: both end.
  await Promise.race([reponse, new Promise(suite => setTimeout(suite, 1500))])
  await lacher()
  expect((await reponse).status).toBe(200)
  await fini
  expect((await lireImport(essai, importId)).statut).toBe('applique')
  expect(await travaillerUneFois(essai, [accorderDecides])).toEqual([])
  return id
}

test.each([
  ['lui ouvre un délai', FEVRIER, '2025-03-03'],
  ['relit ce qui lui est dû', MARS, '2025-04-03'],
] as const)('orientée pendant que le flux %s : son délai s’arrête, rien n’est plus dû', async (_, contenu, recuLe) => {
  const id = await orienterPendant(contenu, recuLe)
  expect(await delais(id)).toEqual([{ recuLe: '2025-03-03', orienteLe: '2025-04-07', closeLe: null }])
  expect([await dues(id), await echeancesFausses(essai)]).toEqual([[], []])
})

test('décidée avant que le flux ne la lise : il ne lui ouvre pas de délai', async () => {
  const { orienter } = await unPlateau()
  const { id } = await laPersonne()
  expect((await orienter(id)).status).toBe(200)
  await (await appliquer(FEVRIER, '2025-03-03')).fini
  await travaillerUneFois(essai, [accorderDecides])
  expect(await delais(id)).toEqual([])
  expect([await dues(id), await echeancesFausses(essai)]).toEqual([[], []])
})

test('encore en train de s’écrire quand le flux finit : elle est attendue', async () => {
  const { agent, decision } = await unPlateau()
  const { id } = await laPersonne()
  const [ecrite, fin] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const lacher = await tenir(TEMOIN_TENU)
  const { fini } = await appliquer(FEVRIER, '2025-03-03')
  await attend().toBe(1)
  // All of the command, but its end.
  const acteur = { ...SYSTEME, id: agent.id, genre: 'agent', role: 'charge-orientation' } as const
  const lente = db()
    .transaction()
    .execute(async trx => {
      const ctx = contexte(trx, essai.base, { ...origineEssai(essai), agent: acteur })
      await orienter(ctx, DemandeOrientation.parse(decision(id)))
      await essai.base.suite(ctx, sql`select ${id}::uuid as id`)
      ecrite.resolve()
      await fin.promise
    })
  await ecrite.promise
  await lacher()
  await fini
  const travail = travaillerUneFois(essai, [accorderDecides])
  await new Promise(suite => setTimeout(suite, 300))
  fin.resolve()
  await lente
  expect(await travail).toEqual([])
  expect(await delais(id)).toEqual([{ recuLe: '2025-03-03', orienteLe: '2025-03-10', closeLe: null }])
  expect([await dues(id), await echeancesFausses(essai)]).toEqual([[], []])
})
