import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { toutLeDossier } from '../../dossier/essai-dossier.ts'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { LIENS } from '../../liens.ts'
import { uneVieEntiere } from '../../protection/essai-vie.ts'
import { deuxDossiers, photographie, reunir, separer, unDoublon } from './essai-doublons.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

test('séparer défait tout : chaque ligne est comme avant', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(essai, agent)
  // A file merged earlier into the absorbed one follows it, and comes back to it.
  const ancienne = await unePersonne(essai)
  await db().updateTable('personne').set({ fusionneeDans: absorbee.id }).where('id', '=', ancienne.id).execute()
  const avant = await photographie(essai)
  await reunir(agent, doublonId, gardee.id)
  expect(await photographie(essai)).not.toEqual(avant)
  expect((await separer(agent, doublonId)).json).toEqual({ statut: 'a-decider' })
  expect(await photographie(essai)).toEqual(avant)
  expect((await separer(agent, doublonId)).json).toEqual({ statut: 'a-decider' })
  const types = await db().selectFrom('evenement').select(['type', 'personneId']).orderBy('id').execute()
  expect(types.slice(1)).toEqual([
    { type: 'fusion', personneId: gardee.id },
    { type: 'separation', personneId: gardee.id },
    { type: 'separation', personneId: absorbee.id },
  ])
})

test('chaque table qui mène à une personne part à la réunion et revient à la séparation', async () => {
  const [agent, referent] = [await essai.unAgent('charge-orientation'), await essai.unAgent('referent')]
  const gardee = await uneVieEntiere(essai, referent)
  const absorbee = await uneVieEntiere(essai, referent, { nir: '2850459999778' })
  const doublonId = await unDoublon(essai, gardee.id, absorbee.id)
  const parDossier = () =>
    Promise.all(
      LIENS.filter(l => l.vers === 'personne' && !['evenement', 'consultation'].includes(l.table)).map(async l => {
        const { rows } = await sql<{ ligne: string }>`
          select t::text as ligne from ${sql.table(l.table)} t order by 1`.execute(db())
        return [l.table, rows.map(r => r.ligne)]
      }),
    )
  const avant = await parDossier()
  expect((await reunir(agent, doublonId, gardee.id)).status).toBe(200)
  await separer(agent, doublonId)
  expect(await parDossier()).toEqual(avant)
})

test('dans l’autre sens aussi, et quand les deux dossiers ont connu le même foyer', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(essai, agent)
  await db()
    .insertInto('membre')
    .values({
      personneId: gardee.id,
      foyerId: absorbee.foyerId,
      role: 'DEM',
      aCharge: true,
      debut: '2024-01-31',
      fin: '2025-02-28',
    })
    .execute()
  const avant = await photographie(essai)
  expect((await reunir(agent, doublonId, absorbee.id)).status).toBe(200)
  await separer(agent, doublonId)
  expect(await photographie(essai)).toEqual(avant)
})

test('ce que la CAF écrit après la réunion dans le foyer de l’autre dossier y retourne avec lui', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(essai, agent)
  await reunir(agent, doublonId, gardee.id)
  const flux = await db().selectFrom('flux').select('numero').orderBy('numero').execute()
  await sql`update droit set fin = '2025-03-31', flux_fin = ${flux[0]?.numero} where foyer_id = ${absorbee.foyerId}`.execute(
    db(),
  )
  await db()
    .insertInto('droit')
    .values({
      personneId: gardee.id,
      foyerId: absorbee.foyerId,
      role: 'DEM',
      etat: '4',
      soumis: true,
      motif: '06',
      debut: '2025-03-31',
      fluxDebut: flux[0]?.numero ?? 0,
    })
    .execute()
  await separer(agent, doublonId)
  const droits = await db()
    .selectFrom('droit')
    .select(['personneId', 'etat'])
    .where('foyerId', '=', absorbee.foyerId)
    .execute()
  expect(droits.map(d => d.personneId)).toEqual([absorbee.id, absorbee.id])
})

test('deux délais en cours : celui du dossier gardé doit être le plus ancien, l’autre attend dans l’ancien dossier', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const tot = await unePersonne(essai, { entreeRecueLe: '2025-03-01' })
  const tard = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  const doublonId = await unDoublon(essai, tot.id, tard.id)
  expect(await reunir(agent, doublonId, tard.id)).toMatchObject({ status: 409, json: { code: 'delai-plus-ancien' } })
  const avant = await photographie(essai)
  expect((await reunir(agent, doublonId, tot.id)).status).toBe(200)
  const fiche = await toutLeDossier(agent, tot.id)
  expect(fiche.entree?.recuLe).toBe('2025-03-01')
  await separer(agent, doublonId)
  expect(await photographie(essai)).toEqual(avant)
})

test('une fusion faite avant que chaque domaine dise la sienne se défait aussi', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, doublonId } = await deuxDossiers(essai, agent)
  const avant = await photographie(essai)
  await reunir(agent, doublonId, gardee.id)
  await sql`
    update doublon set deplacements = (deplacements - 'tables') || jsonb_build_object(
      'nir', t -> 'personne' -> 'nir', 'personnes', t -> 'personne' -> 'personnes', 'membres', t -> 'membre', 'droits', t -> 'droit',
      'entrees', t -> 'entree', 'rendezVous', t -> 'rendez_vous', 'diagnostics', t -> 'diagnostic', 'orientations', t -> 'orientation',
      'accompagnements', t -> 'accompagnement', 'courriers', t -> 'courrier', 'donnees', t -> 'donnee')
    from (select id as i, deplacements -> 'tables' as t from doublon) x where x.i = id`.execute(db())
  expect((await db().selectFrom('doublon').select('deplacements').executeTakeFirst())?.deplacements).not.toHaveProperty(
    'tables',
  )
  await sql.raw(readFileSync('migrations/territoire/000018_liens.sql', 'utf8')).execute(db())
  await separer(agent, doublonId)
  expect(await photographie(essai)).toEqual(avant)
})

test('trois dossiers : la dernière réunion se défait la première', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [a, b, c] = [await unePersonne(essai), await unePersonne(essai), await unePersonne(essai)]
  const [premier, second] = [await unDoublon(essai, a.id, b.id), await unDoublon(essai, a.id, c.id)]
  const avant = await photographie(essai)
  await reunir(agent, premier, a.id)
  essai.now = '2025-03-11T09:00:00Z'
  await reunir(agent, second, c.id)
  const fiche = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: b.id })
  expect(fiche.json.id).toBe(c.id)
  expect(fiche.json.foyers).toHaveLength(3)
  expect((await agent.brut('POST /doublons/:doublonId/separation', { doublonId: premier })).status).toBe(409)
  await separer(agent, second)
  await separer(agent, premier)
  expect(await photographie(essai)).toEqual(avant)
})
