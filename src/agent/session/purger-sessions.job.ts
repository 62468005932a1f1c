import { z } from 'zod'
import { job } from '../../socle/job.ts'
import { purgerSessions } from './session.queries.ts'

/** Forgets, every night, the sessions that ended. */
export const purgerLesSessions = job(
  'purger-sessions',
  z.object({}),
  ({ base, maintenant }) => purgerSessions(base, maintenant()),
  { titre: 'Oubli des sessions terminées', chaque: '0 3 * * *' },
)
