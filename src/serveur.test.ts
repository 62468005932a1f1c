import { expect, test } from 'vitest'
import { unEssai } from './essai.ts'
import { serveur } from './serveur.ts'

const essai = unEssai()

test('Prometheus lit l’état du processus sur /metrics', async () => {
  const app = await serveur(essai.base)
  const { statusCode, headers, body } = await app.inject('/metrics')
  await app.close()
  expect(statusCode).toBe(200)
  expect(headers['content-type']).toMatch(/^text\/plain; version=/)
  for (const mesure of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds'])
    expect(body).toMatch(new RegExp(`^${mesure} `, 'm'))
})
