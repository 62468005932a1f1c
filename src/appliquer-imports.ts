import { ouvrirBase } from './base.ts'
import type { Consigne, Nouvelle } from './import/appliquer-a-part.ts'
import { traiterImports } from './import/executer-import.ts'
import { poserCles } from './socle/auth/cles.ts'
import { ouvrirTraces, tracer } from './socle/observer/traces.ts'
import { aReparer, raisonDe } from './socle/travaux/echec.ts'

// The process that applies the imports that wait in a territory, started for it by a job (import/appliquer-a-part.ts). It stops with who
// started it, and by nobody else: what it does is undone by the end of its connection.

const BATTEMENT_MS = 1000
/** Connections: the lock's, the import's, its progress. */
const CONNEXIONS = 4

const dire = (nouvelle: Nouvelle) =>
  new Promise<void>(dite => {
    process.send?.(nouvelle, () => dite())
  })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit(0))

process.once('message', async ({ url, territoire, now, trousseau, trace }: Consigne) => {
  poserCles(trousseau)
  const depart = performance.now()
  const debut = Temporal.Instant.from(now)
  const maintenant = () => debut.add({ milliseconds: Math.round(performance.now() - depart) }).toString()
  const battement = setInterval(() => dire({ rss: process.memoryUsage.rss() }), BATTEMENT_MS)
  const base = ouvrirBase(url, CONNEXIONS)
  const fermerTraces = await ouvrirTraces()
  try {
    await tracer('imports', {}, () => traiterImports(base, territoire, maintenant), trace)
    await dire({ fini: true })
  } catch (erreur) {
    await dire({ echec: raisonDe(erreur), panne: aReparer(erreur) })
  } finally {
    clearInterval(battement)
    await base.fermer()
    await fermerTraces()
    process.disconnect?.()
  }
})
