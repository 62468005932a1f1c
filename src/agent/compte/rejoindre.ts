import { z } from 'zod'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { exigerBonMotDePasse } from '../session/bon-mot-de-passe.ts'
import { Entree, entrerParMotDePasse, prouverMotDePasse } from '../session/entree.ts'
import { Identifiants, LONGUEUR_MAX, MESSAGES_MOT_DE_PASSE } from '../session/mot-de-passe.ts'
import { agentDuLien, exigerUnRole, Jeton } from './activation.ts'
import { lienOuvert } from './lien-compte.queries.ts'
import { lienFini } from './lien-compte.ts'

/**
 * Joins a territory, by who has an account already: the link says which, their own password that it is them. Where somebody else may
 * know that password, or it comes after a reset or a closing by an administrator, they choose another in the same act. Nothing is written
 * before the second factor of who has one. Refuses a link that no longer serves; 401 a wrong password, or an account that changes
 * meanwhile; 429 too many.
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
    const compte = await prouverMotDePasse(visite, { courriel, motDePasse }, PAS_LE_SIEN)
    const change = compte.motDePasseSu || lien.reinitialise ? exigerUnAutre(nouveau, motDePasse) : null
    if (change !== null) await exigerBonMotDePasse(change, { ...agent, courriel })
    const motDePasseNeuf = change === null ? null : await chiffrerMotDePasse(change)
    return entrerParMotDePasse(visite, compte, {
      parLien: lien.reinitialise && !lien.montre,
      aEcrire: { quoi: 'rejoindre', lien: lien.id, motDePasse: motDePasseNeuf },
    })
  },
)

const PAS_LE_SIEN = 'Ce n’est pas le mot de passe que vous avez déjà dans Filrouge. Vérifiez-le, puis réessayez.'

function exigerUnAutre(nouveau: string | undefined, actuel: string): string {
  if (nouveau && nouveau !== actuel) return nouveau
  const code = nouveau ? 'mot-de-passe-inchange' : 'mot-de-passe-a-changer'
  const message = nouveau
    ? MESSAGES_MOT_DE_PASSE['mot-de-passe-inchange']
    : 'Quelqu’un d’autre a pu connaître ce mot de passe. Choisissez-en un nouveau, à vous seul, pour rejoindre ce territoire.'
  throw new Refusal('invalid', code, message, [{ champ: 'nouveau', message }])
}
