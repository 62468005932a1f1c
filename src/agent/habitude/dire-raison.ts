import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { perimetre, personneIntrouvable } from '../perimetre.ts'
import { MESSAGES, RaisonDite } from './habitude.ts'
import { recitOuvertureMotivee } from './ouverture.recits.ts'
import { avecReunis } from './raison-dite.queries.ts'

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
    const { rows } = await sql<{ id: string }>`
      select p.id from personne q join personne p on p.id = coalesce(q.fusionnee_dans, q.id)
      where q.id = ${personneId} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
    const [elle] = rows
    if (!elle) throw personneIntrouvable()
    if (motif === 'autre' && !precision)
      throw new Refusal('invalid', 'autre-a-dire', MESSAGES['autre-a-dire'], [
        { champ: 'precision', message: MESSAGES['autre-a-dire'] },
      ])
    // The same, sent again or twice together: the second waits here for the first, and answers as it did.
    const gardee = await ctx.db
      .insertInto('ouverture')
      .values({
        ...{ id, personneId: elle.id, agentId: ctx.agent.id, role: ctx.agent.role ?? '', le: ctx.now },
        ...{ motif, precision },
      })
      .onConflict(oc => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (gardee) await ctx.record({ personne: elle.id }, recitOuvertureMotivee, { apres: { motif, precision } })
    else if (!(await estLaMeme(ctx, { id, personneId: elle.id, motif })))
      throw new Refusal('conflict', 'raison-d-une-autre', MESSAGES['raison-d-une-autre'])
    return { id }
  },
)

/** This id is that of the reason that they said of this file (or of one merged into it), with these words. */
async function estLaMeme(ctx: Context, dite: Pick<RaisonDite, 'id' | 'personneId' | 'motif'>): Promise<boolean> {
  const { rows } = await sql`select 1 from ouverture o where o.id = ${dite.id} and o.agent_id = ${ctx.agent.id}
    and o.motif = ${dite.motif} and o.personne_id in ${avecReunis(sql`${dite.personneId}::uuid`)}`.execute(ctx.db)
  return rows.length > 0
}
