import { z } from 'zod'
import { cleTentative, compterTentative, type Regle } from '../../socle/auth/tentatives.ts'
import { lienParCourriel } from '../../socle/mail/adresse-publique.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { recitLienDonne } from '../agent.recits.ts'
import { agentVerrouille } from '../agents.queries.ts'
import { adresseInventee } from '../demo.ts'
import { noterRetraitDesFacteurs } from '../double-facteur/retirer-facteurs.queries.ts'
import { comptesOuverts, fermerPourUnLien } from './compte.queries.ts'
import { envoyerActivation } from './envoyer-activation.job.ts'
import { dernierLien, ecrireLien, jetonDuLien } from './lien-compte.queries.ts'
import { cheminDuLien } from './lien-compte.ts'

export const LienDonne = z.object({
  /** Sent to the agent's own address: whoever asked for it doesn't see it. */
  envoye: z.boolean(),
  /** Where mail can't be sent, to be handed over: shown once. A path of this server. */
  lien: z.string().nullable(),
  expireLe: z.string(),
})
export type LienDonne = z.infer<typeof LienDonne>

/** Nobody's mailbox is filled, nor the link they just received taken from them, again and again. */
const LIENS: Regle = {
  permis: 6,
  heures: 1,
  code: 'trop-de-liens',
  phrase: attente =>
    `Plusieurs liens viennent d’être faits pour cet agent. Attendez ${attente} avant d’en faire un autre.`,
}

/**
 * Sends an agent a link to open their account here, or to open it again after a reset: what they had open in this territory is closed,
 * and they choose their password themselves. Whether their address has an account elsewhere is neither read nor told.
 * Refuses a real address in the demo, which anybody administers. `sansFacteurs`: what they sign in with besides goes with it. `enMain`:
 * shown even where mail can be sent, to who runs the server.
 */
export async function faireLien(
  ctx: Context,
  { id: agentId, courriel }: { id: string; courriel: string },
  { enMain = false, sansFacteurs = false } = {},
): Promise<LienDonne> {
  if (ctx.territoire.demo && !adresseInventee(courriel)) {
    const message = 'La démonstration n’a que des adresses inventées, par exemple prenom.nom@example.org.'
    throw new Refusal('invalid', 'adresse-reelle', message, [{ champ: 'courriel', message }])
  }
  const territoire = ctx.territoire.code
  const compteur = { cle: cleTentative('lien', territoire, agentId), regle: LIENS }
  await compterTentative(ctx.commun, ctx.now, [compteur])
  // Nobody reads the mail of made-up agents.
  const montre = enMain || ctx.territoire.demo || !lienParCourriel()
  const minutes = 60 * (await parametre(ctx, 'compte.lien-heures'))
  const avant = await dernierLien(ctx.commun, { territoire, agentId })
  // A second link takes the place of the first, that nobody used.
  const reinitialise =
    (await comptesOuverts(ctx, [agentId])).has(agentId) || (avant?.fin === null && avant.reinitialise === true)
  await ctx.record({ objet: 'agent', id: agentId }, recitLienDonne, { apres: { montre, reinitialise } })
  const ecrit = {
    genre: 'activation',
    courriel,
    territoire,
    agentId,
    montre,
    reinitialise,
    now: ctx.now,
    minutes,
  } as const
  const { id, expireLe } = await fermerPourUnLien(ctx, agentId, { sansFacteurs }, (trx, identiteId) =>
    ecrireLien(trx, { ...ecrit, identiteId }),
  )
  if (!montre) await ctx.enqueue(envoyerActivation, { lien: id })
  return { envoye: !montre, lien: montre ? cheminDuLien(jetonDuLien(id)) : null, expireLe }
}

/** What became of the link of a demand sent twice: it isn't shown again. */
export async function lienEnAttente(ctx: Context, agentId: string): Promise<LienDonne> {
  const lien = await dernierLien(ctx.commun, { territoire: ctx.territoire.code, agentId })
  return { envoye: lien?.montre === false, lien: null, expireLe: lien?.expireLe ?? ctx.now }
}

/**
 * Another link for an agent: theirs was lost, is too old, or they forgot their password; with it, if somebody may have put theirs there,
 * what they sign in with besides is taken away. Refuses who has no account to open, oneself, and to take away from here what serves
 * elsewhere: nothing is done then.
 */
export const donnerLien = useCase(
  {
    route: 'POST /agents/:agentId/lien',
    summary: 'Faire choisir son mot de passe à un agent',
    permission: 'territoire.administrer',
    input: z.object({ agentId: z.uuid(), retirerConnexionForte: z.boolean().optional() }),
    output: LienDonne.extend({ id: z.uuid() }),
  },
  async (ctx, { agentId, retirerConnexionForte }) => {
    const agent = await agentVerrouille(ctx, agentId)
    if (agent.desactiveLe || agent.aCompleter) {
      throw new Refusal(
        'conflict',
        'sans-compte',
        'Cet agent n’a pas de compte ouvert. Ouvrez-le avec la même adresse : il recevra un lien.',
      )
    }
    if (agentId === ctx.agent.id) {
      throw new Refusal(
        'conflict',
        'son-propre-compte',
        'C’est votre compte : changez votre mot de passe sur votre page « Mon compte ».',
      )
    }
    if (retirerConnexionForte) await noterRetraitDesFacteurs(ctx, agentId)
    return { id: agentId, ...(await faireLien(ctx, agent, { sansFacteurs: retirerConnexionForte })) }
  },
)
