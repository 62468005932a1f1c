import { z } from 'zod'
import { publicRoute } from '../../socle/route.ts'
import { fermerCelles } from '../session/sessions-ouvertes.queries.ts'
import { compteConnecte } from './preuve.queries.ts'

const Fermees = z.object({ fermees: z.number().int() })

/** Closes one of one's own sessions, on another device. Of another's, or already closed: nothing. */
export const fermerMaSession = publicRoute(
  {
    route: 'POST /compte/sessions/:sessionId/fermeture',
    summary: 'Fermer une de mes sessions',
    input: z.object({ sessionId: z.uuid() }),
    output: Fermees,
  },
  async (visite, { sessionId }) => {
    const { identiteId } = await compteConnecte(visite)
    return { fermees: await fermerCelles(visite.base, identiteId, { id: sessionId }) }
  },
)

/** Closes all of one's sessions but the one that asks. */
export const fermerMesAutresSessions = publicRoute(
  {
    route: 'POST /compte/sessions/fermeture',
    summary: 'Fermer toutes mes autres sessions',
    input: z.object({}),
    output: Fermees,
  },
  async visite => {
    const { identiteId, sessionId } = await compteConnecte(visite)
    return { fermees: await fermerCelles(visite.base, identiteId, { sauf: sessionId }) }
  },
)
