import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { ListeDuJour } from './echeance.ts'
import type { mesEcheances } from './mes-echeances.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const VU: [string, string] = ['2025-03-05T09:00:00Z', 'present']

const lire = async (agent: Navigateur) => (await agent.appeler<typeof mesEcheances>('GET /echeances', {})).json.listes
/** « NOM genre », list by list; each total is what its list holds. */
async function listes(agent: Navigateur): Promise<Partial<Record<ListeDuJour, string[]>>> {
  const lues = Object.entries(await lire(agent))
  for (const [, { total, lignes }] of lues) expect(total).toBe(lignes.length)
  return Object.fromEntries(lues.map(([nom, { lignes }]) => [nom, lignes.map(l => `${l.nom} ${l.genre}`)]))
}
const changer = (personneId: string, genre: string, quoi: object) =>
  db().updateTable('echeance').set(quoi).where('personneId', '=', personneId).where('genre', '=', genre).execute()

test('ce qui est en retard, ce qui vient, ce qui se prépare : chaque chose est dans une seule liste, la plus pressée d’abord', async () => {
  const moi = await essai.unAgent('referent')
  await unSuiviDans(essai, moi, { nom: 'ESSAI-RETARD', debut: '2024-12-01', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-VIEUX-RETARD', debut: '2024-11-01', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-BIENTOT', debut: '2024-12-14', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-JOUR', debut: '2024-12-10', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-SEPT-JOURS', debut: '2024-12-17', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-HUIT-JOURS', debut: '2024-12-18', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-ENSUITE', debut: '2024-12-20', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-RIEN', debut: '2025-02-01', rendezVous: [VU] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-VEILLE', debut: '2024-11-01', veille: '2025-03-01' })
  await tenirEcheances(essai)
  expect(await listes(moi)).toEqual({
    'en-retard': ['ESSAI-VIEUX-RETARD bilan', 'ESSAI-RETARD bilan'],
    bientot: ['ESSAI-JOUR bilan', 'ESSAI-BIENTOT bilan', 'ESSAI-SEPT-JOURS bilan'],
    ensuite: ['ESSAI-HUIT-JOURS bilan', 'ESSAI-ENSUITE bilan'],
  })
})

test('d’une longue liste, les deux cents premières sont montrées, toutes sont comptées', async () => {
  const moi = await essai.unAgent('referent')
  const id = await unSuiviDans(essai, moi, { nom: 'ESSAI-LONGUE', debut: '2024-12-01', rendezVous: [VU] })
  await sql`insert into echeance (genre, objet_id, personne_id, depuis, pour, des, commande, agent_id)
    select genre, gen_random_uuid(), personne_id, depuis, pour, des, commande, agent_id from echeance cross join generate_series(1, 200)
    where personne_id = ${id} and genre = 'bilan'`.execute(db())
  const lues = (await lire(moi))['en-retard']
  expect([lues?.total, lues?.lignes.length]).toEqual([201, 200])
})

test('un rendez-vous passé se conclut d’ici ; celui d’aujourd’hui est laissé à l’agenda', async () => {
  const moi = await essai.unAgent('referent')
  await unSuiviDans(essai, moi, { nom: 'ESSAI-PASSE', debut: '2025-02-20', rendezVous: [VU, ['2025-03-03T09:00:00Z']] })
  await unSuiviDans(essai, moi, { nom: 'ESSAI-JOUR', debut: '2025-02-20', rendezVous: [VU, ['2025-03-10T07:00:00Z']] })
  await tenirEcheances(essai)
  expect(await listes(moi)).toEqual({ 'en-retard': ['ESSAI-PASSE rendez-vous'] })
  const [ligne] = (await lire(moi))['en-retard']?.lignes ?? []
  expect(ligne?.rendezVous).toMatchObject({ agentId: moi.id, debut: expect.stringMatching(/^2025-03-03/) })
  const { status } = await moi.brut('PUT /rendez-vous/:rendezVousId/issue', {
    rendezVousId: ligne?.rendezVous?.id,
    issue: 'present',
  })
  expect([status, await listes(moi)]).toEqual([200, {}])
})

test('ce qui est reporté attend son jour, avec sa raison, puis revient', async () => {
  const moi = await essai.unAgent('referent')
  const id = await unSuiviDans(essai, moi, { nom: 'ESSAI-REPORT', debut: '2024-12-01', rendezVous: [VU] })
  await tenirEcheances(essai)
  await changer(id, 'bilan', { reporteeJusquau: '2025-03-10', reporteeMotif: 'Hospitalisée', reporteePar: moi.id })
  expect(await listes(moi)).toEqual({ reportees: ['ESSAI-REPORT bilan'] })
  essai.now = '2025-03-11T09:00:00Z'
  expect(await listes(moi)).toEqual({ 'en-retard': ['ESSAI-REPORT bilan'] })
  expect((await lire(moi))['en-retard']?.lignes).toMatchObject([
    { reporteeJusquau: '2025-03-10', reporteeMotif: 'Hospitalisée' },
  ])
})

test('ce qu’un collègue confie passe d’une journée à l’autre, pour qui peut ouvrir le dossier', async () => {
  const moi = await essai.unAgent('referent', { nom: 'MOI' })
  const second = await essai.unAgent('referent', { nom: 'SECOND', structureId: moi.structureId ?? '' })
  const etranger = await essai.unAgent('referent', { structureId: moi.structureId ?? '' })
  const id = await unSuiviDans(essai, moi, {
    nom: 'ESSAI-CONFIE',
    debut: '2024-12-01',
    rendezVous: [VU],
    coReferentId: second.id,
  })
  await tenirEcheances(essai)
  expect([await listes(moi), await listes(second), await listes(etranger)]).toEqual([
    { 'en-retard': ['ESSAI-CONFIE bilan'] },
    { 'en-retard': ['ESSAI-CONFIE bilan'] },
    {},
  ])
  await changer(id, 'bilan', { confieeA: second.id, confieePar: moi.id })
  expect([await listes(moi), await listes(second)]).toEqual([
    { confiees: ['ESSAI-CONFIE bilan'] },
    { 'en-retard': ['ESSAI-CONFIE bilan'] },
  ])
  expect((await lire(moi)).confiees?.lignes).toMatchObject([{ confieeA: 'Agent SECOND' }])
  expect((await lire(second))['en-retard']?.lignes).toMatchObject([{ confieePar: 'Agent MOI' }])
  await changer(id, 'bilan', { confieeA: etranger.id })
  expect(await listes(etranger)).toEqual({})
})

test('ce qu’un autre confie de ce qui lui revient, qui devait le faire le lit encore, avec qui l’a', async () => {
  const moi = await essai.unAgent('referent')
  const chef = await essai.unAgent('responsable-equipe', { structureId: moi.structureId ?? '' })
  const second = await essai.unAgent('referent', { nom: 'SECOND', structureId: moi.structureId ?? '' })
  const suivi = { nom: 'ESSAI-PASSE', debut: '2024-12-01', rendezVous: [VU], coReferentId: second.id }
  const id = await unSuiviDans(essai, moi, suivi)
  await tenirEcheances(essai)
  await changer(id, 'bilan', { confieeA: second.id, confieePar: chef.id })
  for (const agent of [moi, chef])
    expect((await lire(agent)).confiees?.lignes).toMatchObject([{ nom: 'ESSAI-PASSE', confieeA: 'Agent SECOND' }])
  expect(await listes(moi)).toEqual({ confiees: ['ESSAI-PASSE bilan'] })
})

test('qui travaille par secteur lit à part ce qu’on lui confie et ce qu’il confie, et rien d’autre', async () => {
  const moi = await essai.unAgent('referent', { nom: 'MOI' })
  const charge = await essai.unAgent('charge-orientation')
  const aPart = async () => {
    const { json } = await charge.appeler<typeof mesEcheances>('GET /echeances', { confiees: 'oui' })
    return Object.fromEntries(Object.entries(json.listes).map(([nom, l]) => [nom, l.lignes.map(x => x.nom)]))
  }
  const recue = await unSuiviDans(essai, moi, { nom: 'ESSAI-RECUE', debut: '2024-12-01', rendezVous: [VU] })
  const remise = await unSuiviDans(essai, moi, { nom: 'ESSAI-REMISE', debut: '2024-12-01', rendezVous: [VU] })
  const donnee = await unSuiviDans(essai, moi, { nom: 'ESSAI-DONNEE', debut: '2024-12-01', rendezVous: [VU] })
  await tenirEcheances(essai)
  expect(await aPart()).toEqual({})
  await changer(recue, 'bilan', { confieeA: charge.id, confieePar: moi.id })
  const reportee = { reporteeJusquau: '2025-03-12', reporteeMotif: 'Hospitalisée', reporteePar: moi.id }
  await changer(remise, 'bilan', { confieeA: charge.id, confieePar: moi.id, ...reportee })
  await changer(donnee, 'bilan', { confieeA: moi.id, confieePar: charge.id })
  expect(await aPart()).toEqual({ recues: ['ESSAI-RECUE'], reportees: ['ESSAI-REMISE'], confiees: ['ESSAI-DONNEE'] })
  expect((await listes(moi)).confiees).toEqual(['ESSAI-RECUE bilan', 'ESSAI-REMISE bilan'])
})

test('un co-intervenant a ses rendez-vous à conclure, et rien du suivi des autres', async () => {
  const referent = await essai.unAgent('referent')
  const lea = await essai.unAgent('co-intervenant')
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-CHAMP', debut: '2024-11-01', rendezVous: [VU] })
  const { id: autre } = await unePersonne(essai, { nom: 'ESSAI-AILLEURS' })
  await db()
    .insertInto('membreSuivi')
    .values({
      ...{ id: uuidv7(), personneId, agentId: lea.id, champ: 'logement', debut: '2025-01-05' },
      ...{ ajoutePar: referent.id, ajouteLe: essai.now },
    })
    .execute()
  for (const qui of [personneId, autre])
    await db()
      .insertInto('rendezVous')
      .values({
        ...{ id: uuidv7(), personneId: qui, agentId: lea.id, objet: 'suivi', modalite: 'individuel' },
        ...{ debut: '2025-03-06T09:00:00Z', dureeMinutes: 30, convocation: 'courrier', convoqueLe: '2025-03-01' },
        ...{ prisPar: lea.id, prisLe: '2025-03-01T09:00:00Z' },
      })
      .execute()
  await tenirEcheances(essai)
  expect(Object.values(await listes(lea)).flat()).toEqual(['ESSAI-CHAMP rendez-vous'])
})
