import { sql } from 'kysely'
import { NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { Refusal } from '../socle/refusal.ts'
import { ecart, heure, jourDe } from '../socle/ui/dates.ts'
import { minuscule, NBSP } from '../socle/ui/phrases.ts'
import type { Context } from '../socle/use-case.ts'
import { MOTIFS_CLOTURE, type MotifCloture } from './cloture.ts'

type Clos = { motif: MotifCloture; closeLe: string; par: string | null; moi: boolean }

/**
 * Refuses (conflict) what its author began on an open file that somebody closed meanwhile: who closed it, when, why, and whom to see
 * before undoing it.
 */
export async function exigerPasClosDepuis(ctx: Context, personneId: string): Promise<void> {
  const { rows } = await sql<Clos>`
    select c.motif, c.close_le, a.nom as par, c.close_par = ${ctx.agent.id} as moi
    from cloture c left join agent_nom a on a.id = c.close_par
    where c.personne_id = ${personneId} and c.rouverte_le is null`.execute(ctx.db)
  const [clos] = rows
  if (!clos) return
  if (!clos.par || clos.moi) throw new Refusal('conflict', 'dossier-clos', NON_ACCOMPAGNEE['dossier-clos'])
  const { par, motif, closeLe } = clos
  const quand = `${ecart(jourDe(closeLe, ctx.fuseau), ctx.today)} à${NBSP}${heure(closeLe, ctx.fuseau)}`
  throw new Refusal(
    'conflict',
    'dossier-clos',
    `${par} a clos ce dossier, ${quand}. Motif${NBSP}: ${minuscule(MOTIFS_CLOTURE[motif])}. Rien n’y est plus à passer\u00a0; si cela vous surprend, voyez avec ${par}.`,
  )
}
