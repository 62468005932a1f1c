import { sql } from 'kysely'
import { MOTIFS_ENTREE, type MotifEntree } from '../droit/entree.ts'
import type { Context } from '../socle/use-case.ts'
import { entreeRetenue, jourDeMesure } from './filtre.queries.ts'
import type { DemandeIndicateur } from './pilotage.ts'

export type NouveauxEntrants = { valeur: number; parMotif: { motif: MotifEntree; personnes: number }[] }

/**
 * I01, new entrants received from `du` to `au` (both included), by reason; every reason of S1 is there, zero included.
 * As of a past day, what was received later does not count. Source: S1 annexe 4 §4-1, rule E1.
 */
export async function nouveauxEntrants(ctx: Context, demande: DemandeIndicateur): Promise<NouveauxEntrants> {
  const { rows } = await sql<{ motif: MotifEntree; n: number }>`
    select e.motif, count(*) as n from entree e
    where e.recu_le between ${demande.du} and least(${demande.au}::date, ${jourDeMesure(ctx, demande)}::date)
      and ${entreeRetenue(ctx, demande)}
    group by e.motif`.execute(ctx.db)
  const parMotif = (Object.keys(MOTIFS_ENTREE) as MotifEntree[])
    .map(motif => ({ motif, personnes: rows.find(r => r.motif === motif)?.n ?? 0 }))
    .filter(m => m.motif !== 'autre-definition' || m.personnes > 0)
  return { valeur: parMotif.reduce((somme, m) => somme + m.personnes, 0), parMotif }
}
