import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { afterEach, beforeAll, expect, inject, test } from 'vitest'
import { uneReserve } from './reserve.ts'

/** Connections of several pools, bounded together, on the real server. */
let url: string
beforeAll(() => {
  url = inject('modele').serveur
})
let pools: pg.Pool[] = []
afterEach(async () => {
  await Promise.all(pools.map(p => p.end()))
  pools = []
})
function desPools(combien: number, ensemble: number, max = 3) {
  const reserve = uneReserve(ensemble)
  pools = Array.from({ length: combien }, () => reserve.ouvrir({ connectionString: url, max }))
  return pools
}
const ouvertes = () => pools.reduce((n, p) => n + p.totalCount, 0)
const dormir = (pool: pg.Pool) => pool.query('select pg_sleep(0.02)')

test('vingt lieux à la fois : jamais plus de connexions que la borne, et tous sont servis', async () => {
  const lieux = desPools(20, 4)
  let plus = 0
  const veille = setInterval(() => {
    plus = Math.max(plus, ouvertes())
  }, 1)
  const reponses = await Promise.all(lieux.flatMap(p => [dormir(p), dormir(p), dormir(p)]))
  clearInterval(veille)
  expect(reponses).toHaveLength(60)
  expect(plus).toBeGreaterThan(1)
  expect(plus).toBeLessThanOrEqual(4)
})

test('ce qui ne sert plus ailleurs est fermé pour qui en a besoin', async () => {
  const [un, deux] = desPools(2, 2) as [pg.Pool, pg.Pool]
  await Promise.all([dormir(un), dormir(un)])
  expect([un.totalCount, deux.totalCount]).toEqual([2, 0])
  await dormir(deux)
  expect([un.totalCount, deux.totalCount]).toEqual([1, 1])
})

test('un lieu occupé attend les siennes, un autre la première rendue', async () => {
  const [un, deux] = desPools(2, 2) as [pg.Pool, pg.Pool]
  const [a, b] = await Promise.all([un.connect(), un.connect()])
  let servi = false
  const attend = deux.connect().then(client => {
    servi = true
    return client
  })
  await setTimeout(50)
  expect(servi).toBe(false)
  a.release()
  ;(await attend).release()
  expect([un.totalCount, deux.totalCount]).toEqual([1, 1])
  b.release()
})

test('une connexion qui ne s’ouvre pas laisse sa place', async () => {
  const reserve = uneReserve(1)
  const perdu = reserve.ouvrir({ connectionString: 'postgres://x:y@127.0.0.1:1/z' })
  const bon = reserve.ouvrir({ connectionString: url })
  pools = [perdu, bon]
  const [rate, reussi] = await Promise.allSettled([perdu.query('select 1'), bon.query('select 1')])
  expect([rate.status, reussi.status]).toEqual(['rejected', 'fulfilled'])
})
