import { z } from 'zod'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { recitCompteOuvert } from '../agent.recits.ts'
import { exigerBonMotDePasse } from '../session/bon-mot-de-passe.ts'
import { compteDeLIdentite, Entree, entrerParMotDePasse, prouverMotDePasse } from '../session/entree.ts'
import { Identifiants, LONGUEUR_MAX, MESSAGES_MOT_DE_PASSE } from '../session/mot-de-passe.ts'
import { oublierSessions } from '../session/session.queries.ts'
import { oterSessions } from '../session/sessions-ouvertes.queries.ts'
import { agentDuLien, exigerUnRole, Jeton, noterDe } from './activation.ts'
import { finirOublis, lienOuvert, servirLien } from './lien-compte.queries.ts'
import { lienFini } from './lien-compte.ts'
import { noterMotDePasseChange } from './noter-changement.ts'

/**
 * Joins a territory, by who has an account already: the link says which, their own password that it is them. Where somebody else may
 * know that password, they choose another in the same act. Refuses a link that no longer serves; 401 a wrong password, 429 too many.
 */
export const rejoindreTerritoire = publicRoute(
  {
    route: 'POST /activation/rejoindre',
    summary: 'Rejoindre un territoire avec son compte',
    input: Jeton.extend({
      motDePasse: Identifiants.shape.motDePasse,
      nouveau: z.string().max(LONGUEUR_MAX).optional(),
    }),
    output: Entree,
  },
  async (visite, { jeton, motDePasse, nouveau }) => {
    const { base, now } = visite
    const lien = await lienOuvert(base, jeton, now)
    const agent = await agentDuLien(base, lien)
    if (!agent) throw lienFini('revoque')
    await exigerUnRole(base, agent, now)
    const { courriel } = lien
    const compte = await prouverMotDePasse(visite, { courriel, motDePasse })
    const change = compte.motDePasseSu ? exigerUnAutre(nouveau, motDePasse) : null
    if (change !== null) await exigerBonMotDePasse(change, { ...agent, courriel })
    const secret = change === null ? null : { motDePasse: await chiffrerMotDePasse(change), motDePasseSu: false }
    const acces = { identiteId: compte.id, territoire: agent.territoire.code, agentId: agent.id }
    await base.commun.transaction().execute(async trx => {
      await servirLien(trx, lien, 'servi', now)
      // Closed meanwhile by the administrator of the only territory it had: there is nothing to join with.
      const tenu = await trx
        .selectFrom('identite')
        .select('id')
        .where('id', '=', compte.id)
        .forUpdate()
        .executeTakeFirst()
      if (!tenu) throw lienFini('revoque')
      await trx.insertInto('acces').values(acces).execute()
      if (!secret) return
      await trx.updateTable('identite').set(secret).where('id', '=', compte.id).execute()
      await oterSessions(trx, compte.id, 'toutes')
      await finirOublis(trx, courriel, now)
    })
    oublierSessions(base)
    await noterDe(base, agent, recitCompteOuvert, now)
    if (secret) await noterMotDePasseChange(base, { id: compte.id, courriel }, now)
    const { territoire } = acces
    return entrerParMotDePasse(visite, secret ? await compteDeLIdentite(visite, compte.id) : compte, { territoire })
  },
)

function exigerUnAutre(nouveau: string | undefined, actuel: string): string {
  if (nouveau && nouveau !== actuel) return nouveau
  const code = nouveau ? 'mot-de-passe-inchange' : 'mot-de-passe-a-changer'
  const message = nouveau
    ? MESSAGES_MOT_DE_PASSE['mot-de-passe-inchange']
    : 'Quelqu’un d’autre a pu connaître ce mot de passe. Choisissez-en un nouveau, à vous seul, pour rejoindre ce territoire.'
  throw new Refusal('invalid', code, message, [{ champ: 'nouveau', message }])
}
