import { z } from 'zod'
import { empreinteJeton } from '../../socle/auth/jeton.ts'
import { chiffrerMotDePasse, motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { finirOublis } from '../compte/lien-compte.queries.ts'
import { noterMotDePasseChange } from '../compte/noter-changement.ts'
import { exigerBonMotDePasse } from './bon-mot-de-passe.ts'
import { DUREE_SESSION_SECONDES } from './duree.queries.ts'
import { avantMotDePasse } from './limites.ts'
import { ChangementMotDePasse, MESSAGES_MOT_DE_PASSE } from './mot-de-passe.ts'
import { porteurDuJeton } from './session.queries.ts'
import { sessionFermee } from './session.ts'
import { ecrireParPreuve, oterSessions, suiteDeSession } from './sessions-ouvertes.queries.ts'

/**
 * Changes one's own password: every session of the account ends, and the one at hand goes on under a new token (hence a route that holds
 * the cookie). Refuses 401 without a session, 429 after too many wrong old passwords, a wrong one, a new one that is easy to guess or the
 * same.
 */
export const changerMotDePasse = publicRoute(
  {
    route: 'POST /mot-de-passe',
    summary: 'Changer son mot de passe',
    input: ChangementMotDePasse,
    output: z.object({ change: z.literal(true) }),
  },
  async (visite, { ancien, nouveau }) => {
    const { base, jeton, now, poserSession } = visite
    const qui = jeton ? await porteurDuJeton(base, jeton, now) : null
    const compte =
      jeton &&
      (await base.commun
        .selectFrom('session as s')
        .innerJoin('identite as i', 'i.id', 's.identiteId')
        .select(['i.id', 'i.courriel', 'i.motDePasse', 'i.generation', 's.habilitationId'])
        .where('s.empreinte', '=', empreinteJeton(jeton))
        .executeTakeFirst())
    if (!qui || !compte) throw sessionFermee()
    const { courriel, motDePasse: empreinte } = compte
    const { rendre } = await avantMotDePasse(visite, { courriel, empreinte, connecte: true })
    if (!(await motDePasseJuste(empreinte, ancien))) {
      throw refus(
        'ancien-mot-de-passe-faux',
        'ancien',
        'Ce n’est pas votre mot de passe actuel. Vérifiez-le, puis réessayez.',
      )
    }
    await rendre()
    if (ancien === nouveau) {
      throw refus('mot-de-passe-inchange', 'nouveau', MESSAGES_MOT_DE_PASSE['mot-de-passe-inchange'])
    }
    const { nom, prenom } = await base
      .territoire(qui.territoire.code)
      .selectFrom('agent')
      .select(['nom', 'prenom'])
      .where('id', '=', qui.agent.id)
      .executeTakeFirstOrThrow()
    await exigerBonMotDePasse(nouveau, { courriel, nom, prenom })
    const secret = { motDePasse: await chiffrerMotDePasse(nouveau), motDePasseSu: false }
    const ici = { territoire: qui.territoire.code, habilitationId: compte.habilitationId }
    const suivre = await suiteDeSession(base, jeton, now, ici)
    const { id: identiteId, generation } = compte
    const suite = await ecrireParPreuve(base, { identiteId, generation, jeton }, async (trx, sessionId) => {
      await trx.updateTable('identite').set(secret).where('id', '=', identiteId).execute()
      await oterSessions(trx, identiteId, { sauf: sessionId })
      await finirOublis(trx, courriel, now)
      const nouveau = await suivre(trx)
      if (!nouveau) throw sessionFermee()
      return nouveau
    })
    await noterMotDePasseChange(base, compte, now)
    poserSession(suite, DUREE_SESSION_SECONDES)
    return { change: true as const }
  },
)

function refus(code: string, champ: string, message: string): Refusal {
  return new Refusal('invalid', code, message, [{ champ, message }])
}
