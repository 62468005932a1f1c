import { COMPTES_DEMO } from '../src/agent/demo.ts'
import { creerDemo } from '../src/demo/creer-demo.ts'
import { serveur } from '../src/serveur.ts'
import { poserCle } from '../src/socle/auth/nir.ts'
import { ouvrirBase } from '../src/socle/db.ts'
import { migrer } from '../src/socle/migrer.ts'
import { postgresDeTest } from '../src/socle/postgres-local.ts'
import { MAINTENANT, PORT } from './monde.ts'

// The product, whole, on a throwaway PostgreSQL, with the demo territory as it is on one fixed day: pictures don't change.
poserCle('une clé d’essai assez longue pour servir')
const postgres = await postgresDeTest()
await migrer(postgres.url)
const base = ouvrirBase(postgres.url)
await creerDemo(base, message => process.stderr.write(`${message}\n`), MAINTENANT.slice(0, 10))
const depart = performance.now()
const debut = Temporal.Instant.from(MAINTENANT)
const app = await serveur(base, {
  now: () => debut.add({ milliseconds: Math.round(performance.now() - depart) }).toString(),
  // One address signs in for every journey.
  tentativesParMinute: 50 * COMPTES_DEMO.length,
})
await app.listen({ port: PORT, host: '127.0.0.1' })

let arrete = false
async function arreter(): Promise<void> {
  if (arrete) return
  arrete = true
  await app.close()
  await base.fermer()
  await postgres.arreter()
  process.exit(0)
}
process.on('SIGTERM', arreter)
process.on('SIGINT', arreter)
