import { sql } from 'kysely'
import { enregistrerChacun } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { acteDe } from './dire-echeances.ts'
import { recitEcheanceConfiee } from './echeance.recits.ts'

/** What was given to an agent whose role ends is for who it was before: a right to do it doesn't outlive the role. */
export async function rendreConfiees(ctx: Context, agentId: string): Promise<void> {
  const { rows } = await sql<{ personneId: string; genre: string; objetId: string; vers: string }>`
    update echeance e set confiee_a = null, confiee_par = null from agent_nom n
    where n.id = e.confiee_a and e.confiee_a = ${agentId} returning e.personne_id, e.genre, e.objet_id, n.nom as vers`.execute(
    ctx.db,
  )
  await enregistrerChacun(
    ctx,
    recitEcheanceConfiee,
    rows.map(({ personneId, ...r }) => ({ id: personneId, avant: { ...r, acte: acteDe(r.genre), versId: agentId } })),
  )
}
