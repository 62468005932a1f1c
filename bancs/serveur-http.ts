import { fastify } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre, personneIntrouvable } from '../src/agent/perimetre.ts'
import { ouvrirBase } from '../src/base.ts'
import { serveur } from '../src/serveur.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { consulter } from '../src/socle/lectures/consultation.ts'
import { type UseCase, useCase } from '../src/socle/use-case.ts'
import { CLE_DU_BANC } from './passes.ts'

/**
 * What an honest page about a person can't avoid: the session read, the scope checked, one row read by its key, the reading recorded
 * before the answer leaves. The floor of the pages of the product.
 */
const plancher = useCase(
  {
    route: 'GET /plancher/:personneId',
    summary: 'Le plancher des pages',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({ nom: z.string() }),
  },
  async (ctx, { personneId }) => {
    const { rows } = await sql<{ nom: string }>`
      select p.nom from personne p where p.id = ${personneId} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
    if (!rows[0]) throw personneIntrouvable()
    await consulter(ctx, personneId, 'dossier')
    return rows[0]
  },
)

// The server as `npm start` runs it (same pool); beside it, in the same process and on the same pool, the floor and the barest route.
const [url = '', debut = ''] = process.argv.slice(2)
poserCle(CLE_DU_BANC)
const base = ouvrirBase(url)
const ecart = Date.parse(debut) - Date.now()
const options = { ecrans: undefined, now: () => new Date(Date.now() + ecart).toISOString() }
const app = await serveur(base, options)
const seul = await serveur(base, { ...options, casUsage: [plancher as unknown as UseCase], rawRoutes: [] })
const nue = fastify()
nue.get('/', async () => (await base.poolTerritoire('59').query('select 1 as un')).rows[0])
const adresses = await Promise.all([app, seul, nue].map(s => s.listen({ port: 0, host: '127.0.0.1' })))
process.send?.(adresses)
process.on('disconnect', async () => {
  await Promise.all([app.close(), seul.close(), nue.close()])
  await base.fermer()
})
