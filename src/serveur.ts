import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { autorise } from './agent/autorise.ts'
import { porteurOuvrant, suivreSessions } from './agent/session/session.queries.ts'
import { CAS_USAGE, PUBLICS } from './cas-usage.ts'
import { DOCUMENTS } from './documents-servis.ts'
import { logicielDeLaCle } from './partenaire/client-api.queries.ts'
import type { Base } from './socle/db.ts'
import { creerServeur, type OptionsServeur } from './socle/http/server.ts'

export const ECRANS = fileURLToPath(new URL('../dist/', import.meta.url))

/** The whole product behind one HTTP server: API, documents, screens. */
export async function serveur(base: Base, options: Partial<OptionsServeur> = {}): Promise<FastifyInstance> {
  const app = await creerServeur({
    base,
    casUsage: CAS_USAGE,
    rawRoutes: DOCUMENTS,
    publicRoutes: PUBLICS,
    identifier: (jeton, now, absent) => porteurOuvrant(base, jeton, now, absent),
    identifierLogiciel: (cle, now, adresse) => logicielDeLaCle(base, cle, now, adresse),
    autorise,
    ecrans: ECRANS,
    ...options,
  })
  const ecoute = suivreSessions(base)
  app.addHook('onClose', () => ecoute.arreter())
  return app
}
