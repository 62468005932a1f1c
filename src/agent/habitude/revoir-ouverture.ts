import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { exigerVus, Vus } from '../../territoire/vu.queries.ts'
import { recitOuvertureExpliquee, recitOuvertureRevue } from './habitude.recits.ts'
import { Explication, MESSAGES, Revue } from './habitude.ts'

const introuvable = () => new Refusal('not-found', 'ouverture-introuvable', MESSAGES['ouverture-introuvable'])

/** Who controls readings says of an opening that it is normal, or asks its agent to explain it, who is told. */
export const revoirOuverture = useCase(
  {
    route: 'PUT /audit/ouvertures/:ouvertureId',
    summary: 'Revoir l’ouverture d’un dossier hors de l’ordinaire',
    permission: 'lecture.auditer',
    input: Revue.extend({ vu: Vus }),
    output: Revue,
  },
  async (ctx, { ouvertureId, revue, mot, vu }) => {
    if (revue === 'a-expliquer' && !mot)
      throw new Refusal('invalid', 'question-a-dire', MESSAGES['question-a-dire'], [
        { champ: 'mot', message: MESSAGES['question-a-dire'] },
      ])
    const o = await ctx.db
      .selectFrom('ouverture')
      .selectAll()
      .where('id', '=', ouvertureId)
      .forUpdate()
      .executeTakeFirst()
    if (!o) throw introuvable()
    if (o.revue === revue && o.revueMot === mot) return { ouvertureId, revue, mot }
    await exigerVus(ctx, vu, o, {
      sujet: { objet: 'ouverture', id: ouvertureId },
      recits: [recitOuvertureRevue, recitOuvertureExpliquee],
    })
    const question = revue === 'normal' ? (mot ?? o.revueMot) : mot
    await ctx.db
      .updateTable('ouverture')
      .set({
        ...{ revue, revueMot: question, revuePar: ctx.agent.id, revueLe: ctx.now },
        ...(revue === 'a-expliquer' ? { explication: null, expliqueLe: null } : {}),
      })
      .where('id', '=', ouvertureId)
      .execute()
    await ctx.record({ objet: 'ouverture', id: ouvertureId }, recitOuvertureRevue, {
      apres: { agentId: o.agentId, revue, mot },
    })
    return { ouvertureId, revue, mot }
  },
)

/** The agent answers in a sentence; who asked is told, and closes it. */
export const expliquerOuverture = useCase(
  {
    route: 'PUT /ouvertures/:ouvertureId/explication',
    summary: 'Expliquer pourquoi j’ai ouvert un dossier',
    permission: 'dossier.lire',
    input: Explication,
    output: Explication,
  },
  async (ctx, { ouvertureId, explication }) => {
    const o = await ctx.db
      .selectFrom('ouverture')
      .selectAll()
      .where('id', '=', ouvertureId)
      .where('agentId', '=', ctx.agent.id)
      .forUpdate()
      .executeTakeFirst()
    if (!o) throw introuvable()
    if (o.explication === explication) return { ouvertureId, explication }
    if (o.revue !== 'a-expliquer') throw new Refusal('conflict', 'rien-a-expliquer', MESSAGES['rien-a-expliquer'])
    await ctx.db
      .updateTable('ouverture')
      .set({ explication, expliqueLe: ctx.now })
      .where('id', '=', ouvertureId)
      .execute()
    await ctx.record({ objet: 'ouverture', id: ouvertureId }, recitOuvertureExpliquee, { apres: { explication } })
    return { ouvertureId, explication }
  },
)
