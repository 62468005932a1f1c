import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { conserverAu } from './essai-conserver.ts'
import { lieuxDe } from './essai-lieux.ts'
import { TRACES, uneVieEntiere } from './essai-vie.ts'
import type { personnesAuTerme } from './personnes-au-terme.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const passer = (jour: string) => conserverAu(essai, `${jour}T04:00:00Z`)

test('le retard pris pendant un arrêt se rattrape en un passage, lot après lot', async () => {
  await sql`
    with p as (
      insert into personne (id, nom, nom_naissance, prenom, date_naissance, sexe, identite_source, identite_le)
      select gen_random_uuid(), 'ESSAI-RETARD', 'ESSAI-RETARD', 'ANNE', '1985-04-12', '2', 'CAF', '2019-01-10'
      from generate_series(1, 401) returning id)
    insert into archive (personne_id, le) select id, '2021-01-11' from p`.execute(db())
  await passer('2025-03-10')
  expect([await compter(essai, 'personne'), await compter(essai, 'archive')]).toEqual([0, 0])
  const preuves = await db().selectFrom('effacement').select('personnes').orderBy('personnes').execute()
  expect(preuves.map(p => p.personnes)).toEqual([1, 200, 200])
})

test('trente jours aux archives au moins, même pour qui n’a pas donné signe depuis dix ans', async () => {
  await uneVieEntiere(essai, await essai.unAgent('referent'))
  await passer('2025-03-10')
  await passer('2025-04-08')
  expect(await compter(essai, 'archive')).toBe(1)
  expect(await lieuxDe(essai, [TRACES.nom])).not.toEqual([])
  await passer('2025-04-09')
  expect(await lieuxDe(essai, [TRACES.nom])).toEqual([])
})

test('une structure fermée, dont plus aucun agent n’a de compte, ne retient pas ses dossiers', async () => {
  const elle = await uneVieEntiere(essai, await essai.unAgent('referent'))
  await db().updateTable('structure').set({ fermeeLe: '2020-01-01' }).execute()
  await db().updateTable('habilitation').set({ fin: '2024-02-01' }).execute()
  await db().updateTable('agent').set({ desactiveLe: '2024-02-01' }).execute()
  await passer('2025-03-10')
  await passer('2025-04-10')
  expect(await lieuxDe(essai, [...Object.values(TRACES), elle.id, elle.foyerId, elle.numero])).toEqual([])
})

test('il archive et efface le jour que l’aperçu annonce, pas la veille', async () => {
  const { id } = await uneVieEntiere(essai, await essai.unAgent('referent'), { dernier: '2021-06-20' })
  const admin = await essai.unAgent('administrateur')
  await db().updateTable('habilitation').set({ debut: '2020-01-01' }).execute()
  await essai.base.commun.updateTable('session').set({ expireLe: '2026-01-01T00:00:00Z' }).execute()
  const annonce = async (quoi: 'archiver' | 'effacer', mois: string) =>
    (
      await admin.appeler<typeof personnesAuTerme>('GET /conservation/personnes', { quoi, mois, page: 1 })
    ).json.personnes.map(p => [p.id, p.le])
  essai.now = '2023-06-01T04:00:00Z'
  expect(await annonce('archiver', '2023-06')).toEqual([[id, '2023-06-20']])
  await passer('2023-06-19')
  expect(await compter(essai, 'archive')).toBe(0)
  await passer('2023-06-20')
  expect(await compter(essai, 'archive')).toBe(1)
  essai.now = '2025-06-01T04:00:00Z'
  expect(await annonce('effacer', '2025-06')).toEqual([[id, '2025-06-20']])
  await passer('2025-06-19')
  expect(await lieuxDe(essai, [TRACES.nom])).not.toEqual([])
  await passer('2025-06-20')
  expect(await lieuxDe(essai, [TRACES.nom])).toEqual([])
})
