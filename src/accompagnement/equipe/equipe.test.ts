import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { tenirEcheances } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { type Histoire, unSuiviDans } from '../essai-suivi.ts'
import type { portefeuille } from '../portefeuille.ts'
import type { bilansEnRetard } from './bilans-en-retard.ts'
import type { chargesDuJour } from './charges.ts'
import type { remontees } from './remontees.ts'
import type { enAttenteDeReferent } from './sans-referent.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const VU: [string, string] = ['2025-03-05T09:00:00Z', 'present']

/** Who leads a structure, and one référent of it. */
async function uneEquipe() {
  const marc = await essai.unAgent('referent', { nom: 'MARC' })
  const structureId = marc.structureId ?? ''
  const ines = await essai.unAgent('responsable-equipe', { structureId })
  return { marc, ines, structureId }
}
const bilans = async (agent: Navigateur) =>
  (await agent.appeler<typeof bilansEnRetard>('GET /portefeuille/bilans-en-retard', {})).json
const attente = async (agent: Navigateur) =>
  (await agent.appeler<typeof enAttenteDeReferent>('GET /portefeuille/sans-referent', {})).json
const charges = async (agent: Navigateur) =>
  (await agent.appeler<typeof chargesDuJour>('GET /portefeuille/charges', {})).json
const total = async (agent: Navigateur, filtres: object) =>
  (await agent.appeler<typeof portefeuille>('GET /portefeuille', filtres)).json.total

describe('les bilans en retard', () => {
  test('se comptent par référent, et le portefeuille filtré montre chaque compte', async () => {
    const { marc, ines, structureId } = await uneEquipe()
    const clara = await essai.unAgent('referent', { structureId, nom: 'CLARA' })
    const suivre = (qui: Navigateur, nom: string, suite: Partial<Histoire>) =>
      unSuiviDans(essai, qui, { nom, debut: '2025-02-01', rendezVous: [VU], ...suite })
    await suivre(marc, 'ESSAI-VIEUX', { debut: '2024-11-01' })
    await suivre(marc, 'ESSAI-RETARD', { debut: '2024-12-01' })
    await suivre(marc, 'ESSAI-NOUVEAU', { debut: '2025-03-08', rendezVous: [] })
    await suivre(marc, 'ESSAI-SUIVI', {})
    await suivre(clara, 'ESSAI-PROCHE', { debut: '2024-12-20' })
    await suivre(await essai.unAgent('referent'), 'ESSAI-AILLEURS', { debut: '2024-11-01' })
    await tenirEcheances(essai)
    const lus = await bilans(ines)
    expect(lus).toMatchObject({
      enRetard: 2,
      aFaire: 4,
      referents: [
        { referent: 'Agent MARC', enRetard: 2, plusAncien: '2025-02-01', aFaire: 3 },
        { referent: 'Agent CLARA', enRetard: 0, plusAncien: null, aFaire: 1 },
      ],
    })
    for (const { referentId, enRetard, aFaire } of lus.referents) {
      expect(await total(ines, { referentId, urgence: 'bilan-depasse' })).toBe(enRetard)
      expect(await total(ines, { referentId, urgence: 'a-faire' })).toBe(aFaire)
    }
    expect(await total(ines, { urgence: 'a-faire' })).toBe(lus.aFaire)
  })

  test('le temps qui passe change le compte sans que rien ne s’écrive', async () => {
    const { marc, ines } = await uneEquipe()
    await unSuiviDans(essai, marc, {
      nom: 'ESSAI-VU',
      debut: '2025-02-01',
      rendezVous: [['2025-02-08T09:00:00Z', 'present']],
    })
    await tenirEcheances(essai)
    expect((await bilans(ines)).aFaire).toBe(0)
    essai.now = '2025-03-11T09:00:00Z'
    expect((await bilans(ines)).aFaire).toBe(1)
  })
})

describe('qui attend un référent', () => {
  test('se compte au delà de ceux que la liste montre, et la désignation l’en retire', async () => {
    const { marc, ines, structureId } = await uneEquipe()
    await sql`
      with p as (
        insert into personne (id, nom, nom_naissance, prenom, date_naissance, sexe, identite_source, identite_le)
        select gen_random_uuid(), 'ESSAI-ATTEND', 'ESSAI-ATTEND', 'ANNE', '1985-04-12', '2', 'CAF', '2025-01-10'
        from generate_series(1, 101) returning id)
      insert into orientation (id, personne_id, dominante, structure_id, origine, decidee_le, debut)
      select gen_random_uuid(), id, 'emploi', ${structureId}, 'decision', '2025-03-08', '2025-03-08' from p`.execute(
      db(),
    )
    const avant = await attente(ines)
    expect([avant.total, avant.personnes.length]).toEqual([101, 100])
    const designe = await ines.brut('POST /personnes/:personneId/referents', {
      ...{ id: uuidv7(), personneId: avant.personnes[0]?.personneId, referentId: marc.id },
      ...{ relais: null, malgrePlafond: false },
    })
    expect([designe.status, (await attente(ines)).total]).toEqual([200, 100])
  })

  test('n’est pas à qui mène une autre structure', async () => {
    const { ines, structureId } = await uneEquipe()
    const autre = await essai.unAgent('responsable-equipe')
    const { id: personneId } = await unePersonne(essai, { nom: 'ESSAI-ATTEND' })
    await db()
      .insertInto('orientation')
      .values({
        ...{ id: uuidv7(), personneId, dominante: 'emploi', structureId, origine: 'decision' },
        ...{ decideeLe: '2025-03-08', debut: '2025-03-08' },
      })
      .execute()
    expect([(await attente(ines)).total, (await attente(autre)).total]).toEqual([1, 0])
  })
})

test('un portefeuille plein se voit avec ceux qui ont de la place, la plus grande d’abord', async () => {
  const { marc, ines, structureId } = await uneEquipe()
  const clara = await essai.unAgent('referent', { structureId, nom: 'CLARA' })
  const karim = await essai.unAgent('referent', { structureId, nom: 'KARIM' })
  await db().updateTable('habilitation').set({ plafond: 2 }).where('structureId', '=', structureId).execute()
  for (const nom of ['ESSAI-UN', 'ESSAI-DEUX']) await unSuiviDans(essai, marc, { nom, debut: '2025-02-01' })
  await unSuiviDans(essai, clara, { nom: 'ESSAI-TROIS', debut: '2025-02-01' })
  const { pleins, libres } = await charges(ines)
  expect([pleins.map(r => [r.nom, r.suivis, r.plafond]), libres.map(r => r.nom)]).toEqual([
    [['Agent MARC', 2, 2]],
    ['Agent KARIM', 'Agent CLARA'],
  ])
  expect(karim.structureId).toBe(structureId)
})

test('de ce qui est remonté, le plus en retard vient d’abord', async () => {
  const { marc, ines } = await uneEquipe()
  for (const [nom, debut] of [
    ['ESSAI-JUIN', '2024-06-01'],
    ['ESSAI-AVRIL', '2024-04-01'],
    ['ESSAI-MAI', '2024-05-01'],
  ] as const)
    await unSuiviDans(essai, marc, { nom, debut, rendezVous: [VU] })
  await tenirEcheances(essai)
  await db().updateTable('echeance').set({ escaladeeLe: '2025-03-08' }).where('genre', '=', 'bilan').execute()
  const { lignes } = (await ines.appeler<typeof remontees>('GET /portefeuille/remontees', {})).json
  expect(lignes.map(l => l.nom)).toEqual(['ESSAI-AVRIL', 'ESSAI-MAI', 'ESSAI-JUIN'])
})

test('de ce qui est remonté, seul ce que l’on peut remettre à plus tard, dans son rôle, le propose', async () => {
  const { marc, ines } = await uneEquipe()
  await unSuiviDans(essai, marc, { nom: 'ESSAI-ACTES', debut: '2025-03-01', rendezVous: [['2025-03-05T09:00:00Z']] })
  await tenirEcheances(essai)
  await db().updateTable('echeance').set({ escaladeeLe: '2025-03-08' }).execute()
  const { lignes } = (await ines.appeler<typeof remontees>('GET /portefeuille/remontees', {})).json
  expect(lignes.map(l => [l.genre, l.reportable]).sort()).toEqual([
    ['notification', false],
    ['premier-contact', true],
    ['rendez-vous', false],
  ])
})

test('ce qui est remonté se lit tant que ce n’est pas fait, dans le périmètre de qui mène', async () => {
  const { marc, ines } = await uneEquipe()
  const autre = await essai.unAgent('responsable-equipe')
  const lire = async (qui: Navigateur) => (await qui.appeler<typeof remontees>('GET /portefeuille/remontees', {})).json
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-REMONTE', debut: '2024-11-01', rendezVous: [VU] })
  await tenirEcheances(essai)
  expect((await lire(ines)).total).toBe(0)
  await db()
    .updateTable('echeance')
    .set({ escaladeeLe: '2025-03-08' })
    .where('personneId', '=', personneId)
    .where('genre', '=', 'bilan')
    .execute()
  expect(await lire(ines)).toMatchObject({
    total: 1,
    lignes: [{ nom: 'ESSAI-REMONTE', acte: 'Faire le bilan', agent: 'Agent MARC', escaladeeLe: '2025-03-08' }],
  })
  expect((await lire(autre)).total).toBe(0)
  const clara = await essai.unAgent('referent', { nom: 'CLARA' })
  await db().updateTable('echeance').set({ confieeA: clara.id }).where('genre', '=', 'bilan').execute()
  expect((await lire(ines)).lignes).toMatchObject([{ agent: 'Agent CLARA', confiee: true }])
  // What she gave from there is in her own list.
  await db().updateTable('echeance').set({ confieePar: ines.id }).where('genre', '=', 'bilan').execute()
  expect((await lire(ines)).total).toBe(0)
  await db().updateTable('echeance').set({ confieeA: null, confieePar: null }).where('genre', '=', 'bilan').execute()
  // What is given to a colleague from there goes to them; what comes to who leads is in their own list.
  const [due] = (await lire(ines)).lignes
  expect(due?.reportable).toBe(true)
  const cle = { personneId, genre: due?.genre, faitId: due?.objetId }
  const COLLEGUE = 'PUT /personnes/:personneId/echeances/:genre/:faitId/collegue'
  expect((await marc.brut(COLLEGUE, { ...cle, agentId: ines.id })).status).toBe(200)
  expect((await lire(ines)).total).toBe(0)
  expect((await ines.brut(COLLEGUE.replace('PUT', 'DELETE'), cle)).status).toBe(200)
  expect((await lire(ines)).total).toBe(1)
  await marc.brut('POST /personnes/:personneId/rendez-vous', {
    ...{ id: uuidv7(), personneId, agentId: marc.id, objet: 'bilan', debut: '2025-03-12T09:00' },
  })
  expect((await lire(ines)).total).toBe(0)
})

test('ces listes sont à qui mène une équipe ou suit des personnes', async () => {
  const paul = await essai.unAgent('pilote')
  for (const route of ['bilans-en-retard', 'charges', 'sans-referent', 'remontees'])
    expect((await paul.brut(`GET /portefeuille/${route}`)).status).toBe(403)
})
