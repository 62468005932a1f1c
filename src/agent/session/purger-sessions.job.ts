import { z } from 'zod'
import { purgerTentatives } from '../../socle/auth/tentatives.ts'
import { job } from '../../socle/job.ts'
import { purgerEtapes } from '../double-facteur/etape.queries.ts'
import { purgerTotp } from '../double-facteur/totp.queries.ts'
import { purgerSessions } from './session.queries.ts'

/** Forgets, every night, the sessions that ended and the wrong passwords that no longer count. */
export const purgerLesSessions = job(
  'purger-sessions',
  z.object({}),
  async ({ base, maintenant }) => {
    await purgerSessions(base, maintenant())
    await purgerEtapes(base, maintenant())
    await purgerTotp(base, maintenant())
    await purgerTentatives(base.commun, maintenant())
  },
  { titre: 'Oubli des sessions terminées et des essais de connexion', chaque: '0 3 * * *' },
)
