import { fastify } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { ouvrirBase } from '../src/base.ts'
import { serveur } from '../src/serveur.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { ouvrirTraces } from '../src/socle/observer/traces.ts'
import { type Context, type UseCase, useCase } from '../src/socle/use-case.ts'
import { CLE_DU_BANC } from './passes.ts'

const un = z.object({ un: z.number() })
const lireUn = async (ctx: Context) => {
  const { rows } = await sql<{ un: number }>`select 1 as un`.execute(ctx.db)
  return rows[0] ?? { un: 0 }
}
const declaration = { permission: 'territoire.administrer', input: z.object({}), output: un } as const
const lecture = useCase({ ...declaration, route: 'GET /lecture', summary: 'Une lecture' }, lireUn)
const commande = useCase({ ...declaration, route: 'POST /commande', summary: 'Une commande' }, lireUn)

// The least that a request may ask, through all that the house puts around it; beside it, in the same process and on the same pool, the
// same statements and nothing else. With OTEL_EXPORTER_OTLP_ENDPOINT, it is traced.
const [url = ''] = process.argv.slice(2)
poserCle(CLE_DU_BANC)
const fermerTraces = await ouvrirTraces()
const base = ouvrirBase(url)
const casUsage = [lecture, commande] as unknown as UseCase[]
const maison = await serveur(base, { ecrans: undefined, casUsage, rawRoutes: [] })
const nue = fastify()
nue.get('/api/lecture', async () => (await base.poolTerritoire('59').query('select 1 as un')).rows[0])
nue.post('/api/commande', async () => {
  const client = await base.poolTerritoire('59').connect()
  try {
    await client.query('begin')
    const { rows } = await client.query('select 1 as un')
    await client.query('commit')
    return rows[0]
  } finally {
    client.release()
  }
})
process.send?.(await Promise.all([maison, nue].map(s => s.listen({ port: 0, host: '127.0.0.1' }))))
// Asked anything, it tells the milliseconds of processor that it has taken.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1000)
})
process.on('disconnect', async () => {
  await Promise.all([maison.close(), nue.close()])
  await base.fermer()
  await fermerTraces()
})
