import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { entreesLues, importerJour, importerMois } from './essai-import.ts'
import type { UnePersonne, UnFoyer } from './fixtures.ts'

const essai = unEssai()

const dem = (sdd = true, suite: UnePersonne = {}): UnePersonne => ({
  role: 'DEM',
  sdd,
  nom: 'TISSAGE',
  prenom: 'ANNA',
  nir: '2850400990001',
  ...suite,
})
const cjt = (sdd = true, suite: UnePersonne = {}): UnePersonne => ({
  role: 'CJT',
  sdd,
  nom: 'ROUET',
  prenom: 'PAUL',
  sexe: '1',
  nir: '1840300990002',
  ...suite,
})
const foyer = (suite: UnFoyer = {}): UnFoyer => ({ numero: '05900000001', etat: '2', personnes: [dem()], ...suite })
/** Somebody else, always there, so that no month is empty. */
const temoin: UnFoyer = {
  numero: '05900000999',
  etat: '2',
  personnes: [dem(true, { nom: 'TEMOIN', prenom: 'ZOE', nir: '2700100990009' })],
}
const suspendu = (debut: string, suite: UnFoyer = {}) =>
  foyer({ etat: '4', suspension: { motif: '06', debut }, ...suite })
const clos = (date: string, suite: UnFoyer = {}) => foyer({ etat: '5', fin: { motif: 'RAU', date }, ...suite })

/** Orients and follows the person of a household, as of a day. */
async function suivre(numero: string, role = 'DEM') {
  const structure = await essai.uneStructure()
  const referent = await essai.unAgent('referent', { structureId: structure })
  const db = essai.base.territoire('59')
  const { rows } = await sql<{ id: string }>`select m.personne_id as id from membre m join foyer f on f.id = m.foyer_id
    where f.numero_demande_rsa = ${numero} and m.role = ${role} and m.fin is null`.execute(db)
  const personneId = rows[0]!.id
  const orientationId = uuidv7()
  await db
    .insertInto('orientation')
    .values({
      id: orientationId,
      personneId,
      dominante: 'emploi',
      structureId: structure,
      origine: 'reprise-de-suivi',
      decideeLe: '2025-01-10T09:00:00Z',
      debut: '2025-01-10',
    })
    .execute()
  await db
    .insertInto('accompagnement')
    .values({
      id: uuidv7(),
      personneId,
      orientationId,
      referentId: referent.id,
      structureId: structure,
      debut: '2025-01-10',
    })
    .execute()
  return { personneId, referentId: referent.id }
}
const suivi = async (personneId: string) =>
  essai.base
    .territoire('59')
    .selectFrom('accompagnement')
    .select(['referentId', 'fin', 'finMotif', 'veilleDepuis'])
    .where('personneId', '=', personneId)
    .executeTakeFirstOrThrow()
const motifs = async () => (await entreesLues(essai)).map(e => `${e.numero.slice(-3)} ${e.role} ${e.motif}`)

test('le premier flux mensuel est le stock de départ : personne n’y entre', async () => {
  const rapport = await importerMois(essai, '2025-01', [foyer(), temoin])
  expect(rapport).toMatchObject({ entrees: 0, foyers: { lus: 2, crees: 2, modifies: 0, inchanges: 0, rejetes: 0 } })
  expect(await motifs()).toEqual([])
})

test('première demande versable et soumise : entrée, reçue le jour de réception du flux', async () => {
  await importerMois(essai, '2025-01', [temoin])
  const rapport = await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(), cjt()] })])
  expect(rapport.entrees).toBe(2)
  expect(await entreesLues(essai)).toMatchObject([
    { numero: '05900000001', role: 'CJT', motif: 'premiere-demande', recuLe: '2025-03-03', orienteLe: null },
    { numero: '05900000001', role: 'DEM', motif: 'premiere-demande', recuLe: '2025-03-03', orienteLe: null },
  ])
})

test.each(['0', '1', '3', '4', '5', '6'])('un droit non versable (état %s) n’est pas une entrée', async etat => {
  await importerMois(essai, '2025-01', [temoin])
  const rapport = await importerMois(essai, '2025-02', [
    temoin,
    foyer({ etat, suspension: { motif: '06', debut: '2025-02-01' } }),
  ])
  expect(rapport.entrees).toBe(0)
})

test('une demande en attente, ou ouverte d’abord suspendue, entre le mois où elle est versable', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [
    temoin,
    foyer({ etat: '0' }),
    suspendu('2025-02-01', { numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] }),
  ])
  await importerMois(essai, '2025-03', [
    temoin,
    foyer(),
    foyer({ numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] }),
  ])
  expect(await motifs()).toEqual(['001 DEM premiere-demande', '002 DEM premiere-demande'])
})

test('non soumis (revenus de 500 € et plus) : pas d’entrée ; passé sous le seuil : entrée', async () => {
  await importerMois(essai, '2025-01', [temoin])
  expect((await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(false)] })])).entrees).toBe(0)
  await importerMois(essai, '2025-03', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM passage-sous-le-seuil'])
})

test('non soumis dans le stock de départ puis sous le seuil : entrée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer({ personnes: [dem(false)] })])
  await importerMois(essai, '2025-02', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM passage-sous-le-seuil'])
})

test('qui rejoint un foyer au RSA et devient soumis : entrée dans un foyer', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(), cjt()] })])
  expect(await motifs()).toEqual(['001 CJT entree-dans-un-foyer'])
})

test('qui emménage dans le département : arrivée', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [
    temoin,
    foyer({ cedant: { organisme: 'CAF', numero: '621', date: '2025-02-01' } }),
  ])
  expect(await motifs()).toEqual(['001 DEM arrivee-departement'])
})

test('radié, puis de retour comme soumis : entrée, par le flux de clôture ou par l’absence du flux mensuel', async () => {
  const autre = (suite: UnFoyer = {}) =>
    foyer({ numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })], ...suite })
  await importerMois(essai, '2025-01', [temoin, foyer(), autre()])
  const rapport = await importerMois(essai, '2025-02', [temoin, clos('2025-02-28')])
  expect(rapport).toMatchObject({ sorties: 2, foyers: { disparus: 1 } })
  await importerMois(essai, '2025-03', [temoin, foyer(), autre()])
  expect(await motifs()).toEqual(['001 DEM retour-apres-radiation', '002 DEM retour-apres-radiation'])
})

test('radié qui revient sous un autre numéro de demande : c’est la même personne, de retour', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-28')])
  await importerMois(essai, '2025-03', [temoin, foyer({ numero: '05900000007' })])
  expect(await motifs()).toEqual(['007 DEM retour-apres-radiation'])
})

test('parti par mutation puis revenu d’un autre département : arrivée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, foyer({ etat: '5', fin: { motif: 'MUT', date: '2025-02-28' } })])
  await importerMois(essai, '2025-06', [
    temoin,
    foyer({ cedant: { organisme: 'CAF', numero: '621', date: '2025-06-01' } }),
  ])
  expect(await motifs()).toEqual(['001 DEM arrivee-departement'])
})

test('suspendu plus de douze mois, puis de nouveau soumis : entrée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-01')])
  await importerMois(essai, '2026-03', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM retour-apres-suspension-longue'])
})

test('la suspension qui change de motif garde son premier jour', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-01')])
  await importerMois(essai, '2025-08', [
    temoin,
    foyer({ etat: '3', suspensionsDroit: [{ motif: 'DB', debut: '2025-08-01' }] }),
  ])
  await importerMois(essai, '2026-03', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM retour-apres-suspension-longue'])
})

test('suspendu dans le stock de départ depuis plus de douze mois : entrée au retour', async () => {
  await importerMois(essai, '2025-01', [
    temoin,
    suspendu('2023-11-01'),
    suspendu('2024-11-01', { numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] }),
  ])
  await importerMois(essai, '2025-02', [
    temoin,
    foyer(),
    foyer({ numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] }),
  ])
  expect(await motifs()).toEqual(['001 DEM retour-apres-suspension-longue'])
})

test('suspendu moins de douze mois, suivi : reprise avec le même référent, pas d’entrée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId, referentId } = await suivre('05900000001')
  expect(await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-01')])).toMatchObject({
    misesEnVeille: 1,
    sorties: 0,
  })
  expect(await suivi(personneId)).toMatchObject({ veilleDepuis: '2025-03-03', fin: null })
  expect(await importerMois(essai, '2025-12', [temoin, foyer()])).toMatchObject({ entrees: 0, reprises: 1 })
  expect(await suivi(personneId)).toEqual({ referentId, fin: null, finMotif: null, veilleDepuis: null })
})

test('suspendu moins de douze mois sans suivi : le délai déjà ouvert continue, rien de nouveau n’entre', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [temoin, foyer()])
  await importerMois(essai, '2025-03', [temoin, suspendu('2025-03-01')])
  expect(await importerMois(essai, '2025-04', [temoin, foyer()])).toMatchObject({ entrees: 0, reprises: 0 })
  expect(await entreesLues(essai)).toMatchObject([{ recuLe: '2025-03-03', orienteLe: null, closeLe: null }])
})

test('allers-retours autour de 500 € avec un suivi en veille : reprise, jamais une entrée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  expect(await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(false)] })])).toMatchObject({
    misesEnVeille: 1,
  })
  expect(await importerMois(essai, '2025-03', [temoin, foyer()])).toMatchObject({ entrees: 0, reprises: 1 })
  expect(await suivi(personneId)).toMatchObject({ fin: null, veilleDepuis: null })
})

test('un suivi en veille pour revenus n’est jamais clos par le temps', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(false)] })])
  await importerMois(essai, '2026-06', [temoin, foyer({ personnes: [dem(false)], montant: '0000100.00' })])
  expect(await importerMois(essai, '2026-07', [temoin, foyer()])).toMatchObject({ entrees: 0, reprises: 1 })
  expect(await suivi(personneId)).toMatchObject({ fin: null })
})

test('jamais orienté, passé au-dessus puis au-dessous de 500 € : la première entrée est close, une nouvelle s’ouvre', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [temoin, foyer()])
  await importerMois(essai, '2025-03', [temoin, foyer({ personnes: [dem(false)] })])
  await importerMois(essai, '2025-04', [temoin, foyer()])
  expect(await entreesLues(essai)).toMatchObject([
    { recuLe: '2025-03-03', closeLe: '2025-04-03', closeMotif: 'plus-soumise' },
    { recuLe: '2025-05-03', motif: 'passage-sous-le-seuil', closeLe: null },
  ])
})

test('suivi, puis radié : le suivi est clos ; de retour, c’est une entrée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  expect(await importerMois(essai, '2025-02', [temoin, clos('2025-02-28')])).toMatchObject({ sorties: 1 })
  expect(await suivi(personneId)).toMatchObject({ fin: '2025-03-03', finMotif: 'radiation' })
  expect(await importerMois(essai, '2025-03', [temoin, foyer()])).toMatchObject({ entrees: 1, reprises: 0 })
})

test('suivi, puis suspendu plus de douze mois : le suivi est clos de lui-même, même si rien d’autre ne change', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-01')])
  expect(await importerMois(essai, '2026-01', [temoin, suspendu('2025-02-01')])).toMatchObject({ sorties: 0 })
  expect(await importerMois(essai, '2026-02', [temoin, suspendu('2025-02-01')])).toMatchObject({ sorties: 1 })
  expect(await suivi(personneId)).toMatchObject({ finMotif: 'suspension-longue' })
})

test('le conjoint qui se sépare et demande le RSA pour lui était déjà soumis : pas d’entrée', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer({ personnes: [dem(), cjt()] })])
  const rapport = await importerMois(essai, '2025-02', [
    temoin,
    foyer(),
    foyer({ numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] }),
  ])
  expect(rapport).toMatchObject({ entrees: 0, sorties: 0 })
})

test('le flux quotidien fait entrer le jour même, et le mensuel qui suit ne recompte pas', async () => {
  await importerMois(essai, '2025-01', [temoin])
  expect((await importerJour(essai, '2025-02-10', [foyer()])).entrees).toBe(1)
  expect((await importerMois(essai, '2025-02', [temoin, foyer()])).entrees).toBe(0)
  expect(await entreesLues(essai)).toMatchObject([{ recuLe: '2025-02-10', motif: 'premiere-demande' }])
})

test('entré, sorti et rentré dans le même mois par les flux quotidiens : une seule entrée, un seul délai', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerJour(essai, '2025-02-10', [foyer()])
  await importerJour(essai, '2025-02-14', [foyer({ personnes: [dem(false)] })])
  await importerJour(essai, '2025-02-20', [foyer()])
  expect(await entreesLues(essai)).toMatchObject([{ recuLe: '2025-02-10', closeLe: null }])
})

test('soumis en M-1, interrompu en cours de mois par un flux quotidien : pas d’entrée au retour', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerJour(essai, '2025-02-10', [foyer({ personnes: [dem(false)] })])
  expect((await importerJour(essai, '2025-02-20', [foyer()])).entrees).toBe(0)
})

test('un flux quotidien sans aucun flux mensuel est appliqué, et dit qu’il ne peut compter personne', async () => {
  const rapport = await importerJour(essai, '2025-02-10', [foyer()])
  expect(rapport.entrees).toBe(0)
  expect(rapport.anomalies[0]?.motif).toMatch(/Aucun flux mensuel/)
})

test('une personne vue par la CAF et par la MSA est une personne', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const rapport = await importerMois(essai, '2025-02', [
    temoin,
    foyer(),
    foyer({ numero: '05900000003', organisme: 'MSA', numeroOrganisme: '059', matricule: '777' }),
  ])
  expect(rapport).toMatchObject({ entrees: 0, personnes: { creees: 0 } })
})

test('le premier flux de la MSA, reçu à part, est lui aussi un stock de départ', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [temoin])
  const rapport = await importerMois(essai, '2025-02', [foyer({ organisme: 'MSA', numeroOrganisme: '059' })])
  expect(rapport).toMatchObject({ entrees: 0, foyers: { disparus: 0 } })
})

test('un enfant n’est jamais compté, même dit soumis : l’anomalie est signalée', async () => {
  await importerMois(essai, '2025-01', [temoin])
  const rapport = await importerMois(essai, '2025-02', [
    temoin,
    foyer({
      personnes: [
        dem(),
        { role: 'ENF', sdd: true, nom: 'TISSAGE', prenom: 'LEA', dateNaissance: '2010-01-01', nir: null },
      ],
    }),
  ])
  expect(rapport.entrees).toBe(1)
  expect(rapport.anomalies).toMatchObject([{ foyer: '05900000001', champ: 'TOPPERSDRODEVORSA' }])
})
