import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { echeanceEnJours, type MotifEntree } from './entree.ts'

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
  const { rows } = await sql<Omit<EntreeListee, 'echeance15Jours'>>`
    select f.numero_demande_rsa, e.role, p.nom, p.prenom, e.recu_le, e.motif, e.oriente_le
    from entree e join personne p on p.id = e.personne_id join foyer f on f.id = e.foyer_id
    where e.recu_le between ${du} and ${au} and e.close_motif is distinct from 'suivi-connu'
    order by e.recu_le, f.numero_demande_rsa, e.role desc`.execute(ctx.db)
  const delais = new Map<string, number>()
  for (const { recuLe } of rows) {
    if (!delais.has(recuLe)) delais.set(recuLe, await parametre(ctx, 'orientation.delai-jours', recuLe))
  }
  return rows.map(({ numeroDemandeRsa, role, nom, prenom, recuLe, motif, orienteLe }) => ({
    numeroDemandeRsa,
    role,
    nom,
    prenom,
    recuLe,
    echeance15Jours: echeanceEnJours(recuLe, delais.get(recuLe) ?? 0),
    motif,
    orienteLe,
  }))
}
