import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { autorise } from './agent/autorise.ts'
import { porteurOuvrant, suivreSessions } from './agent/session/session.queries.ts'
import { CAS_USAGE, PUBLICS } from './cas-usage.ts'
import { DOCUMENTS } from './documents-servis.ts'
import { logicielDeLaCle } from './partenaire/client-api.queries.ts'
import { comparerCles, temoins } from './socle/auth/temoins.ts'
import type { Base } from './socle/db.ts'
import { creerServeur, type OptionsServeur } from './socle/http/server.ts'
import { Refusal } from './socle/refusal.ts'

export const ECRANS = fileURLToPath(new URL('../dist/', import.meta.url))

/** The whole product behind one HTTP server: API, documents, screens. `refuser` is told that the base turned out to be of another key. */
export async function serveur(
  base: Base,
  options: Partial<OptionsServeur> = {},
  refuser: (refus: Refusal) => void = () => {},
): Promise<FastifyInstance> {
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
  const ecoute = suivreSessions(base, () => {
    temoins(base)
      .then(gardes => comparerCles(gardes))
      .catch(erreur => erreur instanceof Refusal && refuser(erreur))
  })
  app.addHook('onClose', () => ecoute.arreter())
  return app
}
