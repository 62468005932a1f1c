import { z } from 'zod'
import { job } from '../../socle/job.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import { patienceDuCourriel } from '../../territoire/patience-courriel.ts'
import { envoyerMotDePasseChange } from './courriels-compte.ts'

/**
 * Tells an agent, by mail, that the password of their account was changed: who didn't do it learns it though their account is closed to
 * them.
 */
export const envoyerChangement = job(
  'envoyer-changement',
  z.object({ id: z.uuid(), le: z.string() }),
  async (ctx, { id, le }) => {
    const sien = await ctx.commun
      .selectFrom('identite as i')
      .innerJoin('acces as a', 'a.identiteId', 'i.id')
      .select('i.courriel')
      .where('a.territoire', '=', ctx.territoire.code)
      .where('a.agentId', '=', id)
      .executeTakeFirst()
    if (sien && courrielPossible()) await envoyerMotDePasseChange(id, sien.courriel, le, ctx.fuseau)
  },
  { titre: 'Courriel à un agent : son mot de passe a changé', patience: patienceDuCourriel, voisin: 'courriel' },
)
