import { sql } from 'kysely'
import { ajouterMembre } from '../groupe-suivi/ajouter-membre.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Persons that the demo référent asks the co-intervenant to help find a home, each time. */
const AIDEES = 7

/** The demo référent asks the co-intervenant to help some of those he follows, those with a diagnosis first. `ctx` acts for him. */
export async function composerLesGroupes(ctx: Context, coIntervenant: string): Promise<void> {
  const { rows: suivis } = await sql<{ personneId: string }>`
    select a.personne_id from accompagnement a where a.referent_id = ${ctx.agent.id} and a.fin is null
      and not exists (select 1 from membre_suivi m where m.personne_id = a.personne_id)
    order by exists (select 1 from diagnostic d where d.personne_id = a.personne_id) desc, a.debut, a.personne_id
    limit ${AIDEES}`.execute(ctx.db)
  for (const { personneId } of suivis)
    await ajouterMembre(ctx, { id: uuidv7(), personneId, agentId: coIntervenant, champ: 'logement' })
}
