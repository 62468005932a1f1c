import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { perimetre, personneIntrouvable } from '../perimetre.ts'
import { MESSAGES, RaisonDite } from './habitude.ts'
import { recitOuvertureMotivee } from './ouverture.recits.ts'

/**
 * Says why a file out of one's usual persons is opened: it opens then, for `acces.raison-jours`. Kept in its timeline, and reviewed.
 * Refuses 404 out of scope, another reason without its words.
 */
export const direRaison = useCase(
  {
    route: 'POST /personnes/:personneId/raison',
    summary: 'Dire pourquoi j’ouvre ce dossier',
    permission: 'dossier.lire',
    input: RaisonDite,
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { id, personneId, motif, precision }) => {
    const { rows } = await sql<{ id: string; dite: boolean }>`
      select p.id, exists (select 1 from ouverture o where o.id = ${id} and o.agent_id = ${ctx.agent.id}) as dite
      from personne q join personne p on p.id = coalesce(q.fusionnee_dans, q.id)
      where q.id = ${personneId} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
    const [elle] = rows
    if (!elle) throw personneIntrouvable()
    if (elle.dite) return { id }
    if (motif === 'autre' && !precision)
      throw new Refusal('invalid', 'autre-a-dire', MESSAGES['autre-a-dire'], [
        { champ: 'precision', message: MESSAGES['autre-a-dire'] },
      ])
    await ctx.db
      .insertInto('ouverture')
      .values({
        ...{ id, personneId: elle.id, agentId: ctx.agent.id, role: ctx.agent.role ?? '', le: ctx.now },
        ...{ motif, precision },
      })
      .execute()
    await ctx.record({ personne: elle.id }, recitOuvertureMotivee, { apres: { motif, precision } })
    return { id }
  },
)
