import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { perimetre, personneIntrouvable } from '../perimetre.ts'
import { MESSAGES, RaisonDite } from './habitude.ts'
import { recitOuvertureMotivee } from './ouverture.recits.ts'
import { avecReunis, raisonCourante } from './raison-dite.queries.ts'

/**
 * Says why a file out of one's usual persons is opened: it opens then, for `acces.raison-jours`. Kept in its timeline, and reviewed.
 * Refuses 404 out of scope, another reason without its words, an id that said another one, or one that opens no more.
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
    else await exigerLaMeme(ctx, { id, personneId: elle.id, motif, precision })
    return { id }
  },
)

/** Refuses an id that isn't that of a reason that they said of this file (or of one merged into it), in these words, and that runs. */
async function exigerLaMeme(ctx: Context, { id, personneId, motif, precision }: RaisonDite): Promise<void> {
  const sienne = await ctx.db
    .selectFrom('ouverture as o')
    .select(['o.motif', 'o.precision', raisonCourante(ctx, sql`${personneId}::uuid`, sql`n.id = o.id`).as('court')])
    .where('o.id', '=', id)
    .where('o.agentId', '=', ctx.agent.id)
    .where(sql<boolean>`o.personne_id in ${avecReunis(sql`${personneId}::uuid`)}`)
    .executeTakeFirst()
  const refus = (code: 'raison-d-une-autre' | 'raison-finie') => new Refusal('conflict', code, MESSAGES[code])
  if (sienne?.motif !== motif || sienne.precision !== precision) throw refus('raison-d-une-autre')
  if (!sienne.court) throw refus('raison-finie')
}
