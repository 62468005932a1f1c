import { z } from 'zod'
import { purgerTentatives } from '../../socle/auth/tentatives.ts'
import { job } from '../../socle/job.ts'
import { purgerLiens } from '../compte/lien-compte.queries.ts'
import { LIENS_DITS_JOURS } from '../compte/lien-compte.ts'
import { purgerEtapes } from '../double-facteur/etape.queries.ts'
import { purgerTotp } from '../double-facteur/totp.queries.ts'
import { purgerSessions } from './sessions-ouvertes.queries.ts'

/** Forgets, every night, the sessions that ended, the wrong passwords that no longer count, the links of another time. */
export const purgerLesSessions = job(
  'purger-sessions',
  z.object({}),
  async ({ base, maintenant }) => {
    await purgerSessions(base, maintenant())
    await purgerEtapes(base, maintenant())
    await purgerTotp(base, maintenant())
    await purgerTentatives(base.commun, maintenant())
    const garde = Temporal.Instant.from(maintenant()).subtract({ hours: 24 * LIENS_DITS_JOURS })
    await purgerLiens(base.commun, garde.toString())
  },
  { titre: 'Oubli des sessions terminées, des essais de connexion et des liens anciens', chaque: '0 3 * * *' },
)
