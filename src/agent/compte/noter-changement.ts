import type { Base } from '../../socle/db.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import { recitMotDePasseChange } from '../agent.recits.ts'
import { agentDuLien, noterDe } from './activation.ts'
import { envoyerChangement } from './envoyer-changement.job.ts'

/**
 * Keeps that the password of an account was changed, wherever it works, and tells its holder: by a notice in each territory, and by one
 * mail where mail is set. Nobody reads the mail of made-up agents.
 */
export async function noterMotDePasseChange(
  base: Base,
  { id, courriel }: { id: string; courriel: string },
  now: string,
): Promise<void> {
  const acces = await base.commun
    .selectFrom('acces')
    .select(['territoire', 'agentId'])
    .where('identiteId', '=', id)
    .orderBy('territoire')
    .execute()
  let aPrevenir = courrielPossible()
  for (const ou of acces) {
    const agent = await agentDuLien(base, { ...ou, courriel }).catch(() => null)
    if (!agent) continue
    const prevenir = aPrevenir && !agent.territoire.demo
    await noterDe(
      base,
      agent,
      async ctx => {
        await ctx.record({ objet: 'agent', id: agent.id }, recitMotDePasseChange, { apres: {} })
        if (prevenir) await ctx.enqueue(envoyerChangement, { id: agent.id, le: now })
      },
      now,
    )
    if (prevenir) aPrevenir = false
  }
}
