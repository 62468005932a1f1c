import { ajouterMembre } from '../groupe-suivi/ajouter-membre.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Persons that the demo référent asks the co-intervenant to help find a home. */
const AIDEES = 14

/** The demo référent asks the co-intervenant to help some of those he follows. `ctx` acts for him. */
export async function composerLesGroupes(ctx: Context, coIntervenant: string): Promise<void> {
  const suivis = await ctx.db
    .selectFrom('accompagnement')
    .select('personneId')
    .where('referentId', '=', ctx.agent.id)
    .where('fin', 'is', null)
    .orderBy('debut')
    .orderBy('personneId')
    .limit(AIDEES)
    .execute()
  for (const { personneId } of suivis)
    await ajouterMembre(ctx, { id: uuidv7(), personneId, agentId: coIntervenant, champ: 'logement' })
}
