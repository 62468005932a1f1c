import { expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import type { UnFoyer } from './essai-flux.ts'
import { cjt, clos, dem, foyer, suspendu, temoin } from './essai-foyers.ts'
import { entreesLues, importerJour, importerMois } from './essai-import.ts'

const essai = unEssai()
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

test.each([
  ['rien entre-temps', null],
  [
    'une demande refusée entre-temps',
    foyer({ numero: '05900000002', etat: '1', personnes: [cjt(true, { role: 'DEM' })] }),
  ],
])('qui revient dans le foyer au RSA qu’il avait quitté y entre de nouveau : %s', async (_, demande) => {
  await importerMois(essai, '2025-01', [temoin, foyer({ personnes: [dem(), cjt()] })])
  await importerMois(essai, '2025-02', [temoin, foyer()])
  await importerMois(essai, '2025-03', demande ? [temoin, foyer(), demande] : [temoin, foyer()])
  await importerMois(essai, '2025-04', [temoin, foyer({ personnes: [dem(), cjt()] })])
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

test('la suspension qui a changé de motif garde son premier jour quand le foyer change encore', async () => {
  const autreMotif = (suite: UnFoyer = {}) =>
    foyer({ etat: '3', suspensionsDroit: [{ motif: 'DB', debut: '2025-08-01' }], ...suite })
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-01')])
  await importerMois(essai, '2025-08', [temoin, autreMotif()])
  await importerMois(essai, '2025-09', [temoin, autreMotif({ montant: '0000100.00' })])
  await importerMois(essai, '2025-10', [temoin, autreMotif({ personnes: [dem(false)] })])
  await importerMois(essai, '2026-03', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM retour-apres-suspension-longue'])
})

test('une suspension sans date court du premier flux qui la dit, quoi que le foyer change ensuite', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, foyer({ etat: '4' })])
  await importerMois(essai, '2025-09', [temoin, foyer({ etat: '4', montant: '0000100.00' })])
  await importerMois(essai, '2026-03', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM retour-apres-suspension-longue'])
})

test('radié, rouvert d’abord suspendu, puis versable : c’est un retour après radiation', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-28')])
  await importerMois(essai, '2025-04', [temoin, suspendu('2025-04-01')])
  await importerMois(essai, '2025-05', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM retour-apres-radiation'])
})

test('au-dessus du seuil, suspendu, puis au-dessous : la première entrée est close, une nouvelle s’ouvre', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [temoin, foyer()])
  await importerMois(essai, '2025-03', [temoin, foyer({ personnes: [dem(false)] })])
  await importerMois(essai, '2025-04', [temoin, suspendu('2025-04-01')])
  await importerMois(essai, '2025-05', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM premiere-demande', '001 DEM passage-sous-le-seuil'])
})

test('en attente dans le stock de départ, ouvert suspendu, puis versable : première demande', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer({ etat: '0' })])
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-01')])
  await importerMois(essai, '2025-03', [temoin, foyer()])
  expect(await motifs()).toEqual(['001 DEM premiere-demande'])
})

test('un foyer clos depuis longtemps n’est plus un foyer au RSA que l’on rejoint', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-28')])
  await importerMois(essai, '2025-06', [temoin, foyer({ personnes: [dem(), cjt()] })])
  expect(await motifs()).toEqual(['001 CJT premiere-demande', '001 DEM retour-apres-radiation'])
})

test('la MSA vue pour la première fois dans un fichier mensuel où la CAF est connue : M-1 est connu, c’est une entrée', async () => {
  await importerMois(essai, '2025-01', [temoin])
  await importerMois(essai, '2025-02', [temoin, foyer({ organisme: 'MSA', numeroOrganisme: '059' })])
  expect(await motifs()).toEqual(['001 DEM premiere-demande'])
})

test('un flux quotidien de la MSA avant son premier mensuel ne change rien à son stock de départ', async () => {
  const msa = { numero: '05900000002', organisme: 'MSA', numeroOrganisme: '059' }
  await importerMois(essai, '2025-01', [temoin])
  await importerJour(essai, '2025-02-10', [suspendu('2025-02-01', msa)])
  await importerMois(essai, '2025-02', [suspendu('2025-02-01', msa)])
  await importerMois(essai, '2025-03', [foyer(msa)])
  expect(await motifs()).toEqual([])
})

test('soumis par deux foyers, l’un disparaît et l’autre est suspendu : une courte suspension n’ouvre rien au retour', async () => {
  const deux = { numero: '05900000002', personnes: [dem()] }
  const rejointe = { numero: '05900000003', personnes: [cjt(true, { role: 'DEM' })] }
  await importerMois(essai, '2025-01', [temoin, foyer(), foyer(deux), foyer(rejointe)])
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-28', deux), foyer(rejointe)])
  await importerJour(essai, '2025-03-06', [
    foyer({ ...rejointe, personnes: [cjt(true, { role: 'DEM' }), dem(true, { role: 'CJT' })] }),
  ])
  expect(await motifs()).toEqual([])
})

test('qui ouvre sa propre demande et rejoint un foyer au RSA dans le même fichier : c’est une première demande', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [
    temoin,
    foyer({ personnes: [dem(), cjt()] }),
    foyer({ numero: '05900000002', personnes: [cjt(true, { role: 'DEM' })] }),
  ])
  expect(await motifs()).toEqual(['002 DEM premiere-demande'])
})

test('deux droits perdus par le même fichier : le retour est celui du foyer par lequel on revient', async () => {
  const seul = { personnes: [cjt(true, { role: 'DEM' })] }
  await importerMois(essai, '2025-01', [temoin, foyer({ personnes: [dem(), cjt()] })])
  await importerMois(essai, '2025-02', [
    temoin,
    foyer({ etat: '1', personnes: [dem(), cjt()] }),
    clos('2025-02-28', { numero: '05900000003', ...seul }),
  ])
  await importerMois(essai, '2025-03', [temoin, foyer({ etat: '1' }), foyer({ numero: '05900000003', ...seul })])
  expect(await motifs()).toEqual(['003 DEM retour-apres-radiation'])
})

test('revenu d’une suspension courte, passé d’une demande à l’autre dans le mois : rien ne s’ouvre', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer()])
  await importerMois(essai, '2025-02', [temoin, suspendu('2025-02-27')])
  await importerJour(essai, '2025-03-06', [foyer({ numero: '05900000002' })])
  await importerJour(essai, '2025-03-08', [clos('2025-03-08', { numero: '05900000002' })])
  await importerJour(essai, '2025-03-10', [foyer({ numero: '05900000003' })])
  expect(await motifs()).toEqual([])
})

test('une longue suspension qu’aucun flux mensuel n’a vue ne change pas le motif du mois', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer({ personnes: [dem(false)] })])
  await importerMois(essai, '2025-02', [temoin, foyer({ personnes: [dem(false)] })])
  await importerJour(essai, '2025-03-13', [suspendu('2023-11-17', { personnes: [dem(false)] })])
  await importerMois(essai, '2025-03', [
    temoin,
    suspendu('2023-11-17', { personnes: [dem(false)] }),
    foyer({ numero: '05900000004' }),
  ])
  expect(await motifs()).toEqual(['004 DEM premiere-demande'])
})
