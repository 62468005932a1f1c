import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { NOMS_GENRES } from '../import/import.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creerAcces } from './creer-acces.ts'

const essai = unEssai()

/** PostgreSQL stops the first event written, as it stops one of two transactions that wait for each other. */
async function interbloquerUneFois(agir: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  try {
    await client.query(`
      create sequence t_59.essai_tour; grant usage on sequence t_59.essai_tour to public;
      create function t_59.essai_interbloquer() returns trigger language plpgsql as $$ begin
        if nextval('t_59.essai_tour') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
        return new; end $$;
      create trigger essai_interbloquer before insert on t_59.evenement for each row execute function t_59.essai_interbloquer()`)
    await agir()
  } finally {
    await client.query('drop function t_59.essai_interbloquer cascade; drop sequence t_59.essai_tour')
    await client.end()
  }
}

test('une clé dont l’écriture est rejouée est dite, sert, et son don est raconté une fois', async () => {
  const admin = await essai.unAgent('administrateur')
  await interbloquerUneFois(async () => {
    const { status, json } = await admin.appeler<typeof creerAcces>('POST /acces', {
      ...{ id: uuidv7(), nom: 'Logiciel ESSAI', genres: [...NOMS_GENRES] },
    })
    expect([status, typeof json.cle]).toEqual([200, 'string'])
  })
  expect(await compter(essai, 'evenement')).toBe(1)
})

/** All of them are in the middle of it at once: nobody writes an event before each waits for something. */
async function ensemble<T>(demandes: readonly (() => Promise<T>)[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  try {
    await client.query('begin; lock table t_59.evenement in share mode')
    const reponses = Promise.all(demandes.map(demander => demander()))
    await vi.waitFor(async () => {
      const { rows } = await client.query(`select count(*)::int as n from pg_locks
        where not granted and database = (select oid from pg_database where datname = current_database())`)
      expect(rows).toEqual([{ n: demandes.length }])
    }, 10_000)
    await client.query('commit')
    return await reponses
  } finally {
    await client.end()
  }
}

test('demandée quatre fois au même moment, une clé est dite une fois, et son don raconté une fois', async () => {
  const admin = await essai.unAgent('administrateur')
  const demande = { id: uuidv7(), nom: 'Logiciel ESSAI', genres: [...NOMS_GENRES] }
  const demander = () => admin.appeler<typeof creerAcces>('POST /acces', demande)
  const reponses = await ensemble([demander, demander, demander, demander])
  expect(reponses.map(r => r.status)).toEqual([200, 200, 200, 200])
  expect(reponses.filter(r => r.json.cle !== null)).toHaveLength(1)
  expect(await compter(essai, 'evenement')).toBe(1)
})
