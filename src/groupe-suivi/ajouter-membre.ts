import { z } from 'zod'
import { tenirAgent } from '../agent/agents.queries.ts'
import { exigerAccompagnable } from '../droit/accompagnable.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitGroupeSuivi } from './groupe-suivi.recits.ts'
import { DemandeMembre, MESSAGES_GROUPE } from './groupe-suivi.ts'
import { coIntervenants } from './membre-suivi.queries.ts'

/**
 * Asks a co-intervenant to help a person in one field, from today on: they see that field of the file and no more. `id` is made by
 * the caller: sent twice, added once. Refuses who isn't a co-intervenant at work, and one already there for this field.
 */
export const ajouterMembre = useCase(
  {
    route: 'POST /personnes/:personneId/groupe-suivi',
    summary: 'Ajouter un co-intervenant au groupe de suivi',
    permission: 'groupe-suivi.composer',
    input: DemandeMembre.extend({ id: z.uuid(), personneId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { id, personneId, agentId, champ }) => {
    await verrouillerPersonne(ctx, personneId)
    const deja = await ctx.db
      .selectFrom('membreSuivi')
      .select(['id', 'personneId'])
      .where(eb => eb.or([eb('id', '=', id), eb.and({ personneId, agentId, champ }).and('fin', 'is', null)]))
      .execute()
    if (deja.some(m => m.id === id && m.personneId === personneId)) return { id }
    if (deja.length) throw refus('deja-membre')
    await exigerAccompagnable(ctx, personneId)
    await tenirAgent(ctx, agentId)
    const [agent] = await coIntervenants(ctx, agentId)
    if (!agent) throw refus('co-intervenant-inconnu')
    await ctx.db
      .insertInto('membreSuivi')
      .values({ id, personneId, agentId, champ, debut: ctx.today, ajoutePar: ctx.agent.id, ajouteLe: ctx.now })
      .execute()
    await ctx.record({ personne: personneId }, recitGroupeSuivi, { apres: { agent: agent.nom, agentId, champ } })
    return { id }
  },
)

const refus = (code: keyof typeof MESSAGES_GROUPE) =>
  new Refusal('conflict', code, MESSAGES_GROUPE[code], [{ champ: 'agentId', message: MESSAGES_GROUPE[code] }])
