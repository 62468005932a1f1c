import { sql } from 'kysely'
import { confierEcheance } from '../echeance/confier-echeance.ts'
import { demande } from '../echeance/demande.queries.ts'
import type { CleEcheance } from '../echeance/echeance.ts'
import { reporterEcheance } from '../echeance/reporter-echeance.ts'
import { prendreRendezVous } from '../rendez-vous/prendre-rendez-vous.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Why the demo référent puts something off. */
const MOTIFS = ['En déplacement, rappel prévu à son retour.', 'En formation toute la semaine.']

/** The demo référent puts off what isn't pressing until a day. `ctx` acts for him. */
export async function reporterQuelques(ctx: Context, jusquau: string): Promise<void> {
  for (const [rang, cle] of (await aFaireDe(ctx, ctx.agent, MOTIFS.length)).entries())
    await reporterEcheance(ctx, { ...cle, jusquau, motif: MOTIFS[rang] ?? '' })
}

/** Who leads the team asks a référent to take care of something themselves. `ctx` acts for who leads. */
export async function confierUne(ctx: Context, referent: Acteur): Promise<void> {
  for (const cle of await aFaireDe(ctx, referent, 1)) await confierEcheance(ctx, { ...cle, agentId: referent.id })
}

/** Bilans that this référent has to do, those due last first, that nobody has put off nor given: what is late stays asked for. */
async function aFaireDe(ctx: Context, { id }: Acteur, combien: number): Promise<CleEcheance[]> {
  const { rows } = await sql<CleEcheance>`
    select e.personne_id, e.genre, e.objet_id as fait_id from echeance e
    where e.agent_id = ${id} and e.genre = 'bilan' and ${demande(ctx, 'e')} and e.reportee_jusquau is null and e.confiee_a is null
      and exists (select 1 from accompagnement k where k.id = e.objet_id and k.fin is null)
    order by e.pour desc, e.objet_id limit ${combien}`.execute(ctx.db)
  return rows
}

/** Gives an appointment to somebody the agent follows, or helps, who expects none. `ctx` acts for the agent; `debut`: hour of Paris. */
export async function donnerRendezVous(ctx: Context, debut: string): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select r.personne_id from (
      select k.personne_id from accompagnement k where k.referent_id = ${ctx.agent.id} and k.fin is null and k.veille_depuis is null
      union select m.personne_id from membre_suivi m where m.agent_id = ${ctx.agent.id} and m.fin is null) r
    where not exists (select 1 from rendez_vous v where v.personne_id = r.personne_id and v.issue is null)
    order by r.personne_id desc limit 1`.execute(ctx.db)
  for (const { personneId } of rows)
    await prendreRendezVous(ctx, {
      ...{ id: uuidv7(), personneId, agentId: ctx.agent.id, objet: 'suivi', modalite: 'individuel', debut },
      ...{ dureeMinutes: 45, lieu: null, convocation: 'remise-en-main-propre' },
      ...{ interpretePrevu: false, horairesConfirmes: false },
    })
}
