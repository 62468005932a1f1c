import type { Base } from '../../socle/db.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import type { Context } from '../../socle/use-case.ts'
import { recitMotDePasseChange } from '../agent.recits.ts'
import { type AgentDuLien, agentDuLien, noterDe } from './activation.ts'
import { envoyerChangement } from './envoyer-changement.job.ts'

type Qui = { id: string; courriel: string }

/** Writes what became of an account wherever it works, one territory after the other: its history keeps it, its holder is told. */
export async function noterPartout(
  base: Base,
  { id, courriel }: Qui,
  now: string,
  noter: (ctx: Context, agent: AgentDuLien) => Promise<void>,
): Promise<void> {
  const acces = await base.commun
    .selectFrom('acces')
    .select(['territoire', 'agentId'])
    .where('identiteId', '=', id)
    .orderBy('territoire')
    .execute()
  for (const ou of acces) {
    const agent = await agentDuLien(base, { ...ou, courriel }).catch(() => null)
    if (agent) await noterDe(base, agent, ctx => noter(ctx, agent), now)
  }
}

/**
 * Keeps that the password of an account was changed, wherever it works, and tells its holder: by a notice in each territory, and by one
 * mail where mail is set. Nobody reads the mail of made-up agents.
 */
export async function noterMotDePasseChange(base: Base, compte: Qui, now: string): Promise<void> {
  let aPrevenir = courrielPossible()
  await noterPartout(base, compte, now, async (ctx, { id, territoire }) => {
    await ctx.record({ objet: 'agent', id }, recitMotDePasseChange, { apres: {} })
    if (!aPrevenir || territoire.demo) return
    await ctx.enqueue(envoyerChangement, { id, le: now })
    aPrevenir = false
  })
}
