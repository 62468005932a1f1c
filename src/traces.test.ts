import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { unEssai } from './essai.ts'
import { unePersonne } from './essai-personnes.ts'
import { travaillerUneFois } from './essai-travaux.ts'
import { deposerParEcran } from './import/essai-import.ts'
import { JOBS } from './jobs.ts'
import { ouvrirTraces } from './socle/observer/traces.ts'

const essai = unEssai()
type Trait = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  status: { code?: number }
}
/** A receiver of OTLP over HTTP (JSON): what it got, and in which words. */
const traits: Trait[] = []
const recus: string[] = []
const receveur = createServer(async (demande, reponse) => {
  const corps = (await json(demande)) as { resourceSpans: { scopeSpans: { spans: Trait[] }[] }[] }
  recus.push(`${demande.method} ${demande.url} ${JSON.stringify(corps)}`)
  traits.push(...corps.resourceSpans.flatMap(r => r.scopeSpans.flatMap(s => s.spans)))
  reponse.setHeader('content-type', 'application/json').end('{}')
})
beforeAll(async () => {
  await new Promise<void>(pret => receveur.listen(0, '127.0.0.1', pret))
})
afterAll(() => {
  receveur.close()
})
let fermer = async () => {}
beforeEach(async () => {
  traits.length = 0
  recus.length = 0
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(receveur.address() as AddressInfo).port}`
  fermer = await ouvrirTraces()
})
afterEach(async () => {
  await fermer()
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
})
const nomme = (nom: string) => traits.filter(t => t.name === nom)
const dit = (trait: Trait | undefined, cle: string) => {
  const { value } = trait?.attributes.find(a => a.key === cle) ?? {}
  return value?.stringValue ?? value?.intValue
}

test('une demande, son cas d’usage, sa transaction, le travail qu’elle demande et l’import qu’il fait : une seule trace', async () => {
  const agent = await essai.unAgent('administrateur')
  const contenu = Buffer.from('Nom;Prénom;Né(e) le\nESSAI-SECRET;Zoé;25/04/1990\n')
  const importId = await deposerParEcran(agent, 'secret.csv', contenu, { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }
  await agent.brut('PUT /imports/:importId/correspondance', { importId, genre: 'personnes', colonnes })
  expect((await agent.brut('POST /imports/:importId/application', { importId })).status).toBe(200)
  await travaillerUneFois(essai, JOBS)
  await fermer()

  const [demande] = nomme('POST /api/imports/:importId/application')
  expect(dit(demande, 'http.response.status_code')).toBe(200)
  const numero = dit(demande, 'filrouge.requete')
  const siens = traits.filter(t => t.traceId === demande?.traceId)
  const travail = siens.find(t => t.name === 'travail traiter-imports')
  expect([numero, dit(travail, 'filrouge.requete')]).toEqual([expect.stringMatching(/^[0-9a-f-]{8}$/), numero])
  // From the outermost to the innermost, each inside the one before.
  const chaine = ['POST /api/imports/:importId/application', 'transaction', 'cas POST /imports/:importId/application']
  for (const noms of [chaine, [...chaine, 'travail traiter-imports', 'imports', 'import', 'étape Lignes appliquées']]) {
    let dehors: string | undefined = ''
    for (const nom of noms) {
      const trait = siens.find(t => t.name === nom && (t.parentSpanId ?? '') === dehors)
      expect([nom, trait !== undefined]).toEqual([nom, true])
      dehors = trait?.spanId
    }
  }
  const tout = recus.join('\n')
  expect(recus[0]).toMatch(/^POST \/v1\/traces /)
  for (const secret of ['SECRET', 'secret.csv', importId, agent.id, agent.jeton, 'insert into', 'select '])
    expect(tout).not.toContain(secret)
})

test('ce qui casse se dit par sa classe et son code, jamais par son message ; une adresse inconnue, sans elle', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai, { nom: 'ESSAI-SECRET' })
  await essai.base.poolTerritoire('59').query('select 1')
  const { json: refus } = await agent.brut('GET /personnes/:personneId/inconnue-secret', { personneId: id })
  expect(refus.code).toBe('adresse-inconnue')
  const { tracer } = await import('./socle/observer/traces.ts')
  const echec = tracer('essai', {}, async () => {
    throw Object.assign(new TypeError('ESSAI-SECRET'), { code: 'ECONNREFUSED' })
  })
  await expect(echec).rejects.toThrow()
  await fermer()
  const [casse] = nomme('essai')
  expect([casse?.status.code, dit(casse, 'error.type'), dit(casse, 'filrouge.code')]).toEqual([
    2,
    'TypeError',
    'ECONNREFUSED',
  ])
  expect(nomme('GET autre adresse')).toHaveLength(1)
  for (const secret of ['SECRET', 'secret', id]) expect(recus.join('\n')).not.toContain(secret)
})

test('sans adresse rien n’est tracé ; un receveur qui ne répond pas ne retient personne', async () => {
  await fermer()
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  fermer = await ouvrirTraces()
  const agent = await essai.unAgent('administrateur')
  await agent.brut('GET /travaux')
  await fermer()
  expect(recus).toEqual([])
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:1'
  fermer = await ouvrirTraces()
  expect((await agent.brut('GET /travaux')).status).toBe(200)
})
