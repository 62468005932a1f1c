import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { conservation } from './conservation.ts'
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

/** What the screen announces to the administrator: who, which day. */
async function lAnnonce() {
  const admin = await essai.unAgent('administrateur')
  await db().updateTable('habilitation').set({ debut: '2020-01-01' }).execute()
  await sessionsSansFin(essai)
  return async (quoi: 'archiver' | 'effacer', mois: string) =>
    (
      await admin.appeler<typeof personnesAuTerme>('GET /conservation/personnes', { quoi, mois, page: 1 })
    ).json.personnes.map(p => [p.id, p.le])
}

test.each([
  ['le 20 juin', '2021-06-20', 2, '2023-06-20', '2025-06-20'],
  ['le 29 février, une année sans 29 au terme de la base active', '2020-02-29', 2, '2022-03-01', '2024-02-29'],
  ['le 29 février, une année sans 29 au terme des archives', '2020-02-29', 1, '2022-03-01', '2023-03-01'],
  ['le 28 février, une année avec 29 au terme', '2022-02-28', 2, '2024-02-28', '2026-02-28'],
])(
  'dernier contact %s : archivé et effacé le jour que l’aperçu annonce, pas la veille',
  async (_, dernier, annees, archive, efface) => {
    await sql`insert into parametre (cle, effet_le, valeur, saisi_le) values ('conservation.archive-annees', '2020-01-01',
    ${String(annees)}::jsonb, '2020-01-01')`.execute(db())
    const { id } = await uneVieEntiere(essai, await essai.unAgent('referent'), { dernier })
    const annonce = await lAnnonce()
    const veille = (jour: string) => Temporal.PlainDate.from(jour).subtract({ days: 1 }).toString()
    const aLEcran = async (quoi: 'archiver' | 'effacer', jour: string) => {
      essai.now = `${veille(jour)}T04:00:00Z`
      expect([
        ...(await annonce(quoi, veille(jour).slice(0, 7))),
        ...(await annonce(quoi, jour.slice(0, 7))),
      ]).toContainEqual([id, jour])
    }
    await aLEcran('archiver', archive)
    await passer(veille(archive))
    expect(await compter(essai, 'archive')).toBe(0)
    await passer(archive)
    expect(await compter(essai, 'archive')).toBe(1)
    await aLEcran('effacer', efface)
    await passer(veille(efface))
    expect(await lieuxDe(essai, [TRACES.nom])).not.toEqual([])
    await passer(efface)
    expect(await lieuxDe(essai, [TRACES.nom])).toEqual([])
  },
)

test.each([
  ['31 mars gardée onze mois part le 1er mars : février n’a pas de 31', '2024-03-31', '11', '2025-02-10', '2025-03-01'],
  [
    '31 janvier gardée un an part le 1er février : le jour commencé est gardé entier',
    '2024-01-31',
    '12',
    '2025-01-10',
    '2025-02-01',
  ],
])('une lecture du %s, comme annoncé', async (_, jour, mois, aujourdhui, part) => {
  essai.now = `${aujourdhui}T09:00:00Z`
  const admin = await essai.unAgent('administrateur')
  await sql`insert into parametre (cle, effet_le, valeur, saisi_le) values ('conservation.lectures-mois', '2020-01-01',
    ${mois}::jsonb, '2020-01-01')`.execute(db())
  const lue = { personneId: uuidv7(), acteur: 'agent', acteurId: admin.id, role: null, quoi: 'dossier' }
  await db()
    .insertInto('consultation')
    .values({ ...lue, le: `${jour}T15:00:00Z` })
    .execute()
  const { json } = await admin.appeler<typeof conservation>('GET /conservation', {})
  expect(json.mois.slice(0, 2).map(m => m.lignes)).toEqual([{}, { consultation: 1 }])
  await passer(Temporal.PlainDate.from(part).subtract({ days: 1 }).toString())
  expect(await compter(essai, 'consultation')).toBe(1)
  await passer(part)
  expect(await compter(essai, 'consultation')).toBe(0)
})
