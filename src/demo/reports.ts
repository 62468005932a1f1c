import { sql } from 'kysely'
import { confierEcheance } from '../echeance/confier-echeance.ts'
import { demande } from '../echeance/demande.queries.ts'
import type { CleEcheance } from '../echeance/echeance.ts'
import { reporterEcheance } from '../echeance/reporter-echeance.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'

/** Why the demo référent puts something off. */
const MOTIFS = ['Hospitalisée, elle rappelle à sa sortie.', 'En formation toute la semaine.']

/** The demo référent puts off what isn't pressing until a day. `ctx` acts for him. */
export async function reporterQuelques(ctx: Context, jusquau: string): Promise<void> {
  for (const [rang, cle] of (await aFaireDe(ctx, ctx.agent, MOTIFS.length)).entries())
    await reporterEcheance(ctx, { ...cle, jusquau, motif: MOTIFS[rang] ?? '' })
}

/** Who leads the team asks a référent to take care of something themselves. `ctx` acts for who leads. */
export async function confierUne(ctx: Context, referent: Acteur): Promise<void> {
  for (const cle of await aFaireDe(ctx, referent, 1)) await confierEcheance(ctx, { ...cle, agentId: referent.id })
}

/** What this référent has to do of bilans, due for the longest time, that nobody has put off nor given. */
async function aFaireDe(ctx: Context, { id }: Acteur, combien: number): Promise<CleEcheance[]> {
  const { rows } = await sql<CleEcheance>`
    select e.personne_id, e.genre, e.objet_id as fait_id from echeance e
    where e.agent_id = ${id} and e.genre = 'bilan' and ${demande(ctx, 'e')} and e.reportee_jusquau is null and e.confiee_a is null
      and exists (select 1 from accompagnement k where k.id = e.objet_id and k.fin is null)
    order by e.pour, e.objet_id limit ${combien}`.execute(ctx.db)
  return rows
}
