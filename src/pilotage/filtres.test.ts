import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { INDICATEURS } from '../indicateurs.ts'
import { unEntrant, unSuivi } from './essai-pilotage.ts'
import type { personnesIndicateur } from './personnes-indicateur.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const mars = { du: '2025-03-01', au: '2025-03-31' }
const suivre = async (options: Parameters<typeof unePersonne>[1] = {}, suivi = {}) => {
  const { id } = await unePersonne(essai, options)
  await unSuivi(essai, id, { debut: '2025-03-01', dominante: 'emploi', ...suivi })
  return id
}
const i05 = async (filtre: object = {}) => (await INDICATEURS.I05(essai.ctx(), { ...mars, ...filtre })).valeur

test('une personne réunie à un autre dossier ne compte plus parmi les suivies', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const [gardee, reunie] = [await suivre(), await suivre()]
  await db().updateTable('personne').set({ fusionneeDans: gardee }).where('id', '=', reunie).execute()
  expect(await i05()).toBe(1)
})

test('le filtre de sexe retient les personnes de ce sexe, entrées et suivies', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  await suivre({ sexe: '1' })
  await suivre({ sexe: '2' })
  await suivre({ sexe: '2' })
  expect([await i05({ sexe: '1' }), await i05({ sexe: '2' })]).toEqual([1, 2])
  const { personneId } = await unEntrant(essai, '2025-03-03')
  await unEntrant(essai, '2025-03-03')
  await unEntrant(essai, '2025-03-03')
  await db().updateTable('personne').set({ sexe: '1' }).where('id', '=', personneId).execute()
  const i01 = async (sexe: '1' | '2') => (await INDICATEURS.I01(essai.ctx(), { ...mars, sexe })).valeur
  expect([await i01('1'), await i01('2')]).toEqual([1, 2])
})

test('une personne qui déménage compte dans une seule commune : celle où elle vit au jour mesuré', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const id = await suivre({ codeInsee: '59350' })
  const { foyerId } = await unePersonne(essai, { codeInsee: '59599' })
  await db().updateTable('membre').set({ fin: '2025-03-31' }).where('personneId', '=', id).execute()
  await db()
    .insertInto('membre')
    .values({ personneId: id, foyerId, role: 'DEM', aCharge: true, debut: '2025-03-31' })
    .execute()
  const dans = async (commune: string, au: string) => i05({ commune, au })
  expect([await dans('59350', '2025-03-30'), await dans('59599', '2025-03-30')]).toEqual([1, 0])
  expect([await dans('59350', '2025-03-31'), await dans('59599', '2025-03-31')]).toEqual([0, 1])
})

test('au jour mesuré : orientée ou sortie ce jour compte déjà, le dernier jour du délai court encore, sortie il ne court plus', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const mesurer = () => INDICATEURS.I02(essai.ctx(), { ...mars, asOf: '2025-03-15' })
  await unEntrant(essai, '2025-03-01')
  expect(await mesurer()).toMatchObject({ denominateur: 1, enCours: 1, sortis: 0 })
  await unEntrant(essai, '2025-03-03', { closeLe: '2025-03-15' })
  expect(await mesurer()).toMatchObject({ denominateur: 2, enCours: 1, sortis: 1 })
  await unEntrant(essai, '2025-03-03', { orienteLe: '2025-03-15' })
  expect(await mesurer()).toMatchObject({ denominateur: 3, numerateur: 1, enCours: 1, sortis: 1 })
})

test('l’accompagnement global compte les orientations globales, décidées au jour mesuré', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const { personneId, entreeId } = await unEntrant(essai, '2025-03-03', { orienteLe: '2025-03-10' })
  const reprise = { debut: '2025-03-10', dominante: 'emploi', entreeId }
  await unSuivi(essai, personneId, { ...reprise, fin: '2025-03-20' })
  await unSuivi(essai, personneId, { ...reprise, debut: '2025-03-20', global: true })
  const au = async (asOf: string) =>
    (await INDICATEURS.I02(essai.ctx(), { ...mars, asOf })).accompagnementGlobal.orientes
  expect([await au('2025-03-19'), await au('2025-03-20')]).toEqual([0, 1])
})

test('un référent changé ne compte que pour son jour : celui qui finit ce jour laisse la place', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const [avant, apres] = [await essai.unAgent('referent'), await essai.unAgent('referent')]
  const id = await suivre({}, { debut: '2025-02-01', structureId: avant.structureId, referentId: avant.id })
  const { orientationId } = await db().selectFrom('accompagnement').select('orientationId').executeTakeFirstOrThrow()
  await db().updateTable('accompagnement').set({ fin: '2025-03-31' }).execute()
  await db()
    .insertInto('accompagnement')
    .values({
      id: crypto.randomUUID(),
      personneId: id,
      orientationId,
      referentId: apres.id,
      structureId: apres.structureId ?? '',
      debut: '2025-03-31',
    })
    .execute()
  const chez = async (au: string) => (await INDICATEURS.I05(essai.ctx(), { ...mars, au })).parStructure
  expect((await chez('2025-03-30')).map(s => s.structureId)).toEqual([avant.structureId])
  expect((await chez('2025-03-31')).map(s => s.structureId)).toEqual([apres.structureId])
})

test('derrière un chiffre, la liste tient les mêmes bornes que lui', async () => {
  essai.now = '2025-03-15T09:00:00Z'
  const awa = await essai.unAgent('charge-orientation')
  const lire = async (input: { indicateur: 'I02' | 'I05'; parmi?: 'a-temps' | 'hors-delai' | 'en-cours' }) =>
    (await awa.appeler<typeof personnesIndicateur>('GET /pilotage/:indicateur/personnes', { ...mars, ...input })).json
  const lister = async (input: Parameters<typeof lire>[0]) => (await lire(input)).total
  const delais = async () => (await lire({ indicateur: 'I02' })).lignes.map(l => l.delai).sort()
  await unEntrant(essai, '2025-03-01')
  await unEntrant(essai, '2025-03-01', { closeLe: '2025-03-10' })
  expect(await lister({ indicateur: 'I02', parmi: 'en-cours' })).toBe(1)
  // Each says of itself what the list says of it; who left before is none of them.
  expect(await delais()).toEqual(['en-cours', null])
  essai.now = '2025-03-16T09:00:00Z'
  expect(await lister({ indicateur: 'I02', parmi: 'hors-delai' })).toBe(1)
  expect(await delais()).toEqual(['hors-delai', null])
  // Oriented on the last day of the delay, then on the day after.
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-15' })
  await unEntrant(essai, '2025-03-01', { orienteLe: '2025-03-16' })
  expect(await lister({ indicateur: 'I02', parmi: 'a-temps' })).toBe(1)
  expect(await lister({ indicateur: 'I02', parmi: 'hors-delai' })).toBe(2)
  const { id: referentId, structureId } = await essai.unAgent('referent')
  await suivre({}, { structureId, referentId, veilleDepuis: '2025-03-05' })
  await suivre({}, { structureId, referentId })
  expect(await lister({ indicateur: 'I05' })).toBe(1)
})
