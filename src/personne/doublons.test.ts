import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unePersonne } from '../essai.fixtures.ts'
import { unEssai } from '../essai.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { distinguerPersonnes } from './distinguer-personnes.ts'
import type { doublons } from './doublons.ts'
import type { fichePersonne } from './fiche-personne.ts'
import type { fusionnerPersonnes } from './fusionner-personnes.ts'
import type { separerPersonnes } from './separer-personnes.ts'

const essai = unEssai()
type Agent = Awaited<ReturnType<typeof essai.unAgent>>
const db = () => essai.base.territoire('59')

async function unDoublon(personneId: string, autreId: string) {
  const id = uuidv7()
  await db()
    .insertInto('doublon')
    .values({ id, personneId, autreId, raisons: ['même nom, même date de naissance'], trouveLe: '2025-03-03' })
    .execute()
  return id
}
const lister = (agent: Agent, statut?: 'a-decider' | 'fusionnees' | 'distinctes') =>
  agent.appeler<typeof doublons>('GET /doublons', { statut })
const reunir = (agent: Agent, doublonId: string, garder: string) =>
  agent.appeler<typeof fusionnerPersonnes>('POST /doublons/:doublonId/fusion', { doublonId, garder })
const separer = (agent: Agent, doublonId: string) =>
  agent.appeler<typeof separerPersonnes>('POST /doublons/:doublonId/separation', { doublonId })
const distinguer = (agent: Agent, doublonId: string) =>
  agent.appeler<typeof distinguerPersonnes>('POST /doublons/:doublonId/distinction', { doublonId })

const TABLES =
  'personne foyer membre droit entree rendez_vous diagnostic orientation accompagnement courrier doublon'.split(' ')
/** Every row of every table a merge touches, as text. */
async function photographie() {
  const tables = await Promise.all(
    TABLES.map(async table => {
      const { rows } = await sql<{
        ligne: string
      }>`select t::text as ligne from ${sql.table(table)} t order by 1`.execute(db())
      return [table, rows.map(r => r.ligne)] as const
    }),
  )
  return Object.fromEntries(tables)
}

async function uneOrientation(agent: Agent, personneId: string, debut: string, fin: string | null = null) {
  const [id, structureId] = [uuidv7(), await essai.uneStructure()]
  await db()
    .insertInto('orientation')
    .values({
      id,
      personneId,
      dominante: 'emploi',
      structureId,
      origine: 'decision',
      decideeLe: `${debut}T09:00:00Z`,
      debut,
      fin,
    })
    .execute()
  await db()
    .insertInto('accompagnement')
    .values({ id: uuidv7(), personneId, orientationId: id, referentId: agent.id, structureId, debut, fin })
    .execute()
  return id
}
const unDiagnostic = (agent: Agent, personneId: string, version: number, etabliLe: string) =>
  db()
    .insertInto('diagnostic')
    .values({ id: uuidv7(), personneId, version, etabliLe, etabliPar: agent.id, reponses: '{}', saisiLe: essai.now })
    .execute()

/** Two files of one person, each with its own life: households CAF and MSA, diagnoses interleaved, an old overlap, a NIR on one side. */
async function deuxDossiers(agent: Agent) {
  const gardee = await unePersonne(essai, { nom: 'ESSAI-CAF', telephone: '0639980001' })
  const absorbee = await unePersonne(essai, { nom: 'ESSAI-MSA', telephone: '0639980002', entreeRecueLe: '2025-03-03' })
  const nir = '2850459999123'
  await db()
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', nir), nirChiffre: chiffrerNir('59', nir), nirCertifie: true })
    .where('id', '=', absorbee.id)
    .execute()
  await uneOrientation(agent, gardee.id, '2024-01-01', '2024-06-01')
  await uneOrientation(agent, absorbee.id, '2024-03-01', '2024-05-01') // overlaps: stays
  const enCours = await uneOrientation(agent, absorbee.id, '2025-03-05')
  await unDiagnostic(agent, gardee.id, 1, '2024-01-10')
  await unDiagnostic(agent, gardee.id, 2, '2025-02-10')
  await unDiagnostic(agent, absorbee.id, 1, '2024-12-01')
  await unDiagnostic(agent, absorbee.id, 2, '2025-03-04')
  const rendezVousId = uuidv7()
  await db()
    .insertInto('rendezVous')
    .values({
      id: rendezVousId,
      personneId: absorbee.id,
      agentId: agent.id,
      objet: 'diagnostic',
      modalite: 'individuel',
      debut: '2025-03-12T08:30:00Z',
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-04',
      prisPar: agent.id,
      prisLe: essai.now,
    })
    .execute()
  await db()
    .insertInto('courrier')
    .values({
      id: uuidv7(),
      personneId: absorbee.id,
      rendezVousId,
      modele: 'convocation',
      editeLe: essai.now,
      sha256: 'x',
      pdf: Buffer.from('pdf'),
    })
    .execute()
  await db()
    .insertInto('evenement')
    .values({
      personneId: absorbee.id,
      type: 'entree',
      le: '2025-03-03T08:00:00Z',
      saisiLe: essai.now,
      agentNom: 'Filrouge',
      apres: JSON.stringify({ motif: 'premiere-demande' }),
    })
    .execute()
  return { gardee, absorbee, enCours, doublonId: await unDoublon(gardee.id, absorbee.id) }
}

test('une paire à décider montre les deux dossiers, leurs différences, et la lecture des deux est enregistrée', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(agent)
  const { status, json } = await lister(agent)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    total: 1,
    paires: [{ id: doublonId, differences: ['nom', 'nomNaissance', 'telephone'], garder: absorbee.id }],
  })
  const lus = await db().selectFrom('consultation').select(['personneId', 'quoi']).execute()
  expect(lus).toHaveLength(2)
  expect(lus).toEqual(
    expect.arrayContaining([
      { personneId: gardee.id, quoi: 'doublon' },
      { personneId: absorbee.id, quoi: 'doublon' },
    ]),
  )
})

test('réunir garde un dossier où tout se lit, et l’ancienne adresse y mène', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, enCours, doublonId } = await deuxDossiers(agent)
  expect((await reunir(agent, doublonId, gardee.id)).json).toEqual({ statut: 'fusionnees', personneId: gardee.id })
  const { json } = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: absorbee.id })
  expect(json.id).toBe(gardee.id)
  expect(json.foyers).toHaveLength(2)
  expect(json.entree).toMatchObject({ recuLe: '2025-03-03' })
  expect(json.identite).toMatchObject({ nirConnu: true, nirCertifie: true })
  expect(json.diagnostics.map(d => [d.version, d.etabliLe])).toEqual([
    [4, '2025-03-04'],
    [3, '2025-02-10'],
    [2, '2024-12-01'],
    [1, '2024-01-10'],
  ])
  expect(json.orientations).toHaveLength(3)
  expect(json.orientations[0]).toMatchObject({ id: enCours, fin: null })
  expect(json.accompagnements).toHaveLength(3)
  expect(json.rendezVous).toHaveLength(1)
  expect(json.courriers).toHaveLength(1)
  expect(json.evenements.lignes.map(l => l.titre)).toEqual([
    'Deux dossiers réunis en un',
    'Entrée\u00a0: première demande',
  ])
  expect(json.autresContacts).toMatchObject([{ telephone: '0639980002' }])
  expect(json.aFaire.map(a => a.quoi)).toContain('confirmer-telephone')
})

test('réunir deux fois ne change rien de plus ; garder l’autre après coup est refusé', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(agent)
  await reunir(agent, doublonId, gardee.id)
  const apres = await photographie()
  expect((await reunir(agent, doublonId, gardee.id)).json).toEqual({ statut: 'fusionnees', personneId: gardee.id })
  expect(await reunir(agent, doublonId, absorbee.id)).toMatchObject({ status: 409, json: { code: 'deja-tranche' } })
  expect(await distinguer(agent, doublonId)).toMatchObject({ status: 409 })
  expect(await photographie()).toEqual(apres)
})

test('séparer défait tout : chaque ligne est comme avant', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(agent)
  // A file merged earlier into the absorbed one follows it, and comes back to it.
  const ancienne = await unePersonne(essai)
  await db().updateTable('personne').set({ fusionneeDans: absorbee.id }).where('id', '=', ancienne.id).execute()
  const avant = await photographie()
  await reunir(agent, doublonId, gardee.id)
  expect(await photographie()).not.toEqual(avant)
  expect((await separer(agent, doublonId)).json).toEqual({ statut: 'a-decider' })
  expect(await photographie()).toEqual(avant)
  expect((await separer(agent, doublonId)).json).toEqual({ statut: 'a-decider' })
  const types = await db().selectFrom('evenement').select(['type', 'personneId']).orderBy('id').execute()
  expect(types.slice(1)).toEqual([
    { type: 'fusion', personneId: gardee.id },
    { type: 'separation', personneId: gardee.id },
    { type: 'separation', personneId: absorbee.id },
  ])
})

test('dans l’autre sens aussi, et quand les deux dossiers ont connu le même foyer', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(agent)
  await db()
    .insertInto('membre')
    .values({
      personneId: gardee.id,
      foyerId: absorbee.foyerId,
      role: 'DEM',
      aCharge: true,
      debut: '2024-01-31',
      fin: '2025-02-28',
    })
    .execute()
  const avant = await photographie()
  expect((await reunir(agent, doublonId, absorbee.id)).status).toBe(200)
  await separer(agent, doublonId)
  expect(await photographie()).toEqual(avant)
})

test('ce que la CAF écrit après la réunion dans le foyer de l’autre dossier y retourne avec lui', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(agent)
  await reunir(agent, doublonId, gardee.id)
  const flux = await db().selectFrom('flux').select('numero').orderBy('numero').execute()
  await sql`update droit set fin = '2025-03-31', flux_fin = ${flux[0]?.numero} where foyer_id = ${absorbee.foyerId}`.execute(
    db(),
  )
  await db()
    .insertInto('droit')
    .values({
      personneId: gardee.id,
      foyerId: absorbee.foyerId,
      role: 'DEM',
      etat: '4',
      soumis: true,
      motif: '06',
      debut: '2025-03-31',
      fluxDebut: flux[0]?.numero ?? 0,
    })
    .execute()
  await separer(agent, doublonId)
  const droits = await db()
    .selectFrom('droit')
    .select(['personneId', 'etat'])
    .where('foyerId', '=', absorbee.foyerId)
    .execute()
  expect(droits.map(d => d.personneId)).toEqual([absorbee.id, absorbee.id])
})

test('deux suivis en cours : la réunion est refusée, et rien ne bouge', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, doublonId } = await deuxDossiers(agent)
  await uneOrientation(agent, gardee.id, '2025-03-01')
  const avant = await photographie()
  const { status, json } = await agent.brut('POST /doublons/:doublonId/fusion', { doublonId, garder: gardee.id })
  expect([status, json.code]).toEqual([409, 'deux-accompagnements'])
  expect(await photographie()).toEqual(avant)
  expect((await lister(agent)).json.paires[0]?.dossiers[0].empechement).toMatch(/Deux référents/)
})

test('deux délais en cours : celui du dossier gardé doit être le plus ancien, l’autre attend dans l’ancien dossier', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const tot = await unePersonne(essai, { entreeRecueLe: '2025-03-01' })
  const tard = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  const doublonId = await unDoublon(tot.id, tard.id)
  expect(await reunir(agent, doublonId, tard.id)).toMatchObject({ status: 409, json: { code: 'delai-plus-ancien' } })
  const avant = await photographie()
  expect((await reunir(agent, doublonId, tot.id)).status).toBe(200)
  const fiche = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: tot.id })
  expect(fiche.json.entree?.recuLe).toBe('2025-03-01')
  await separer(agent, doublonId)
  expect(await photographie()).toEqual(avant)
})

test('trois dossiers : la dernière réunion se défait la première', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [a, b, c] = [await unePersonne(essai), await unePersonne(essai), await unePersonne(essai)]
  const [premier, second] = [await unDoublon(a.id, b.id), await unDoublon(a.id, c.id)]
  const avant = await photographie()
  await reunir(agent, premier, a.id)
  essai.now = '2025-03-11T09:00:00Z'
  await reunir(agent, second, c.id)
  const fiche = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: b.id })
  expect(fiche.json.id).toBe(c.id)
  expect(fiche.json.foyers).toHaveLength(3)
  expect((await agent.brut('POST /doublons/:doublonId/separation', { doublonId: premier })).status).toBe(409)
  await separer(agent, second)
  await separer(agent, premier)
  expect(await photographie()).toEqual(avant)
})

test('dire que ce sont deux personnes les ôte de la liste, et les réunir reste possible', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
  const doublonId = await unDoublon(a.id, b.id)
  expect((await distinguer(agent, doublonId)).json).toEqual({ statut: 'distinctes' })
  expect((await distinguer(agent, doublonId)).json).toEqual({ statut: 'distinctes' })
  expect((await lister(agent)).json.total).toBe(0)
  expect((await lister(agent, 'distinctes')).json.paires[0]).toMatchObject({ id: doublonId, decidePar: 'Agent ESSAI' })
  expect(await db().selectFrom('evenement').select('type').execute()).toHaveLength(2)
  expect((await reunir(agent, doublonId, a.id)).status).toBe(200)
  expect((await lister(agent, 'fusionnees')).json.paires[0]).toMatchObject({ id: doublonId, garder: a.id })
})

test('il faut voir les deux dossiers pour les comparer ou décider', async () => {
  const [ici, ailleurs] = [await unePersonne(essai), await unePersonne(essai, { codeInsee: '59350' })]
  const doublonId = await unDoublon(ici.id, ailleurs.id)
  const agent = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  expect((await lister(agent)).json).toMatchObject({ total: 0, paires: [] })
  for (const [route, entree] of [
    ['fusion', { garder: ici.id }],
    ['separation', {}],
    ['distinction', {}],
  ] as const) {
    const { status, json } = await agent.brut(`POST /doublons/:doublonId/${route}`, { doublonId, ...entree })
    expect([status, json.code]).toEqual([404, 'doublon-introuvable'])
  }
})

test.each(['referent', 'responsable-equipe', 'pilote', 'administrateur'] as const)(
  'le rôle %s ne décide pas des doublons',
  async role => {
    const agent = await essai.unAgent(role)
    expect((await agent.brut('GET /doublons')).status).toBe(403)
    const doublonId = uuidv7()
    expect((await agent.brut('POST /doublons/:doublonId/separation', { doublonId })).status).toBe(403)
  },
)

test('le dossier à garder est l’un des deux', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { doublonId } = await deuxDossiers(agent)
  expect((await agent.brut('POST /doublons/:doublonId/fusion', { doublonId, garder: uuidv7() })).status).toBe(400)
})
