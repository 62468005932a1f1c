import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { DUREE_SESSION_SECONDES } from './duree.queries.ts'
import { placesDe } from './places.queries.ts'
import { porteurDuJeton, sessionDuJeton } from './session.queries.ts'
import { CodeTerritoire, lireSession, Session, sessionFermee } from './session.ts'
import { remplacerSession } from './sessions-ouvertes.queries.ts'

/** Moves to another territory where the same account is open: the session at hand ends, another opens there. */
export const changerTerritoire = publicRoute(
  {
    route: 'POST /session/territoire',
    summary: 'Changer de territoire',
    input: z.object({ territoire: CodeTerritoire }),
    output: Session,
  },
  async ({ base, now, jeton, poserSession }, { territoire }) => {
    const ici = await sessionDuJeton(base, jeton, now)
    if (!jeton || !ici || !(await porteurDuJeton(base, jeton, now))) throw sessionFermee()
    const [place] = await placesDe(base, ici.identiteId, now, territoire)
    if (!place)
      throw new Refusal('not-found', 'territoire-ferme', 'Vous n’avez pas, ou plus, de rôle dans ce territoire.')
    const nouveau = await remplacerSession(base, jeton, now, { territoire, habilitationId: place.habilitationId })
    if (!nouveau) throw sessionFermee()
    poserSession(nouveau, DUREE_SESSION_SECONDES)
    return lireSession(base, nouveau, now)
  },
)
