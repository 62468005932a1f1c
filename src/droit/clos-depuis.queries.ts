import { sql } from 'kysely'
import { Refusal } from '../socle/refusal.ts'
import { ecart, heure, jourDe } from '../socle/ui/dates.ts'
import { minuscule, NBSP } from '../socle/ui/phrases.ts'
import type { Context } from '../socle/use-case.ts'
import { MOTIFS_CLOTURE, type MotifCloture } from './motifs-cloture.ts'

type Clos = { motif: MotifCloture; closeLe: string; par: string | null; moi: boolean }

/** Who closed this file, when and why; null when it is open, or nobody knows who. */
export async function quiAClos(ctx: Context, personneId: string): Promise<{ dit: string; par: string | null } | null> {
  const { rows } = await sql<Clos>`
    select c.motif, c.close_le, a.nom as par, c.close_par = ${ctx.agent.id} as moi
    from cloture c left join agent_nom a on a.id = c.close_par
    where c.personne_id = ${personneId} and c.rouverte_le is null`.execute(ctx.db)
  const [clos] = rows
  if (!clos?.par) return null
  const { par, motif, closeLe, moi } = clos
  const quand = `${ecart(jourDe(closeLe, ctx.fuseau), ctx.today)} à${NBSP}${heure(closeLe, ctx.fuseau)}`
  const dit = `${moi ? 'Vous avez' : `${par} a`} clos ce dossier, ${quand}. Motif${NBSP}: ${minuscule(MOTIFS_CLOTURE[motif])}.`
  return { dit, par: moi ? null : par }
}

/**
 * Refuses (conflict) what its author began on an open file that somebody closed meanwhile: who closed it, when, why, and whom to see
 * before undoing it.
 */
export async function exigerPasClosDepuis(ctx: Context, personneId: string): Promise<void> {
  const clos = await quiAClos(ctx, personneId)
  if (!clos?.par) return
  const dit = `${clos.dit} Rien n’y est plus à passer\u00a0; si cela vous surprend, voyez avec ${clos.par}.`
  throw new Refusal('conflict', 'dossier-clos', dit)
}
