import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import { COOKIE } from './routes-http.ts'

const essai = unEssai({ vider: false })
const JETON = 'un-jeton-de-mesures-assez-long-pour-servir'
let agent: Navigateur
let app: FastifyInstance
let port = 0
beforeAll(async () => {
  process.env.FILROUGE_MESURES = JETON
  agent = await essai.unAgent('charge-orientation')
  const delais = { entetes: 300, demande: 600 }
  app = await serveur(essai.base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0, delais })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterAll(async () => {
  delete process.env.FILROUGE_MESURES
  await app.close()
})

/** What the server says to these bytes, after which nothing more is sent, before it hangs up. */
async function dire(octets: string): Promise<string> {
  const prise = connect(port, '127.0.0.1')
  const recus: Buffer[] = []
  prise.on('data', (morceau: Buffer) => recus.push(morceau))
  prise.on('error', () => {})
  prise.write(octets)
  await Promise.race([once(prise, 'close'), new Promise(fini => setTimeout(fini, 5000).unref())])
  const ferme = prise.closed
  prise.destroy()
  return `${ferme ? '' : 'encore ouverte '}${Buffer.concat(recus)}`
}
const cookie = () => `Cookie: ${COOKIE}=${agent.jeton}`
const EN_FRANCAIS = /application\/problem\+json[\s\S]*"detail":"[^"]*\p{L}\."/u

test('des en-têtes, ou un corps, qui ne finissent pas sont coupés, et c’est dit', async () => {
  const [entetes, corps] = await Promise.all([
    dire('GET /sante HTTP/1.1\r\nHost: a\r\nX-Lent: '),
    dire(
      `POST /api/recherche HTTP/1.1\r\nHost: a\r\n${cookie()}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"q":"`,
    ),
  ])
  for (const reponse of [entetes, corps]) {
    expect(reponse).toMatch(/^HTTP\/1\.1 408 /)
    expect(reponse).toMatch(EN_FRANCAIS)
  }
})

test('sans rien régler, une demande ne reste pas ouverte sans fin', async () => {
  const tel = await serveur(essai.base, { ecrans: undefined })
  expect([tel.server.headersTimeout, tel.server.requestTimeout]).toEqual([30_000, 300_000])
  await tel.close()
})

test.each([
  ['n’est pas du HTTP', 'coucou\r\n\r\n', 400],
  ['a des en-têtes démesurés', `GET /sante HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
  [
    'dit deux longueurs',
    'POST /api/connexion HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
    400,
  ],
])('ce qui %s est refusé en français', async (_, octets, statut) => {
  const reponse = await dire(octets)
  expect(reponse).toMatch(new RegExp(`^HTTP/1\\.1 ${statut} `))
  expect(reponse).toMatch(EN_FRANCAIS)
})

const ORIGINES = [
  'null',
  'x',
  '://',
  'http://',
  'file://',
  'http://[',
  'data:,a',
  'about:blank',
  '\u00e9',
  'http://a b',
]
test('une origine qui n’en est pas une est celle d’un autre site, jamais une panne', async () => {
  for (const origin of ORIGINES) {
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: '/api/deconnexion',
      headers: { origin },
      payload: {},
    })
    expect([origin, statusCode, JSON.parse(body).code]).toEqual([origin, 403, 'autre-site'])
  }
  const ici = { origin: 'https://filrouge.example.org', host: 'filrouge.example.org' }
  expect((await app.inject({ method: 'POST', url: '/api/deconnexion', headers: ici, payload: {} })).statusCode).toBe(
    200,
  )
})

test('une demande qu’une page d’un autre site fait faire est refusée, fût-elle d’un voisin du même domaine', async () => {
  const envoyer = async (provenance: string) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/deconnexion',
        headers: { 'sec-fetch-site': provenance },
        payload: {},
      })
    ).statusCode
  for (const provenance of ['same-site', 'cross-site', 'inconnue'])
    expect([provenance, await envoyer(provenance)]).toEqual([provenance, 403])
  for (const provenance of ['same-origin', 'none'])
    expect([provenance, await envoyer(provenance)]).toEqual([provenance, 200])
})

test('un corps de plus d’un mégaoctet est refusé, avant qu’on sache ce qu’il dit', async () => {
  const { statusCode, json } = await app.inject({
    method: 'POST',
    url: '/api/connexion',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ courriel: 'a@example.org', motDePasse: 'x'.repeat(1_000_000) }),
  })
  expect([statusCode, json().code]).toEqual([413, 'demande-illisible'])
})

test.each([
  '/api/%',
  '/%',
  '/api/personnes/%00',
  '/api/personnes/%E0%A4%A',
  '/api/personnes/%ED%A0%80',
  `/api/personnes/${'a'.repeat(3000)}`,
  '/api/portefeuille?page=%00',
  '/api/portefeuille?page=%',
  '/api/portefeuille?page=1&page=2',
  '/api/portefeuille?__proto__=1&constructor=2',
  '/..%2f..%2fetc/passwd',
  '//',
])('l’adresse %s reçoit un refus en français', async url => {
  const { statusCode, headers, body } = await app.inject({ url, cookies: { [COOKIE]: agent.jeton } })
  expect(statusCode).toBeGreaterThanOrEqual(400)
  expect(statusCode).toBeLessThan(500)
  expect(`${headers['content-type']} ${body}`).toMatch(EN_FRANCAIS)
})

test.each([
  ['un corps illisible', { 'content-type': 'application/json' }, '{'],
  ['un corps empoisonné', { 'content-type': 'application/json' }, '{"q":"ab","__proto__":{"a":1}}'],
  ['un corps sans sorte', {}, 'abc'],
  ['une sorte inconnue', { 'content-type': 'text/\u00e9' }, 'abc'],
  ['un cookie nul', { 'content-type': 'application/json', cookie: `${COOKIE}=%00` }, '{"q":"ab"}'],
  ['un cookie mal écrit', { 'content-type': 'application/json', cookie: `${COOKIE}=%E0%A4%A` }, '{"q":"ab"}'],
  ['une clé nulle', { 'content-type': 'application/json', authorization: 'Bearer %00\u0001' }, '{"q":"ab"}'],
  ['une clé démesurée', { 'content-type': 'application/json', authorization: `Bearer ${'a'.repeat(9000)}` }, '{}'],
])('%s reçoit un refus en français', async (_, headers, payload) => {
  const {
    statusCode,
    headers: rendus,
    body,
  } = await app.inject({
    method: 'POST',
    url: '/api/recherche',
    headers: { cookie: `${COOKIE}=${agent.jeton}`, ...headers },
    payload,
  })
  expect(statusCode).toBeGreaterThanOrEqual(400)
  expect(statusCode).toBeLessThan(500)
  expect(`${rendus['content-type']} ${body}`).toMatch(EN_FRANCAIS)
})

test('sans session non plus, aucune valeur n’est une panne', async () => {
  const valeurs = [null, [], {}, 1e308, 'a\0b', '\ud83d', '𝕏'.repeat(3000), '0000-01-01', '9999-12-31', '%']
  for (const url of ['/api/connexion', '/api/deconnexion', '/api/session/habilitation', '/api/mot-de-passe'])
    for (const champ of ['courriel', 'motDePasse', 'ancien', 'nouveau', 'habilitationId', 'jeton'])
      for (const valeur of valeurs) {
        const entree = { courriel: 'a@example.org', motDePasse: 'x', ancien: 'x', nouveau: 'y', [champ]: valeur }
        const cookies = { [COOKIE]: agent.jeton }
        const { statusCode } = await app.inject({
          method: 'POST',
          url,
          payload: entree,
          cookies: url.endsWith('deconnexion') ? {} : cookies,
        })
        expect({ url, champ, valeur, panne: statusCode >= 500 }).toEqual({ url, champ, valeur, panne: false })
      }
})

test('une demande comprimée est refusée, avant d’être dépliée', async () => {
  const envoyer = (encodage: string, payload: Buffer) =>
    app.inject({
      method: 'POST',
      url: '/api/recherche',
      cookies: { [COOKIE]: agent.jeton },
      headers: { 'content-type': 'application/json', 'content-encoding': encodage },
      payload,
    })
  for (const encodage of ['gzip', 'br', 'deflate', 'zstd', 'x-inconnu']) {
    const { statusCode, json } = await envoyer(encodage, gzipSync('{"q":"dupont"}'))
    expect([encodage, statusCode, json().code]).toEqual([encodage, 415, 'demande-comprimee'])
  }
  expect((await envoyer('identity', Buffer.from('{"q":"dupont"}'))).statusCode).toBe(200)
})

test('aucune réponse de l’API ne reste dans un cache, refus compris', async () => {
  for (const url of ['/api/session', '/api/agents', '/api/personnes/inconnue', '/api/rien', '/api/modeles/personnes']) {
    const { headers } = await app.inject({ url, cookies: { [COOKIE]: agent.jeton } })
    expect([url, headers['cache-control']]).toEqual([url, 'private, no-store'])
  }
  expect((await app.inject('/api/session')).headers['cache-control']).toBe('private, no-store')
})

test('aucun autre site n’encadre nos pages, ni n’y met de script', async () => {
  const politique = String((await app.inject('/api/connexion')).headers['content-security-policy'])
  for (const regle of [
    "frame-ancestors 'none'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    expect(politique.split(';')).toContain(regle)
})

test('les mesures ne se lisent qu’avec leur jeton ; sans jeton réglé, elles n’existent pas', async () => {
  const lire = (ou: FastifyInstance, authorization?: string) =>
    ou.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })
  for (const faux of [
    undefined,
    'Bearer ',
    `Bearer ${JETON}x`,
    `Bearer ${'\u00e9'.repeat(JETON.length)}`,
    `Basic ${JETON}`,
  ])
    expect([faux, (await lire(app, faux)).statusCode]).toEqual([faux, 401])
  const { statusCode, headers, body } = await lire(app, `Bearer ${JETON}`)
  expect([statusCode, String(headers['content-type'])]).toEqual([200, expect.stringMatching(/^text\/plain; version=/)])
  for (const mesure of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds'])
    expect(body).toMatch(new RegExp(`^${mesure} `, 'm'))
  delete process.env.FILROUGE_MESURES
  const sans = await serveur(essai.base, { ecrans: undefined })
  expect((await lire(sans, `Bearer ${JETON}`)).statusCode).toBe(404)
  await sans.close()
  process.env.FILROUGE_MESURES = 'court'
  await expect(serveur(essai.base, { ecrans: undefined })).rejects.toThrow(/FILROUGE_MESURES/)
  process.env.FILROUGE_MESURES = JETON
})
