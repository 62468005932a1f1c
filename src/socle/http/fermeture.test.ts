import { once } from 'node:events'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as attendre } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import { fermerServeur } from './fermeture.ts'

const essai = unEssai()

/** A server with an address that answers when it is told to. */
async function unServeur() {
  const app = await serveur(essai.base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
  const porte = Promise.withResolvers<void>()
  app.get('/lente', async () => {
    await porte.promise
    return 'toute la réponse'
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const ouvrir = (agent: Agent, path: string) => request({ port, host: '127.0.0.1', path, agent }).end()
  return { app, porte, ouvrir }
}
const reponse = async (demande: ClientRequest) => {
  const [lue] = (await once(demande, 'response')) as [IncomingMessage]
  return { statut: lue.statusCode, entetes: lue.headers, corps: await text(lue) }
}

test('à l’arrêt, qui attend sa réponse l’a tout entière, et qui vient ensuite est refusé', async () => {
  const { app, porte, ouvrir } = await unServeur()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const lentes = Array.from({ length: 4 }, () => reponse(ouvrir(new Agent({ keepAlive: true }), '/lente')))
  const surLaMemeLigne = [reponse(ouvrir(agent, '/lente')), reponse(ouvrir(agent, '/sante'))]
  await attendre(200)
  const arret = fermerServeur(app, 5000)
  await attendre(200)
  await expect(reponse(ouvrir(new Agent(), '/sante'))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  porte.resolve()
  for (const lue of await Promise.all([...lentes, surLaMemeLigne[0]]))
    expect(lue).toMatchObject({ statut: 200, corps: 'toute la réponse', entetes: { connection: 'close' } })
  // The line closed with the answer: what waited for it finds nobody.
  await expect(surLaMemeLigne[1]).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  const depart = performance.now()
  await arret
  expect(performance.now() - depart).toBeLessThan(1000)
})

test('une demande dont l’en-tête finit d’arriver pendant l’arrêt est refusée en disant quand revenir', async () => {
  const { app } = await unServeur()
  const ligne = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(ligne, 'connect')
  ligne.write('POST /api/deconnexion HTTP/1.1\r\nHost: localhost\r\n')
  await attendre(100)
  const arret = fermerServeur(app, 5000)
  await attendre(100)
  ligne.write('Content-Length: 0\r\n\r\n')
  const lue = await text(ligne)
  expect(lue).toMatch(/^HTTP\/1\.1 503 /)
  expect(lue).toMatch(/\r\nretry-after: 5\r\n/i)
  expect(lue).toMatch(/\r\nconnection: close\r\n/i)
  expect(lue).toContain('rien n’a été fait')
  await arret
})

test('qui ne finit pas à temps est coupé', async () => {
  const { app, ouvrir } = await unServeur()
  const lente = reponse(ouvrir(new Agent(), '/lente')).catch((e: { code: string }) => e.code)
  await attendre(100)
  const depart = performance.now()
  await fermerServeur(app, 500)
  expect(performance.now() - depart).toBeLessThan(1500)
  expect(await lente).toBe('ECONNRESET')
})
