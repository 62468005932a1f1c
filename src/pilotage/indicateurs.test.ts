import { expect, test } from 'vitest'
import { recitMiseEnVeille, recitReprise } from '../droit/droit.recits.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { INDICATEURS } from '../indicateurs.ts'
import { unEntrant, unSuivi } from './essai-pilotage.ts'

const essai = unEssai()
const mars = { du: '2025-03-01', au: '2025-03-31' }

/** Ten new entrants and what became of them; every figure below is counted by hand on these ten lines. */
async function dixEntrants() {
  await unEntrant(essai, '2025-02-28', { orienteLe: '2025-03-05' }) // février : hors de mars
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-15' }) // à temps, le dernier jour
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-16' }) // un jour trop tard, dans le mois
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-31' }) // dernier jour du mois
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-04-01' }) // hors du mois
  await unEntrant(essai, '2025-03-10', { orienteLe: '2025-03-10', motif: 'retour-apres-radiation' }) // le jour même
  await unEntrant(essai, '2025-03-12', { orienteLe: '2025-03-20', global: true }) // à temps, accompagnement global
  await unEntrant(essai, '2025-03-20', { closeLe: '2025-03-25' }) // sorti avant d’être orienté
  await unEntrant(essai, '2025-03-31') // attend encore
  await unEntrant(essai, '2025-04-01') // avril : hors de mars
}

test('I01 compte les entrées reçues dans le mois, premier et dernier jours compris, par motif', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await dixEntrants()
  const { valeur, parMotif } = await INDICATEURS.I01(essai.ctx(), mars)
  expect(valeur).toBe(8)
  expect(parMotif).toEqual([
    { motif: 'premiere-demande', personnes: 7 },
    { motif: 'retour-apres-radiation', personnes: 1 },
    { motif: 'arrivee-departement', personnes: 0 },
    { motif: 'entree-dans-un-foyer', personnes: 0 },
    { motif: 'passage-sous-le-seuil', personnes: 0 },
    { motif: 'retour-apres-suspension-longue', personnes: 0 },
  ])
})

test('I02 compte les orientés en 15 jours et en un mois, les délais qui courent et l’accompagnement global à part', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await dixEntrants()
  expect(await INDICATEURS.I02(essai.ctx(), mars)).toEqual({
    valeur: 3750,
    numerateur: 3,
    denominateur: 8,
    unMois: { valeur: 6250, numerateur: 5, denominateur: 8 },
    accompagnementGlobal: { orientes: 1, aTemps: 1 },
    enCours: 1,
    sortis: 1,
  })
})

test('reçu le 1er mars : orienté le 15 mars compte, le 16 ne compte pas (S1 annexe 4)', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-15' })
  expect(await INDICATEURS.I02(essai.ctx(), mars)).toMatchObject({ numerateur: 1, denominateur: 1, valeur: 10_000 })
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-16' })
  expect(await INDICATEURS.I02(essai.ctx(), mars)).toMatchObject({ numerateur: 1, denominateur: 2, valeur: 5000 })
})

test('une période vide donne un taux nul, pas zéro', async () => {
  expect(await INDICATEURS.I01(essai.ctx(), mars)).toMatchObject({ valeur: 0 })
  expect(await INDICATEURS.I02(essai.ctx(), mars)).toMatchObject({ valeur: null, numerateur: 0, denominateur: 0 })
  expect(await INDICATEURS.I05(essai.ctx(), mars)).toMatchObject({ valeur: 0, parOrganisme: [], parStructure: [] })
})

test('à une date passée, ce qui est arrivé ensuite ne compte pas', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await dixEntrants()
  const auQuinze = { ...mars, asOf: '2025-03-15' }
  expect(await INDICATEURS.I01(essai.ctx(), auQuinze)).toMatchObject({ valeur: 6 })
  // The 15th: oriented on 10 and 15 March; the three others of 1 March are still in time that day, the one of the 12th too.
  expect(await INDICATEURS.I02(essai.ctx(), auQuinze)).toMatchObject({
    numerateur: 2,
    denominateur: 6,
    enCours: 4,
    sortis: 0,
  })
  expect(await INDICATEURS.I02(essai.ctx(), { ...mars, asOf: '2025-03-16' })).toMatchObject({ enCours: 1 })
})

test('une date à venir se mesure à aujourd’hui', async () => {
  essai.now = '2025-03-10T09:00:00Z'
  await unEntrant(essai, '2025-03-10')
  expect(await INDICATEURS.I02(essai.ctx(), { ...mars, asOf: '2030-01-01' })).toMatchObject({ enCours: 1 })
})

test('le délai est celui en vigueur au jour de réception', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await essai.base
    .territoire('59')
    .insertInto('parametre')
    .values({ cle: 'orientation.delai-jours', effetLe: '2025-03-10', valeur: '10', saisiLe: essai.now })
    .execute()
  await unEntrant(essai, '2025-03-09', { orienteLe: '2025-03-23' }) // 15 jours : à temps
  await unEntrant(essai, '2025-03-10', { orienteLe: '2025-03-19' }) // 10 jours : à temps
  await unEntrant(essai, '2025-03-10', { orienteLe: '2025-03-20' }) // 10 jours : trop tard
  expect(await INDICATEURS.I02(essai.ctx(), mars)).toMatchObject({ numerateur: 2, denominateur: 3 })
})

test('un mois finit comme le calendrier : reçu le 31 janvier, à temps jusqu’au 27 février', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await unEntrant(essai, '2025-01-31', { orienteLe: '2025-02-27' })
  await unEntrant(essai, '2025-01-31', { orienteLe: '2025-02-28' })
  const { unMois } = await INDICATEURS.I02(essai.ctx(), { du: '2025-01-01', au: '2025-01-31' })
  expect(unMois).toEqual({ valeur: 5000, numerateur: 1, denominateur: 2 })
})

test('les filtres de commune et d’intercommunalité retiennent le foyer de l’entrée', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await unEntrant(essai, '2025-03-03', { codeInsee: '59599' })
  await unEntrant(essai, '2025-03-03', { codeInsee: '59350' })
  await unEntrant(essai, '2025-03-03', { codeInsee: '59122' })
  const i01 = async (filtre: object) => (await INDICATEURS.I01(essai.ctx(), { ...mars, ...filtre })).valeur
  expect(await i01({ commune: '59599' })).toBe(1)
  expect(await i01({ commune: '59599,59122' })).toBe(2)
  expect(await i01({ epci: '200093201' })).toBe(2) // Métropole européenne de Lille, sans Cambrai
  expect(await i01({ epci: '200093201', commune: '59122' })).toBe(0)
})

test('I05 répartit les personnes suivies un jour donné, les veilles à part', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const ft = await essai.uneStructure({ nom: 'Agence', organisme: 'france-travail' })
  const cd = await essai.uneStructure({ nom: 'Maison', organisme: 'conseil-departemental' })
  const { id: chezFt } = await essai.unAgent('referent', { structureId: ft })
  const { id: chezCd } = await essai.unAgent('referent', { structureId: cd })
  const suivre = async (suivi: Omit<Parameters<typeof unSuivi>[2], 'debut'> & { debut?: string }) =>
    unSuivi(essai, (await unePersonne(essai)).id, { debut: '2025-03-01', ...suivi })
  await suivre({ dominante: 'emploi', structureId: ft, referentId: chezFt })
  await suivre({ dominante: 'emploi', structureId: ft, referentId: chezFt, debut: '2025-03-31' }) // commence ce jour : compte
  await suivre({ dominante: 'emploi', structureId: ft, referentId: chezFt, debut: '2025-04-01' }) // après : non
  await suivre({ dominante: 'equilibre', structureId: cd, referentId: chezCd, fin: '2025-04-01' }) // finit le lendemain : compte
  await suivre({ dominante: 'equilibre', structureId: cd, referentId: chezCd, fin: '2025-03-31' }) // finit ce jour : non
  await suivre({ dominante: 'remobilisation', structureId: cd, referentId: chezCd, veilleDepuis: '2025-03-20' })
  await suivre({ dominante: 'remobilisation', structureId: cd, referentId: chezCd, veilleDepuis: '2025-04-02' }) // en veille plus tard
  await suivre({ dominante: 'remobilisation', structureId: cd }) // référent à désigner
  expect(await INDICATEURS.I05(essai.ctx(), mars)).toEqual({
    le: '2025-03-31',
    valeur: 5,
    enVeille: 1,
    parDominante: [
      { dominante: 'emploi', personnes: 2, enVeille: 0 },
      { dominante: 'equilibre', personnes: 1, enVeille: 0 },
      { dominante: 'remobilisation', personnes: 2, enVeille: 1 },
    ],
    parOrganisme: expect.arrayContaining([
      { organisme: 'france-travail', personnes: 2, enVeille: 0 },
      { organisme: 'conseil-departemental', personnes: 2, enVeille: 1 },
      { organisme: null, personnes: 1, enVeille: 0 },
    ]),
    parStructure: expect.arrayContaining([
      { structureId: ft, structure: 'Agence', organisme: 'france-travail', personnes: 2, enVeille: 0 },
      { structureId: cd, structure: 'Maison', organisme: 'conseil-departemental', personnes: 2, enVeille: 1 },
      { structureId: null, structure: null, organisme: null, personnes: 1, enVeille: 0 },
    ]),
  })
})

test('I05 au passé : un suivi repris depuis dormait bien ce jour-là', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const agent = await essai.unAgent('referent')
  const personne = await unePersonne(essai)
  await unSuivi(essai, personne.id, {
    debut: '2025-01-10',
    dominante: 'emploi',
    structureId: agent.structureId ?? '',
    referentId: agent.id,
  })
  await essai.enTransaction(async ctx => {
    await ctx.record({ personne: personne.id }, recitMiseEnVeille, { le: '2025-03-05T00:00:00+01:00' })
    await ctx.record({ personne: personne.id }, recitReprise, { le: '2025-04-03T00:00:00+02:00' })
  })
  const en = async (au: string) => (await INDICATEURS.I05(essai.ctx(), { du: '2025-01-01', au })).enVeille
  expect([await en('2025-03-04'), await en('2025-03-31'), await en('2025-04-10')]).toEqual([0, 1, 0])
})

test('une personne fusionnée dans un autre dossier ne compte plus', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const { personneId } = await unEntrant(essai, '2025-03-03')
  const { personneId: gardee } = await unEntrant(essai, '2025-03-03')
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ fusionneeDans: gardee })
    .where('id', '=', personneId)
    .execute()
  expect(await INDICATEURS.I01(essai.ctx(), mars)).toMatchObject({ valeur: 1 })
})
