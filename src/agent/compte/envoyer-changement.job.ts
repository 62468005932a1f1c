import { z } from 'zod'
import { job } from '../../socle/job.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import { patienceDuCourriel } from '../../territoire/patience-courriel.ts'
import { envoyerFacteursRetires, envoyerMotDePasseChange } from './courriels-compte.ts'

/**
 * Tells an agent, by mail, that the password of their account was changed, or what they sign in with besides taken away: who didn't do
 * it learns it though their account is closed to them.
 */
export const envoyerChangement = job(
  'envoyer-changement',
  z.object({ id: z.uuid(), le: z.string(), quoi: z.enum(['mot-de-passe', 'facteurs']).default('mot-de-passe') }),
  async (ctx, { id, le, quoi }) => {
    const sien = await ctx.commun
      .selectFrom('identite as i')
      .innerJoin('acces as a', 'a.identiteId', 'i.id')
      .select('i.courriel')
      .where('a.territoire', '=', ctx.territoire.code)
      .where('a.agentId', '=', id)
      .executeTakeFirst()
    if (!sien || !courrielPossible()) return
    const dire = quoi === 'facteurs' ? envoyerFacteursRetires : envoyerMotDePasseChange
    await dire(id, sien.courriel, le, ctx.fuseau)
  },
  { titre: 'Courriel à un agent : ce qui ouvre son compte a changé', patience: patienceDuCourriel, voisin: 'courriel' },
)
