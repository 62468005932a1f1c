import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import { unSuiviRepris } from '../../../essai-personnes.ts'
import { cjt, clos, dem, foyer, suspendu, temoin } from './essai-foyers.ts'
import { entreesLues, importerJour, importerMois } from './essai-import.ts'

const essai = unEssai()

/** Orients and follows the person of a household, as of a day. */
async function suivre(numero: string, role = 'DEM') {
  const referent = await essai.unAgent('referent')
  const db = essai.base.territoire('59')
  const { rows } = await sql<{ id: string }>`select m.personne_id as id from membre m join foyer f on f.id = m.foyer_id
    where f.numero_demande_rsa = ${numero} and m.role = ${role} and m.fin is null`.execute(db)
  const personneId = rows[0]!.id
  await unSuiviRepris(essai, personneId, '2025-01-10', referent)
  return { personneId, referentId: referent.id }
}
const suivi = async (personneId: string) =>
  essai.base
    .territoire('59')
    .selectFrom('accompagnement')
    .select(['referentId', 'fin', 'finMotif', 'veilleDepuis'])
    .where('personneId', '=', personneId)
    .executeTakeFirstOrThrow()

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

test('dit suspendu depuis plus de douze mois par un seul flux : le suivi est clos dès ce flux', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  expect(await importerMois(essai, '2025-02', [temoin, suspendu('2023-11-01')])).toMatchObject({
    sorties: 1,
    misesEnVeille: 0,
  })
  expect(await suivi(personneId)).toMatchObject({ finMotif: 'suspension-longue' })
})

test('une séparation dite en deux flux quotidiens ne clôt ni le suivi ni l’orientation', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer({ personnes: [dem(), cjt()] })])
  const { personneId, referentId } = await suivre('05900000001', 'CJT')
  await importerJour(essai, '2025-02-10', [foyer()])
  expect(await suivi(personneId)).toMatchObject({ finMotif: 'sortie-du-foyer' })
  const seul = foyer({ numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] })
  expect(await importerJour(essai, '2025-02-20', [seul])).toMatchObject({ entrees: 0, reprises: 1 })
  expect(await suivi(personneId)).toEqual({ referentId, fin: null, finMotif: null, veilleDepuis: null })
  const orientations = essai.base.territoire('59').selectFrom('orientation').select(['fin', 'finMotif'])
  expect(await orientations.execute()).toEqual([{ fin: null, finMotif: null }])
  expect(await importerMois(essai, '2025-02', [temoin, foyer(), seul])).toMatchObject({ entrees: 0, sorties: 0 })
})

test('radié puis rouvert sans être soumis dans le même mois : le suivi est en veille, et reprend', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  await importerJour(essai, '2025-02-10', [clos('2025-02-09')])
  expect(await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(false)] })])).toMatchObject({
    misesEnVeille: 1,
  })
  expect(await suivi(personneId)).toMatchObject({ fin: null, veilleDepuis: '2025-03-03' })
  expect(await importerMois(essai, '2025-03', [temoin, foyer()])).toMatchObject({ entrees: 0, reprises: 1 })
})

test.each([
  ['au-dessus du seuil', () => foyer({ personnes: [dem(false)] })],
  ['radié', () => clos('2025-03-09')],
])(
  'soumis en M-1 sans être orienté, %s en cours de mois, puis de retour : son délai court toujours',
  async (_, autre) => {
    await importerMois(essai, '2025-01', [temoin])
    await importerMois(essai, '2025-02', [temoin, foyer()])
    await importerJour(essai, '2025-03-10', [autre()])
    expect(await importerMois(essai, '2025-03', [temoin, foyer()])).toMatchObject({ entrees: 0 })
    expect(await entreesLues(essai)).toMatchObject([{ recuLe: '2025-03-03', closeLe: null, closeMotif: null }])
  },
)

test('radié le mois dernier et de retour par un flux quotidien : une entrée, le suivi reste clos', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  const { personneId } = await suivre('05900000001')
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-28')])
  expect(await importerJour(essai, '2025-03-03', [foyer()])).toMatchObject({ entrees: 1, reprises: 0 })
  expect(await suivi(personneId)).toMatchObject({ fin: '2025-03-03', finMotif: 'radiation' })
})
