import { z } from 'zod'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitGroupeSuivi } from './groupe-suivi.recits.ts'
import { MESSAGES_GROUPE } from './groupe-suivi.ts'

/** Ends the part of a co-intervenant from today on: this field of the file is closed to them. A replay changes nothing. */
export const retirerMembre = useCase(
  {
    route: 'POST /personnes/:personneId/groupe-suivi/:membreId/fin',
    summary: 'Retirer un co-intervenant du groupe de suivi',
    permission: 'groupe-suivi.composer',
    input: z.object({ personneId: z.uuid(), membreId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { personneId, membreId }) => {
    await verrouillerPersonne(ctx, personneId)
    const membre = await ctx.db
      .selectFrom('membreSuivi as m')
      .innerJoin('agent as a', 'a.id', 'm.agentId')
      .select(['m.agentId', 'm.champ', 'm.fin', 'a.nom', 'a.prenom'])
      .where('m.id', '=', membreId)
      .where('m.personneId', '=', personneId)
      .executeTakeFirst()
    if (!membre) throw new Refusal('not-found', 'membre-inconnu', MESSAGES_GROUPE['membre-inconnu'])
    if (membre.fin) return { id: membreId }
    await ctx.db
      .updateTable('membreSuivi')
      .set({ fin: ctx.today, retirePar: ctx.agent.id, retireLe: ctx.now })
      .where('id', '=', membreId)
      .execute()
    const { champ, nom, prenom } = membre
    await ctx.record({ personne: personneId }, recitGroupeSuivi, { avant: { agent: `${prenom} ${nom}`, champ } })
    return { id: membreId }
  },
)
