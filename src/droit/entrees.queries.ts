import { sql } from 'kysely'
import { dernierJour } from '../echeance/horloge.ts'
import type { Context } from '../socle/use-case.ts'
import { EST_UNE_ENTREE, ORIENTATION } from './delai.queries.ts'
import type { MotifEntree } from './entree.ts'

export type EntreeListee = {
  numeroDemandeRsa: string
  role: string
  nom: string
  prenom: string
  recuLe: string
  echeance15Jours: string
  motif: MotifEntree
  orienteLe: string | null
}

/**
 * The new entrants received from `du` to `au` (both included, YYYY-MM-DD), oldest first, with the last day of their delay in
 * force that day (rules E1 to E4). Those whose follow-up turned out to exist already are not entrants.
 */
export async function entreesRecues(ctx: Context, du: string, au: string): Promise<EntreeListee[]> {
  const { rows } = await sql<EntreeListee>`
    select f.numero_demande_rsa, e.role, p.nom, p.prenom, e.recu_le, ${dernierJour(ctx, sql`e.recu_le`, ORIENTATION)} as "echeance15Jours",
      e.motif, e.oriente_le
    from entree e join personne p on p.id = e.personne_id join foyer f on f.id = e.foyer_id
    where e.recu_le between ${du} and ${au} and ${EST_UNE_ENTREE}
    order by e.recu_le, f.numero_demande_rsa, e.role desc`.execute(ctx.db)
  return rows
}
