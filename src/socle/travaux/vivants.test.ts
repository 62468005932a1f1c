import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { ajouterBrut } from '../../essai-travaux.ts'
import { adresseDe, ROLE_TRAVAUX } from '../postgres/portes.ts'
import { tenirVivant, type Vivant } from './vivants.ts'

const essai = unEssai()
const RYTHME = 400
const vivants: Vivant[] = []
let admin: pg.Client
beforeEach(async () => {
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
})
afterEach(async () => {
  for (const v of vivants.splice(0)) await v.fermer()
  await admin.end()
})
const vivre = async (nom: string, rythme = RYTHME) => {
  const v = await tenirVivant(adresseDe(essai.url, ROLE_TRAVAUX), nom, { rythme })
  vivants.push(v)
  return v
}
/** A job that this process holds. */
async function unTravailTenu(nom: string): Promise<void> {
  await ajouterBrut(essai, `essai-${nom}`, {})
  await admin.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = $1
     where task_id = (select id from graphile_worker._private_tasks where identifier = $2)`,
    [nom, `essai-${nom}`],
  )
}
const tenus = async () =>
  (
    await admin.query<{ nom: string }>(
      'select locked_by as nom from graphile_worker.jobs where locked_by is not null order by 1',
    )
  ).rows.map(r => r.nom)
const jusqua = async (attendus: string[]) => {
  for (let i = 0; i < 100 && JSON.stringify(await tenus()) !== JSON.stringify(attendus); i++) await attendre(50)
  expect(await tenus()).toEqual(attendus)
}

test('ce que tenait un mort est libéré, jamais ce que tient un vivant, même longtemps', async () => {
  for (const nom of ['mort', 'pool-a', 'pool-b']) await unTravailTenu(nom)
  const b = await vivre('pool-b')
  await vivre('pool-a')
  await jusqua(['pool-a', 'pool-b'])
  await attendre(4 * RYTHME)
  expect(await tenus()).toEqual(['pool-a', 'pool-b'])
  await b.fermer()
  await jusqua(['pool-a'])
})

test('un vivant qui perd sa connexion la reprend, et garde ses travaux', async () => {
  await unTravailTenu('pool-b')
  await vivre('pool-a')
  await vivre('pool-b')
  for (let i = 0; i < 5; i++) {
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()`,
      [ROLE_TRAVAUX],
    )
    await attendre(RYTHME)
  }
  expect(await tenus()).toEqual(['pool-b'])
  await unTravailTenu('mort')
  await jusqua(['pool-b'])
})

test('vu mort avant que la base parte, il ne l’est pas dès qu’elle revient : il a lui aussi son verrou à reprendre', async () => {
  const LENT = 2000
  await unTravailTenu('pool-b')
  const debut = performance.now()
  await vivre('pool-a', LENT)
  await attendre(LENT / 4)
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()`,
    [ROLE_TRAVAUX],
  )
  // The second look, the first since the base is back.
  await attendre(1.5 * LENT - (performance.now() - debut))
  expect(await tenus()).toEqual(['pool-b'])
})

test('l’horloge a eu un an d’avance, puis fut remise : les rondes reviennent, et ce qui attendait l’an prochain se fait', async () => {
  await ajouterBrut(essai, 'essai-reporte', {})
  await ajouterBrut(essai, 'essai-bientot', {})
  await admin.query(`
    update graphile_worker._private_jobs j set run_at = now() + case t.identifier when 'essai-reporte' then interval '1 year' else '5 hours' end
      from graphile_worker._private_tasks t where t.id = j.task_id;
    insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('essai-ronde', now(), now() + interval '1 year'), ('essai-autre', now(), now() + interval '30 seconds')`)
  await vivre('pool-a')
  const apres = async () =>
    (
      await admin.query<{ nom: string }>(`
        select identifier as nom from graphile_worker._private_known_crontabs where last_execution > now()
        union all select task_identifier from graphile_worker.jobs where run_at > now() order by 1`)
    ).rows.map(r => r.nom)
  for (let i = 0; i < 100 && (await apres()).length > 2; i++) await attendre(50)
  expect(await apres()).toEqual(['essai-autre', 'essai-bientot'])
})

test('ce qui est rendu peut être pris aussitôt', async () => {
  await unTravailTenu('pool-a')
  const a = await vivre('pool-a')
  await a.rendre()
  expect(await tenus()).toEqual([])
})
