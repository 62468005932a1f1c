import { fastify } from 'fastify'
import { ouvrirBase } from '../src/base.ts'
import { serveur } from '../src/serveur.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { CLE_DU_BANC } from './passes.ts'

// The server as `npm start` runs it (same pool), and beside it, in the same process and on the same pool, the barest route there is.
const [url = '', debut = ''] = process.argv.slice(2)
poserCle(CLE_DU_BANC)
const base = ouvrirBase(url)
const ecart = Date.parse(debut) - Date.now()
const app = await serveur(base, { ecrans: undefined, now: () => new Date(Date.now() + ecart).toISOString() })
const nue = fastify()
nue.get('/', async () => (await base.poolTerritoire('59').query('select 1 as un')).rows[0])
const adresses = [await app.listen({ port: 0, host: '127.0.0.1' }), await nue.listen({ port: 0, host: '127.0.0.1' })]
process.send?.(adresses)
process.on('disconnect', async () => {
  await Promise.all([app.close(), nue.close()])
  await base.fermer()
})
