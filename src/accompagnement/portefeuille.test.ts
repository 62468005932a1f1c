import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { type Histoire, unSuiviDans } from './essai-suivi.ts'
import type { structures } from './places/structures.ts'
import type { portefeuille } from './portefeuille.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const ROUTE = 'GET /portefeuille'
const unSuivi = (referent: { id: string; structureId: string | null }, histoire: Histoire) =>
  unSuiviDans(essai, referent, histoire)

const lire = async (agent: Awaited<ReturnType<typeof essai.unAgent>>, filtres = {}) =>
  (await agent.appeler<typeof portefeuille>(ROUTE, filtres)).json

test('le portefeuille est classé par urgence', async () => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'SUIVI', debut: '2025-02-01', rendezVous: [['2025-03-05T09:00:00Z', 'present']] })
  await unSuivi(moi, { nom: 'VEILLE', debut: '2025-02-01', veille: '2025-03-01' })
  await unSuivi(moi, { nom: 'BILAN-PROCHE', debut: '2024-12-20', rendezVous: [['2025-03-05T09:00:00Z', 'present']] })
  await unSuivi(moi, { nom: 'SANS-CONTACT', debut: '2025-01-02', rendezVous: [['2025-01-20T09:00:00Z', 'present']] })
  await unSuivi(moi, { nom: 'BILAN-DEPASSE', debut: '2024-12-01', rendezVous: [['2025-03-05T09:00:00Z', 'present']] })
  await unSuivi(moi, { nom: 'NOUVEAU', debut: '2025-03-08' })
  const { lignes, total, comptes } = await lire(moi)
  expect(lignes.map(l => [l.nom, l.urgence])).toEqual([
    ['NOUVEAU', 'premier-contact'],
    ['BILAN-DEPASSE', 'bilan-depasse'],
    ['SANS-CONTACT', 'sans-contact'],
    ['BILAN-PROCHE', 'bilan-proche'],
    ['SUIVI', 'suivi'],
    ['VEILLE', 'veille'],
  ])
  expect(total).toBe(6)
  expect(comptes).toEqual({
    'premier-contact': 1,
    'bilan-depasse': 1,
    'sans-contact': 1,
    'bilan-proche': 1,
    suivi: 1,
    veille: 1,
  })
  expect(lignes.find(l => l.nom === 'SUIVI')?.dernierContact).toMatch(/^2025-03-05/)
})

test.each([
  ['emploi', '2025-04-10', []],
  ['equilibre', '2025-07-10', []],
  ['remobilisation', '2025-07-10', []],
  ['emploi', '2025-06-09', [['2025-03-09T09:00:00Z', 'present', 'bilan']]],
] as const)('le bilan est dû selon la dominante : %s, le %s', async (dominante, bilanLe, rendezVous) => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'X', debut: '2025-01-10', dominante, rendezVous: rendezVous.map(r => [...r]) as never })
  expect((await lire(moi)).lignes[0]?.bilanLe).toBe(bilanLe)
})

// Now is 10 March 2025: thirty days before is 8 February, whatever the hour.
test.each([
  ['2025-02-08T08:00:00Z', 'suivi'],
  ['2025-02-07T16:00:00Z', 'sans-contact'],
])('sans contact depuis plus de trente jours, pas trente : vu le %s', async (vu, urgence) => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'X', debut: '2025-02-01', rendezVous: [[vu, 'present']] })
  expect((await lire(moi)).lignes[0]?.urgence).toBe(urgence)
})

test.each([
  ['2024-12-25', '2025-03-25', 'suivi'],
  ['2024-12-24', '2025-03-24', 'bilan-proche'],
  ['2024-12-10', '2025-03-10', 'bilan-proche'],
  ['2024-12-09', '2025-03-09', 'bilan-depasse'],
])(
  'le bilan se prépare quatorze jours avant, et passe le lendemain : suivi depuis le %s',
  async (debut, bilanLe, urgence) => {
    const moi = await essai.unAgent('referent')
    await unSuivi(moi, { nom: 'X', debut, rendezVous: [['2025-03-05T09:00:00Z', 'present']] })
    expect((await lire(moi)).lignes[0]).toMatchObject({ bilanLe, urgence })
  },
)

test('un rendez-vous pris enlève l’urgence du premier contact ; une absence ne compte pas pour un contact', async () => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'PRIS', debut: '2025-03-08', rendezVous: [['2025-03-12T09:00:00Z']] })
  await unSuivi(moi, { nom: 'ABSENT', debut: '2025-03-01', rendezVous: [['2025-03-05T09:00:00Z', 'absent']] })
  const { lignes } = await lire(moi)
  expect(lignes.map(l => [l.nom, l.urgence])).toEqual([
    ['ABSENT', 'premier-contact'],
    ['PRIS', 'suivi'],
  ])
  expect(lignes[1]?.prochainRendezVous).toMatch(/^2025-03-12/)
})

test('perdu de vue mais attendu : rien ne presse, tant que son jour n’est pas passé', async () => {
  const moi = await essai.unAgent('referent')
  const vu: [string, string] = ['2025-01-20T09:00:00Z', 'present']
  await unSuivi(moi, { nom: 'ATTENDU', debut: '2025-01-12', rendezVous: [vu, ['2025-03-10T09:00:00Z']] })
  await unSuivi(moi, {
    nom: 'DEUX FOIS',
    debut: '2025-01-12',
    rendezVous: [vu, ['2025-03-10T09:00:00Z'], ['2025-02-12T09:00:00Z']],
  })
  await unSuivi(moi, { nom: 'PASSE', debut: '2025-01-12', rendezVous: [vu, ['2025-03-09T08:00:00Z']] })
  expect((await lire(moi)).lignes.map(l => [l.nom, l.urgence])).toEqual([
    ['DEUX FOIS', 'a-conclure'],
    ['PASSE', 'a-conclure'],
    ['ATTENDU', 'suivi'],
  ])
})

test('ne comptent ni les accompagnements clos, ni les dossiers réunis à un autre', async () => {
  const moi = await essai.unAgent('referent')
  const gardee = await unSuivi(moi, { nom: 'GARDEE', debut: '2025-03-08' })
  const close = await unSuivi(moi, { nom: 'CLOSE', debut: '2024-05-10' })
  const reunie = await unSuivi(moi, { nom: 'REUNIE', debut: '2025-03-08' })
  await db().updateTable('accompagnement').set({ fin: '2024-09-10' }).where('personneId', '=', close).execute()
  await db().updateTable('personne').set({ fusionneeDans: gardee }).where('id', '=', reunie).execute()
  await tenirEcheances(essai)
  const { lignes, total, referents } = await lire(moi)
  expect([lignes.map(l => l.nom), total]).toEqual([['GARDEE'], 1])
  expect(referents.map(r => r.suivis)).toEqual([2])
})

test('ni un contact d’avant l’accompagnement ni un rendez-vous annulé n’enlèvent le premier contact ; un passé sans issue se conclut d’abord', async () => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'AVANT', debut: '2025-03-01', rendezVous: [['2025-02-20T09:00:00Z', 'present']] })
  await unSuivi(moi, { nom: 'ANNULE', debut: '2025-03-02', rendezVous: [['2025-03-20T09:00:00Z', 'annule-service']] })
  await unSuivi(moi, { nom: 'OUBLIE', debut: '2025-03-03', rendezVous: [['2025-03-07T09:00:00Z']] })
  expect((await lire(moi)).lignes.map(l => [l.nom, l.urgence, l.prochainRendezVous])).toEqual([
    ['OUBLIE', 'a-conclure', null],
    ['AVANT', 'premier-contact', null],
    ['ANNULE', 'premier-contact', null],
  ])
})

test.each([
  ['un bilan pris', 'bilan', null, 'suivi', '2025-03-20'],
  ['un entretien pris, d’un autre objet', 'suivi', null, 'bilan-depasse', '2025-02-01'],
  ['un bilan annulé', 'bilan', 'annule-service', 'bilan-depasse', '2025-02-01'],
] as const)('un bilan dépassé ne se demande plus une fois sa date donnée, qui se lit : %s', async (_, ...cas) => {
  const [objet, issue, urgence, bilanLe] = cas
  const moi = await essai.unAgent('referent')
  const vu = ['2025-03-05T09:00:00Z', 'present', 'suivi']
  const rendezVous = [vu, ['2025-03-20T09:00:00Z', issue ?? undefined, objet]] as [string, string | undefined, string][]
  await unSuivi(moi, { nom: 'X', debut: '2024-11-01', rendezVous })
  expect((await lire(moi)).lignes[0]).toMatchObject({ urgence, bilanLe })
})

test('l’heure du bilan passée, son issue se demande ; un bilan fait, le suivant se lit à la date donnée', async () => {
  const moi = await essai.unAgent('referent')
  const passe: [string, undefined, string] = ['2025-03-10T08:15:00Z', undefined, 'bilan']
  await unSuivi(moi, { nom: 'PASSE', debut: '2024-11-01', rendezVous: [passe] })
  const fait: [string, string, string] = ['2025-02-01T09:00:00Z', 'present', 'bilan']
  const donne: [string, undefined, string] = ['2025-03-20T09:00:00Z', undefined, 'bilan']
  await unSuivi(moi, { nom: 'DONNE', debut: '2024-11-01', rendezVous: [fait, donne] })
  expect((await lire(moi)).lignes.map(l => [l.nom, l.urgence, l.bilanLe])).toEqual([
    ['PASSE', 'a-conclure', '2025-03-10'],
    ['DONNE', 'suivi', '2025-03-20'],
  ])
})

test('un bilan où la personne n’est pas venue ne repousse pas le suivant', async () => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'X', debut: '2025-01-10', rendezVous: [['2025-03-07T09:00:00Z', 'absent', 'bilan']] })
  expect((await lire(moi)).lignes[0]?.bilanLe).toBe('2025-04-10')
})

test('l’équipe ne montre que les référents en poste, au plafond en vigueur', async () => {
  const moi = await essai.unAgent('referent', { nom: 'MOI' })
  const structureId = moi.structureId ?? ''
  const [clos, desactive] = [
    await essai.unAgent('referent', { structureId }),
    await essai.unAgent('referent', { structureId }),
  ]
  await db().updateTable('habilitation').set({ fin: '2025-03-09' }).where('agentId', '=', clos.id).execute()
  await db().updateTable('agent').set({ desactiveLe: '2025-03-09' }).where('id', '=', desactive.id).execute()
  await db()
    .insertInto('parametre')
    .values({ cle: 'portefeuille.plafond', effetLe: '2025-03-11', valeur: '40', saisiLe: essai.now })
    .execute()
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  expect((await lire(responsable)).referents).toMatchObject([{ id: moi.id, plafond: 50 }])
})

test('la commune est celle du foyer du dernier flux', async () => {
  const moi = await essai.unAgent('referent')
  const personneId = await unSuivi(moi, { nom: 'X', debut: '2025-03-08' })
  const { foyerId } = await unePersonne(essai, { commune: 'LILLE' })
  await db().updateTable('foyer').set({ present: false }).where('commune', '=', 'TOURCOING').execute()
  await db()
    .insertInto('membre')
    .values({ personneId, foyerId, role: 'CJT', aCharge: true, debut: '2024-12-31' })
    .execute()
  expect((await lire(moi)).lignes[0]?.commune).toBe('LILLE')
})

test('les filtres réduisent la liste, pas les comptes par urgence', async () => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'A', debut: '2025-03-08' })
  await unSuivi(moi, { nom: 'B', debut: '2025-03-08', veille: '2025-03-09', dominante: 'equilibre' })
  expect(await lire(moi, { urgence: 'veille' })).toMatchObject({
    total: 1,
    lignes: [{ nom: 'B' }],
    comptes: { 'premier-contact': 1, veille: 1 },
  })
  expect(await lire(moi, { dominante: 'emploi' })).toMatchObject({ total: 1, comptes: { 'premier-contact': 1 } })
  expect(await lire(moi, { page: 2 })).toMatchObject({ total: 2, lignes: [] })
})

test('un référent ne voit que les siens ; le responsable voit son équipe et ses charges', async () => {
  const moi = await essai.unAgent('referent', { nom: 'MOI' })
  const collegue = await essai.unAgent('referent', { structureId: moi.structureId as string, nom: 'COLLEGUE' })
  const ailleurs = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'A', debut: '2025-03-08' })
  await unSuivi(moi, { nom: 'B', debut: '2025-03-08', veille: '2025-03-09' })
  await unSuivi(collegue, { nom: 'C', debut: '2025-03-08' })
  await unSuivi(ailleurs, { nom: 'D', debut: '2025-03-08' })
  expect((await lire(moi)).lignes.map(l => l.nom)).toEqual(['A', 'B'])
  const moiMeme = { id: moi.id, nom: 'Agent MOI', equipeId: null, equipe: null, mene: true }
  expect((await lire(moi)).referents).toEqual([{ ...moiMeme, suivis: 1, veille: 1, plafond: 50 }])
  const responsable = await essai.unAgent('responsable-equipe', { structureId: moi.structureId as string })
  await db()
    .insertInto('parametre')
    .values({ cle: 'portefeuille.plafond', effetLe: '2025-01-01', valeur: '40', saisiLe: essai.now })
    .execute()
  const equipe = await lire(responsable)
  expect(equipe.equipe).toBe(true)
  expect(equipe.lignes.map(l => l.nom).sort()).toEqual(['A', 'B', 'C'])
  expect(equipe.referents.map(r => [r.nom, r.suivis, r.veille, r.plafond]).sort()).toEqual([
    ['Agent COLLEGUE', 1, 0, 40],
    ['Agent MOI', 1, 1, 40],
  ])
  expect((await lire(responsable, { referentId: collegue.id })).lignes.map(l => l.nom)).toEqual(['C'])
  expect((await (await essai.unAgent('charge-orientation')).brut(ROUTE)).status).toBe(403)
})

test('la structure compte les mêmes personnes que ses référents : qui est en veille se dit à part', async () => {
  const moi = await essai.unAgent('referent')
  await unSuivi(moi, { nom: 'SUIVI', debut: '2025-02-01' })
  await unSuivi(moi, { nom: 'VEILLE', debut: '2025-02-01', veille: '2025-03-01' })
  const responsable = await essai.unAgent('responsable-equipe', { structureId: moi.structureId as string })
  const admin = await essai.unAgent('administrateur')
  const { json } = await admin.appeler<typeof structures>('GET /structures', {})
  const { referents } = await lire(responsable)
  const compte = { suivis: 1, veille: 1 }
  expect(json.structures.find(s => s.id === moi.structureId)).toMatchObject(compte)
  expect(referents.find(r => r.id === moi.id)).toMatchObject(compte)
})
