import { z } from 'zod'
import { chiffrerMotDePasse } from '../socle/auth/mot-de-passe.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { recitAgentCree } from './agent.recits.ts'
import { DemandeAgent } from './agent.ts'
import { motDePasseProvisoire } from './agents.queries.ts'
import { donnerLesRolesDits } from './habilitation.queries.ts'
import { empechementMotDePasse, MESSAGES_MOT_DE_PASSE } from './session/mot-de-passe.ts'

/**
 * Gives a professional an account and their roles in this territory; from the command line too (`agent creer`, after
 * `DemandeAgent.parse`). `id` is kept unless the address already has an identity, whose id wins: the answer tells which.
 * `motDePasse`: the temporary password, shown once; null when the caller chose it or when the account already had its own
 * (it works in another territory). An agent that an import left « à compléter », or deactivated, is taken up
 * again: they hold the roles said here, no other, but stay référent of whom they follow.
 * Refuses an address already used by an agent of the territory, a password easy to guess, a role that can't be opened.
 */
export const creerAgent = useCase(
  {
    route: 'POST /agents',
    summary: 'Créer un agent',
    permission: 'territoire.administrer',
    input: DemandeAgent,
    output: z.object({ id: z.uuid(), motDePasse: z.string().nullable() }),
  },
  async (ctx, demande) => {
    const agent = await ctx.db
      .selectFrom('agent')
      .selectAll()
      .where('courriel', '=', demande.courriel)
      .forUpdate()
      .executeTakeFirst()
    if (agent && (await dejaFait(ctx, agent.id, demande))) return { id: agent.id, motDePasse: null }
    if (agent && !agent.aCompleter && !agent.desactiveLe) {
      const message = 'Un agent du territoire a déjà cette adresse. Ouvrez sa fiche pour lui donner un autre rôle.'
      throw new Refusal('conflict', 'courriel-deja-pris', message, [{ champ: 'courriel', message }])
    }
    const empechement = demande.motDePasse !== undefined && empechementMotDePasse(demande.motDePasse, demande)
    if (empechement) {
      const message = MESSAGES_MOT_DE_PASSE[empechement]
      throw new Refusal('invalid', empechement, message, [{ champ: 'motDePasse', message }])
    }
    const { id, motDePasse } = await assurerIdentite(ctx, demande, agent?.id ?? demande.id)
    if (agent && agent.id !== id) {
      throw new Refusal(
        'conflict',
        'identite-differente',
        'Cette adresse sert déjà dans un autre territoire, et un import a créé ici un agent avec la même. Donnez une autre adresse à cet agent.',
        [{ champ: 'courriel', message: 'Cette adresse sert déjà dans un autre territoire.' }],
      )
    }
    const { nom, prenom, telephone, courriel } = demande
    await ctx.db
      .insertInto('agent')
      .values({ id, nom, prenom, courriel, telephone })
      .onConflict(c => c.column('id').doUpdateSet({ nom, prenom, telephone, aCompleter: false, desactiveLe: null }))
      .execute()
    await ctx.record({ objet: 'agent', id }, recitAgentCree, {
      apres: { nom, prenom, telephone, courriel, repris: agent !== undefined },
    })
    await donnerLesRolesDits(ctx, id, demande.habilitations)
    return { id, motDePasse }
  },
)

/** The same demand was served already (sent twice after a cut): one of its roles is there. */
async function dejaFait(ctx: Context, agentId: string, demande: DemandeAgent): Promise<boolean> {
  const ids = demande.habilitations.map(h => h.id)
  const connue = await ctx.db
    .selectFrom('habilitation')
    .select('id')
    .where('agentId', '=', agentId)
    .where('id', 'in', ids)
    .executeTakeFirst()
  return connue !== undefined
}

/**
 * The identity of an address, with its access to this territory. It lives outside the transaction: written first, so that a
 * failure afterwards leaves an identity without any role, which opens nothing and is taken up at the next try.
 */
async function assurerIdentite(ctx: Context, demande: DemandeAgent, id: string) {
  const { courriel } = demande
  await ctx.commun
    .insertInto('identite')
    .values({ id, courriel, creeLe: ctx.now })
    .onConflict(c => c.doNothing())
    .execute()
  const identite = await ctx.commun
    .selectFrom('identite')
    .select('id')
    .where('courriel', '=', courriel)
    .executeTakeFirst()
  if (!identite)
    throw new Refusal('conflict', 'identifiant-pris', 'Cette demande porte un numéro déjà pris. Recommencez-la.')
  const ailleurs = await ctx.commun
    .selectFrom('acces')
    .select('territoire')
    .where('identiteId', '=', identite.id)
    .where('territoire', '<>', ctx.territoire.code)
    .executeTakeFirst()
  await ctx.commun
    .insertInto('acces')
    .values({ identiteId: identite.id, territoire: ctx.territoire.code })
    .onConflict(c => c.doNothing())
    .execute()
  // An account of another territory keeps its password: one administrator has no hand on the agents of another.
  if (ailleurs) return { id: identite.id, motDePasse: null }
  const provisoire = demande.motDePasse ?? motDePasseProvisoire()
  await ctx.commun
    .updateTable('identite')
    .set({ motDePasse: await chiffrerMotDePasse(provisoire) })
    .where('id', '=', identite.id)
    .execute()
  return { id: identite.id, motDePasse: demande.motDePasse === undefined ? provisoire : null }
}
